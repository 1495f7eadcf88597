"""Scenery strewn over the ground: the same numbers always give the same places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.present.draw_list import Ground, Instances, instances
from engine.present.ground import height_at
from engine.present.meshes import MESHES
from engine.present.noise import value_noise

F64 = NDArray[np.float64]
MOST_TRIES = 6
CLUMP_LEVEL = 0.40


@dataclass(frozen=True)
class Scatter:
    """What is strewn: mesh, count, how far around (x, z) [m], which way."""

    mesh: str
    count: int
    radius: float
    seed: int
    x: float
    z: float


def strew(scatter: Scatter, ground: Ground | None) -> Instances:
    """The pieces of a scatter, standing on the ground; they keep off paths, and trees keep apart."""
    x, z, yaw, scale, tint = _strewn(scatter, _Paths(ground))
    position = np.stack([x, height_at(ground, x, z), z], axis=1)
    return instances(scatter.mesh, position.astype(np.float32), yaw=yaw, scale=scale, tint=tint)


class _Paths:
    """Lets the paths of a ground be part of a cache key: heights decide nothing of where things lie."""

    def __init__(self, ground: Ground | None) -> None:
        self.path: NDArray[np.float32] | None = None
        self.origin, self.cell = (0.0, 0.0), 1.0
        if ground is not None and ground.path is not None:
            self.path, self.origin, self.cell = ground.path, ground.origin, ground.cell

    def __hash__(self) -> int:
        return id(self.path)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Paths):
            return False
        return self.path is other.path and (self.origin, self.cell) == (other.origin, other.cell)


@lru_cache(maxsize=512)
def _strewn(scatter: Scatter, paths: _Paths) -> tuple[F64, F64, F64, F64, F64]:
    """x, z [m], yaw [rad], scale (n,) and tint (n, 3) of the pieces."""
    spec = MESHES.spec(scatter.mesh)
    random = np.random.default_rng([scatter.seed, scatter.count])
    tries = scatter.count * MOST_TRIES
    reach = scatter.radius * np.sqrt(random.random(tries))
    angle = random.uniform(0.0, 2.0 * np.pi, tries)
    x, z = scatter.x + reach * np.cos(angle), scatter.z + reach * np.sin(angle)
    free = _off_path(paths, x, z, widened=not spec.foliage)
    if spec.foliage:
        free &= value_noise(x * 0.3, z * 0.3, 5) >= CLUMP_LEVEL
    chosen = np.flatnonzero(free)
    if not spec.foliage:
        chosen = _apart(x, z, chosen, spec.mesh.height * 0.3, scatter.count)
    chosen = chosen[: scatter.count]
    low, high = (0.6, 1.35) if spec.foliage else (0.85, 1.5)
    scale = random.uniform(low, high, tries)[chosen]
    shade = random.uniform(0.78, 1.22, tries)[chosen]
    yaw = random.uniform(0.0, 2.0 * np.pi, tries)[chosen]
    return x[chosen], z[chosen], yaw, scale, np.repeat(shade[:, None], 3, axis=1)


def _off_path(paths: _Paths, x: F64, z: F64, *, widened: bool) -> NDArray[np.bool_]:
    if paths.path is None:
        return np.ones(len(x), dtype=bool)
    rows, columns = paths.path.shape
    free = np.ones(len(x), dtype=bool)
    spread = (0.0, -1.2, 1.2) if widened else (0.0,)
    for shift in spread:
        column = np.clip(np.round((x + shift - paths.origin[0]) / paths.cell).astype(int), 0, columns - 1)
        row = np.clip(np.round((z - paths.origin[1]) / paths.cell).astype(int), 0, rows - 1)
        free &= paths.path[row, column] < 0.35
    return free


def _apart(x: F64, z: F64, chosen: NDArray[np.intp], gap: float, count: int) -> NDArray[np.intp]:
    """The first of the chosen places that keep `gap` metres between each other; all of them when too few do."""
    kept: list[int] = []
    for i in chosen:
        if all((x[i] - x[k]) ** 2 + (z[i] - z[k]) ** 2 >= gap * gap for k in kept):
            kept.append(int(i))
            if len(kept) == count:
                break
    if len(kept) < count:
        rest = [int(i) for i in chosen if int(i) not in set(kept)]
        kept += rest[: count - len(kept)]
    return np.array(kept, dtype=np.intp)
