"""Camera paths for measuring streaming: the same for the same seed, one view for each tick of 1/60 s."""

import math
from collections.abc import Iterator

import numpy as np

from engine.terrain.lattice import WORLD_HALF_M
from engine.terrain.streaming.viewpoint import ViewPoint

TICK_S = 1.0 / 60.0
EYE_M = 60.0
WALK_M_S, SPRINT_M_S, LEAP_M = 5.0, 15.0, 500.0
WALK_SHARE, SPRINT_SHARE = 0.70, 0.25
"""Of all ticks; in each of the others the camera is set elsewhere."""
RIM_M = 4_000.0
"""A walk that nears the world's end by this turns back to the middle."""


def walk(seed: int, ticks: int) -> Iterator[ViewPoint]:
    """The soak's camera: in each tick, by chance, a step of a walk (70 %), of a sprint (25 %) or a leap (5 %).

    The heading drifts; a leap goes up to 500 m in any direction.
    """
    rng = np.random.default_rng(seed)
    x, z, heading = *rng.uniform(-2_000.0, 2_000.0, 2).tolist(), float(rng.uniform(0, math.tau))
    for _ in range(ticks):
        chance = float(rng.random())
        heading += float(rng.normal(0.0, 0.02))
        if max(abs(x), abs(z)) > WORLD_HALF_M - RIM_M:
            heading = math.atan2(-z, -x)
        speed = WALK_M_S if chance < WALK_SHARE else SPRINT_M_S
        along_x, along_z = math.cos(heading), math.sin(heading)
        if chance < WALK_SHARE + SPRINT_SHARE:
            x, z = x + along_x * speed * TICK_S, z + along_z * speed * TICK_S
        else:
            away, turn = float(rng.uniform(0.0, LEAP_M)), float(rng.uniform(0.0, math.tau))
            x, z = x + away * math.cos(turn), z + away * math.sin(turn)
        yield _view(x, z, along_x, along_z, speed)


def flight(
    speed: float, ticks: int, heading: float = 0.6435, start: tuple[float, float] = (0.0, 0.0)
) -> Iterator[ViewPoint]:
    """Straight on at that speed [m/s]."""
    along_x, along_z = math.cos(heading), math.sin(heading)
    for tick in range(ticks):
        way = tick * speed * TICK_S
        yield _view(start[0] + along_x * way, start[1] + along_z * way, along_x, along_z, speed)


def standing(x: float, z: float, ticks: int) -> Iterator[ViewPoint]:
    """At one place."""
    for _ in range(ticks):
        yield _view(x, z, 0.0, 1.0, 0.0)


def _view(x: float, z: float, along_x: float, along_z: float, speed: float) -> ViewPoint:
    return ViewPoint((x, EYE_M, z), (along_x, 0.0, along_z), (along_x * speed, 0.0, along_z * speed))
