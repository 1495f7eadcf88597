"""Free places for many bodies at once: a jittered lattice over the walkable ground, as wide as their number allows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.nav.room import EIGHTHS, RoomGrid
from engine.world.random_arrays import random_array

F32Array = NDArray[np.float32]
BoolGrid = NDArray[np.bool_]

ELBOW_M = 0.1
"""Least free ground between two bodies: with less, nobody could begin to walk."""
LOOSE = 1.35
"""How far apart those stand who begin at one point, in the least distance."""
TRIES = 24
SHRINK = 0.94


class Overfull(Exception):  # noqa: N818 - it is the ground that is full
    """The ground can't hold so many; `capacity` is how many it can."""

    def __init__(self, capacity: int) -> None:
        super().__init__(f"the ground holds {capacity}")
        self.capacity = capacity


@dataclass(frozen=True, eq=False)
class Floor:
    """Where bodies may be put: the grid of free room, which of its cells count, and who stands there already.

    walkable (rows, columns) bool; standing (k, 3) f4: x, z and radius [m] of each body that is there.
    """

    grid: RoomGrid
    walkable: BoolGrid
    standing: F32Array


def free_places(
    floor: Floor, count: int, radius: float, seed: int, near: tuple[float, float] | None = None
) -> F32Array:
    """(count, 2) f4 places [m] in grid order (z, then x), none nearer than 2 radii + `ELBOW_M` to another.

    Spread over the whole floor, or as near as they can to a point. The same arguments give the same places. Raises
    Overfull.
    """
    densest = 2.0 * radius + ELBOW_M
    if near is not None:
        places = _lattice(floor, LOOSE * densest, radius, seed)
        if len(places) >= count:
            away = np.hypot(places[:, 0] - np.float32(near[0]), places[:, 1] - np.float32(near[1]))
            return places[np.sort(np.argsort(away, kind="stable")[:count])]
    area = float(floor.walkable.sum()) * floor.grid.cell**2
    spacing = max(densest, float(np.sqrt(area / max(count, 1))))
    places = _lattice(floor, spacing, radius, seed)
    for _ in range(TRIES):
        if len(places) >= count or spacing <= densest:
            break
        spacing = max(densest, spacing * SHRINK)
        places = _lattice(floor, spacing, radius, seed)
    if len(places) < count:
        raise Overfull(len(places))
    chosen = np.argsort(random_array(seed, 2, len(places)), kind="stable")[:count]
    return places[np.sort(chosen)]


def _lattice(floor: Floor, spacing: float, radius: float, seed: int) -> F32Array:
    """Every free place of a lattice whose points are moved at random, but never nearer to each other than allowed."""
    grid = floor.grid
    rows, columns = grid.room.shape
    across, along = max(int(columns * grid.cell / spacing), 1), max(int(rows * grid.cell / spacing), 1)
    z, x = np.divmod(np.arange(across * along), across)
    swing = (spacing - 2.0 * radius - ELBOW_M) / 2.0
    # A square of this half side lies within the circle that a point may move in.
    moved = random_array(seed, 0, 2 * across * along).reshape(-1, 2) * np.sqrt(2.0) - np.sqrt(0.5)
    places = np.stack([(x + 0.5) * spacing, (z + 0.5) * spacing], axis=1) + moved * swing
    cell = np.minimum((places / grid.cell).astype(np.int64), [columns - 1, rows - 1])
    # Room is known at the middle of each cell and shrinks by at most a metre a metre.
    off = np.hypot(*(places - (cell + 0.5) * grid.cell).T)
    room = grid.room[cell[:, 1], cell[:, 0]] / EIGHTHS - off
    free = (room >= radius) & floor.walkable[cell[:, 1], cell[:, 0]]
    places = places + np.asarray(grid.origin)
    _clear(free.reshape(along, across), places.reshape(along, across, 2), grid, spacing, radius, floor.standing)
    return places[free].astype(np.float32)


def _clear(free: BoolGrid, places: NDArray[Any], grid: RoomGrid, spacing: float, radius: float, standing: F32Array):
    """Take back the places that touch somebody who stands there: only the lattice points near each are looked at."""
    if not len(standing):
        return
    along, across = free.shape
    reach = standing[:, 2] + radius + ELBOW_M
    spread = int(np.ceil((float(reach.max()) + spacing) / spacing))
    column = np.floor((standing[:, 0] - grid.origin[0]) / spacing).astype(np.int64)
    row = np.floor((standing[:, 1] - grid.origin[1]) / spacing).astype(np.int64)
    for step_row in range(-spread, spread + 1):
        for step_column in range(-spread, spread + 1):
            r, c = row + step_row, column + step_column
            inside = np.flatnonzero((r >= 0) & (r < along) & (c >= 0) & (c < across))
            near = places[r[inside], c[inside]] - standing[inside, :2]
            hit = inside[np.hypot(near[:, 0], near[:, 1]) < reach[inside]]
            free[r[hit], c[hit]] = False
