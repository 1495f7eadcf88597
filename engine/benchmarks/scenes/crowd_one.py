"""CROWD-1 stepped by the crowd's own systems, through the schedule that the game is run by."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.scenes.crowd_scene import RADIUS_M, SETTLE_TICKS, CrowdScene, Goals
from engine.benchmarks.scenes.overlap import overlap_depths
from engine.physics.scheduler import PhysicsScheduler
from engine.world.ids import UP
from engine.world.registry import Parts, collect, walk
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World

AT_ONCE = 1000.0
"""m/s2: velocity := goal velocity in each tick, as for the peers; the game's people are gentler to each other."""
SLOTS = ("steering", "crowd", "rigid")
LOG_ROOM = 1024  # events: nobody here says anything


@lru_cache(maxsize=1)
def crowd_parts() -> Parts:
    """Columns and systems of the rooms that a crowd needs."""
    return collect(walk("engine.world", "engine.terrain", "engine.physics"))


@dataclass
class CrowdOne:
    """A running CROWD-1 of `agents` actors; `aim()` gives out goals, `tick()` is what is measured.

    `rows` and `lane` add values to the world's columns, `each_tick` is called with its view by `aim`. With `like`, a
    settled crowd of the same size, it starts as a copy of that one. Otherwise it settles for `settle` ticks.
    """

    agents: int
    threads: int = 0
    iterations: int = 4
    seed: int = 1
    settle: int = SETTLE_TICKS
    chunks: int | None = None
    scene: CrowdScene | None = None
    rows: Mapping[str, Any] = field(default_factory=dict[str, Any])
    lane: Mapping[str, Any] = field(default_factory=dict[str, Any])
    each_tick: Callable[[Mapping[str, NDArray[Any]]], None] | None = None
    like: "CrowdOne | None" = None
    world: World = field(init=False)
    place: CrowdScene = field(init=False)
    ticks: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Build the world and let it settle."""
        parts = crowd_parts()
        scene = self.like.place if self.like else self.scene or CrowdScene(self.agents, self.seed)
        self.place = scene
        self.schedule = Schedule(
            system for system in parts.needed_by({**self.rows, **self.lane}) if system.slot in SLOTS
        )
        self.physics = PhysicsScheduler(self.threads, crossover=0, chunks=self.chunks)
        self.physics.install(self.schedule)
        self._goals = Goals(scene)
        self.world = self._make_world(parts)
        self.physics.prepare(self.world.view)
        if self.like is not None:
            self.world.restore(self.like.world.snapshot())
            self._goals.copy_from(self.like._goals)
            self.ticks = self.like.ticks
            return
        for _ in range(self.settle):
            self.aim()
            self.tick()

    def aim(self) -> None:
        """Point everybody at a goal; who has arrived gets another."""
        view = self.world.view
        view["desired_velocity"][:] = self._goals.aim(view["position"][:, [0, 2]])
        if self.each_tick is not None:
            self.each_tick(view)

    def tick(self) -> None:
        """One tick of all three stages."""
        self.schedule.run(self.world)
        self.ticks += 1

    def exchange(self) -> None:
        """Write wanted velocities and read positions, as somebody would who keeps neither in the world's columns."""
        view = self.world.view
        view["desired_velocity"][:] = self._goals.velocity
        view["position"][:, ::2].copy()

    def places(self) -> NDArray[np.float32]:
        """(n, 2) x and z [m] of everybody."""
        return self.world.view["position"][:, [0, 2]]

    def overlaps_m(self) -> NDArray[np.float64]:
        """Depth [m] of every pair that overlaps now, so that speed is never bought with mush."""
        return overlap_depths(self.places(), RADIUS_M)

    def close(self) -> None:
        """End the worker threads."""
        self.physics.close()

    def _make_world(self, parts: Parts) -> World:
        scene = self.place
        ground = scene.ground
        tables: dict[str, Any] = ground.tables()
        widest = float(np.max(self.rows.get("radius", RADIUS_M)))
        statics = {**tables, **scene.obstacles().tables(widest)}
        world = World(parts.columns, rows=self.agents, statics=statics, log_capacity=LOG_ROOM)
        position = np.zeros((self.agents, 3), np.float32)
        position[:, [0, 2]] = scene.starts
        position[:, 1] = scene.heights()
        rows = {
            "life": UP,
            "position": position,
            "radius": RADIUS_M,
            "speed": scene.speed,
            "acceleration": AT_ONCE,
            **self.rows,
        }
        lane = {"solver_iterations": self.iterations, "tick_limit": 2**31 - 1, **self.lane}
        world.add_lanes([LaneSpec(self.agents, lane, rows)])
        return world
