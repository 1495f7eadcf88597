"""Crowds for tests: worlds of lanes on real ground with real obstacles, driven by the real schedule."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.physics.obstacles import Obstacles
from engine.terrain.height import PATCH_CELL_M, Heightfield, make_patch, patch_side
from engine.world.registry import collect, walk
from engine.world.schedule import Schedule, Style
from engine.world.world import LaneSpec, World

EVERYTHING = collect(walk("engine.world", "engine.terrain", "engine.physics"))
PARTS = replace(EVERYTHING, systems=EVERYTHING.needed_by({}))
SCHEDULE = Schedule(PARTS.systems)


@dataclass(frozen=True)
class Ground:
    seed: int = 5
    size_m: float = 60.0
    amplitude: float = 2.2
    path: bool = True


FLAT = Ground(amplitude=0.0, path=False)


def statics(obstacles: Obstacles | None = None, ground: Ground = FLAT, widest: float = 1.0) -> dict[str, np.ndarray]:
    return {**ground_tables(ground), **(obstacles or Obstacles()).tables(widest)}


@functools.lru_cache(maxsize=4)
def ground_tables(ground: Ground) -> dict[str, np.ndarray]:
    """Shared by worlds, as those of one scene share theirs: a patch of 2 km takes a second to make.

    Flat ground is made without hills that are multiplied by nothing, which take plain Python seconds.
    """
    if ground.amplitude == 0.0 and not ground.path:
        side = patch_side(ground.size_m)
        half = (side - 1) * PATCH_CELL_M / 2
        return Heightfield(np.zeros((side, side), np.float32), (-half, -half), PATCH_CELL_M).tables()
    return make_patch(ground).tables()


def lane(positions: Sequence[Sequence[float]] | np.ndarray, **columns: object) -> LaneSpec:
    """A lane of actors at (x, z); keywords fill columns of rows, those of the lane begin with lane_."""
    places = np.zeros((len(positions), 3), np.float32)
    places[:, 0] = [p[0] for p in positions]
    places[:, 2] = [p[1] for p in positions]
    rows = {"life": 1, "speed": 5.0, "position": places}
    rows |= {name: value for name, value in columns.items() if not name.startswith("lane_")}
    own = {name.removeprefix("lane_"): value for name, value in columns.items() if name.startswith("lane_")}
    return LaneSpec(len(positions), own, rows)


def world(*lanes: LaneSpec, obstacles: Obstacles | None = None, ground: Ground = FLAT) -> World:
    rows = sum(spec.count for spec in lanes)
    made = World(PARTS.columns, rows=rows, lanes=len(lanes), statics=statics(obstacles, ground))
    made.add_lanes(lanes)
    return made


def run(made: World, ticks: int = 1, *, style: Style = "each") -> World:
    SCHEDULE.run(made, ticks, style=style)
    return made


def places(made: World) -> np.ndarray:
    """(rows, 2) x and z."""
    return made.view["position"][:, [0, 2]].astype(np.float64)


def overlaps(made: World) -> np.ndarray:
    """Depth [m] of every overlapping pair in a world of one lane."""
    p, r = places(made), made.view["radius"].astype(np.float64)
    gap = np.linalg.norm(p[:, None] - p[None], axis=2) - (r[:, None] + r[None])
    depth = -gap[np.triu_indices(len(p), 1)]
    return depth[depth > 0]


def square_crowd(count: int, seed: int, *, side: float | None = None) -> np.ndarray:
    """(count, 2) places, about 0.75 actors a square metre unless `side` [m] is given."""
    half = (side or float(np.sqrt(count / 0.75))) / 2
    return np.random.default_rng(seed).uniform(-half, half, (count, 2)).astype(np.float32)
