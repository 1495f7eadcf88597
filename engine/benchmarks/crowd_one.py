"""CROWD-1: the crowd that physics is measured with, the same for every way of stepping it.

N circles of 0.4 m, 0.75 of them on each free square metre, among max(200, N / 25) boxes and circles on hilly ground.
Each walks at 1 to 5 m/s to a place of its own and takes another when it is within a metre.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.obstacles import Obstacles, make_obstacles
from engine.physics.scheduler import PhysicsScheduler
from engine.schema.files import TerrainSettings
from engine.terrain.height import make_patch
from engine.world.ids import UP
from engine.world.registry import collect, walk
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World

RADIUS_M, DENSITY = 0.4, 0.75
SETTLE_TICKS = 100


@dataclass
class CrowdOne:
    """A running CROWD-1 of `agents` actors; `aim()` gives out goals, `tick()` is what is measured."""

    agents: int
    threads: int = 0
    iterations: int = 4
    seed: int = 1
    world: World = field(init=False)

    def __post_init__(self) -> None:
        """Build the world and let it settle for 100 ticks."""
        self._random = np.random.default_rng(self.seed)
        parts = collect(walk("engine.world", "engine.terrain", "engine.physics"))
        self._schedule = Schedule(parts.systems)
        self.physics = PhysicsScheduler(self.threads, crossover=0)
        self.physics.install(self._schedule)
        obstacles, self._half = self._obstacles()
        ground = make_patch(TerrainSettings(seed=5, size_m=float(2 * self._half + 2), amplitude=2.0, path=False))
        tables: dict[str, Any] = {"ground_height": ground.heights, "ground_frame": ground.frame()}
        self.world = World(parts.columns, rows=self.agents, statics={**tables, **obstacles.tables(RADIUS_M)})
        rows = {
            "life": UP,
            "position": self._places(),
            "radius": RADIUS_M,
            "speed": self._random.uniform(1.0, 5.0, self.agents).astype(np.float32),
        }
        lane = {"solver_iterations": self.iterations, "tick_limit": 2**31 - 1}
        self.world.add_lanes([LaneSpec(self.agents, lane, rows)])
        self._goals = self._places()[:, [0, 2]]
        self.physics.prepare(self.world.view)
        for _ in range(SETTLE_TICKS):
            self.aim()
            self.tick()

    def aim(self) -> None:
        """Point everybody at a goal; who has arrived gets another."""
        view = self.world.view
        away = self._goals - view["position"][:, [0, 2]]
        distance = np.linalg.norm(away, axis=1)
        arrived = distance < 1.0
        self._goals[arrived] = self._places()[arrived][:, [0, 2]]
        view["desired_velocity"][:] = away * (view["speed"] / np.maximum(distance, 1e-6))[:, None]

    def tick(self) -> None:
        """One tick of all three stages."""
        self._schedule.run(self.world)

    def overlaps_m(self) -> NDArray[np.float64]:
        """Depth [m] of every pair that overlaps now, so that speed is never bought with mush."""
        place = self.world.view["position"][:, [0, 2]].astype(np.float64)
        order = np.argsort(place[:, 0], kind="stable")
        place = place[order]
        found: list[NDArray[np.float64]] = []
        for shift in range(1, self.agents):
            dx = place[shift:, 0] - place[:-shift, 0]
            if not (dx < 2 * RADIUS_M).any():
                break
            gap = np.hypot(dx, place[shift:, 1] - place[:-shift, 1]) - 2 * RADIUS_M
            found.append(-gap[gap < 0])
        return np.concatenate(found) if found else np.zeros(0)

    def _places(self) -> NDArray[np.float32]:
        places = np.zeros((self.agents, 3), np.float32)
        places[:, [0, 2]] = self._random.uniform(-self._half, self._half, (self.agents, 2))
        return places

    def _obstacles(self) -> tuple[Obstacles, float]:
        count = max(200, self.agents // 25)
        sizes = self._random.uniform(0.25, 0.75, (count, 2))
        boxes = count // 2
        taken = 4 * sizes[:boxes].prod(axis=1).sum() + np.pi * (sizes[boxes:, 0] ** 2).sum()
        half = float(np.sqrt(self.agents / DENSITY + taken)) / 2
        spots = self._random.uniform(-half, half, (count, 2))
        made = make_obstacles(
            [(x, z, hx, hz, 0.0, -100.0, 100.0) for (x, z), (hx, hz) in zip(spots[:boxes], sizes[:boxes], strict=True)],
            [(x, z, r, 100.0) for (x, z), (r, _) in zip(spots[boxes:], sizes[boxes:], strict=True)],
        )
        return made, half
