"""CROWD-1's scene: where agents start, where they walk to and what stands in their way, whoever steps them.

N circles of 0.4 m, 0.75 of them on each free square metre, among max(200, N / 25) boxes and circles on hilly ground.
Each walks at 1 to 5 m/s to a place of its own and takes another when it is within a metre; whatever happened to its
velocity, it is that of its walk again in every tick.
"""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.scenes.goals import aim_agents
from engine.physics.obstacles import Obstacles
from engine.terrain.height import Heightfield, make_patch

F32Array = NDArray[np.float32]
RADIUS_M, DENSITY = 0.4, 0.75
SETTLE_TICKS = 100
GROUND_SEED = 5
CELL_M = 2 * RADIUS_M + 0.1
TOP_M = 100.0
DECK_THICK_M = 0.3


@dataclass(frozen=True)
class _Patch:
    seed: int
    size_m: float
    amplitude: float
    path: bool = False


@dataclass
class CrowdScene:
    """Places and obstacles of a CROWD-1 of `agents`, drawn by `seed`; `aim` walks its agents through their goals.

    `amplitude` is the height of the hills [m], `tops` that of the obstacles above a flat ground's zero; with `deck_m`
    a floor at that height [m] lies over half of the scene. Agents are numbered by where they start, line by line of a
    grid (`is_sorted`), or at random.
    """

    agents: int
    seed: int = 1
    amplitude: float = 2.0
    tops: float = TOP_M
    deck_m: float | None = None
    is_sorted: bool = True
    half: float = field(init=False)
    boxes: NDArray[np.float64] = field(init=False)
    circles: NDArray[np.float64] = field(init=False)
    starts: F32Array = field(init=False)
    speed: F32Array = field(init=False)

    def __post_init__(self) -> None:
        """Draw obstacles, then starts and speeds."""
        random = np.random.default_rng(self.seed)
        count = max(200, self.agents // 25)
        sizes = random.uniform(0.25, 0.75, (count, 2))
        many = count // 2
        taken = 4 * sizes[:many].prod(axis=1).sum() + np.pi * (sizes[many:, 0] ** 2).sum()
        self.half = float(np.sqrt(self.agents / DENSITY + taken)) / 2
        spots = random.uniform(-self.half, self.half, (count, 2))
        self.boxes = np.concatenate([spots[:many], sizes[:many]], axis=1)
        self.circles = np.concatenate([spots[many:], sizes[many:, :1]], axis=1)
        starts = random.uniform(-self.half, self.half, (self.agents, 2)).astype(np.float32)
        if self.is_sorted:
            starts = starts[np.lexsort((starts[:, 0], np.floor(starts[:, 1] / CELL_M)))]
        self.starts = np.ascontiguousarray(starts)
        self.speed = random.uniform(1.0, 5.0, self.agents).astype(np.float32)

    @cached_property
    def ground(self) -> Heightfield:
        """The height field; its rim, a metre outside the places that are walked to, is the world's wall."""
        return make_patch(_Patch(GROUND_SEED, float(2 * self.half + 2), self.amplitude))

    @property
    def rim(self) -> float:
        """Distance [m] of the walls from the middle."""
        return -self.ground.origin[0]

    def obstacles(self) -> Obstacles:
        """The boxes (unturned) and circles, as tall as `tops` says."""
        boxes = np.zeros((len(self.boxes), 8), np.float32)
        boxes[:, :4] = self.boxes
        boxes[:, 4:] = (1.0, 0.0, -TOP_M, self.tops)
        circles = np.full((len(self.circles), 4), self.tops, np.float32)
        circles[:, :3] = self.circles
        if self.deck_m is not None:
            half = self.half / 2
            deck = [half, 0.0, half, self.half, 1.0, 0.0, self.deck_m - DECK_THICK_M, self.deck_m]
            boxes = np.concatenate([boxes, np.array([deck], np.float32)])
        return Obstacles(boxes, circles)

    def heights(self) -> F32Array:
        """(n,) height [m] to start at: of the nearest point of the ground's lattice, or the deck's."""
        ground = self.ground
        at = np.rint((self.starts - np.float32(ground.origin[0])) / np.float32(ground.cell)).astype(np.int64)
        at = np.clip(at, 0, len(ground.heights) - 1)
        found = ground.heights[at[:, 1], at[:, 0]]
        return found if self.deck_m is None else np.where(self.starts[:, 0] > 0, np.float32(self.deck_m), found)

    def goals(self) -> "Goals":
        """Everybody's first goal."""
        return Goals(self)


class Goals:
    """Where each agent of a scene is going: the same goals in the same order, whoever steps them."""

    def __init__(self, scene: CrowdScene) -> None:
        self._scene = scene
        self._trips = np.zeros(scene.agents, np.int32)
        self._goals = np.full((scene.agents, 2), np.nan, np.float32)
        self.velocity = np.zeros((scene.agents, 2), np.float32)

    def aim(self, places: NDArray[Any]) -> F32Array:
        """Wanted velocities (n, 2) [m/s] for agents at `places` (n, 2) [m]; who has arrived gets another goal."""
        scene = self._scene
        here = np.ascontiguousarray(places, np.float32)
        aim_agents(here, self._goals, self._trips, scene.speed, scene.seed, np.float32(scene.half), self.velocity)
        return self.velocity

    def copy_from(self, other: "Goals") -> None:
        """Go where another crowd of the same scene is going."""
        self._trips[:], self._goals[:] = other._trips, other._goals
