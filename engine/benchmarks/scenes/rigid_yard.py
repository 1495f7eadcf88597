"""A yard of loose crates, with or without a crowd among them: what rigid bodies are measured with."""

from dataclasses import dataclass, field

import numpy as np

from engine.benchmarks.scenes.crowd_one import crowd_parts
from engine.physics.obstacles import Obstacles
from engine.schema.files import TerrainSettings
from engine.terrain.height import make_patch
from engine.world.ids import UP
from engine.world.schedule import Schedule
from engine.world.world import LaneSpec, World

APART_M = 1.6
HALF_M = 0.5
SPEED = 2.0
KICK_TICKS = 20
"""An awake yard is stirred this often, so that friction never brings it to rest."""
SETTLE_TICKS = 60


@dataclass
class RigidYard:
    """`crates` boxes of a metre and 40 kg on a grid, `people` who walk about among them; flat ground, no obstacles.

    With `awake` every crate is on the move, else all sleep. `tick()` steps the crowd and the bodies; `rigid_ns()` is
    what the slot "rigid" took of the last one.
    """

    crates: int
    people: int = 0
    awake: bool = True
    seed: int = 1
    world: World = field(init=False)

    def __post_init__(self) -> None:
        """Build the yard and let it settle for a second."""
        self._random = np.random.default_rng(self.seed)
        parts = crowd_parts()
        self.schedule = Schedule(system for system in parts.systems if system.slot in {"crowd", "rigid"})
        side = max(APART_M * float(np.ceil(np.sqrt(self.crates))), float(np.sqrt(self.people / 0.5))) + 4.0
        ground = make_patch(TerrainSettings(size_m=side, amplitude=0.0, path=False))
        tables = {**ground.tables(), **Obstacles().tables(1.0)}
        count = self.crates + self.people
        self.world = World(parts.columns, rows=count, statics=tables)
        is_crate = np.arange(count) < self.crates
        mark = is_crate.astype(np.uint8)
        rows = {
            "life": UP,
            "rigid": mark,
            "immovable": mark,
            "radius": np.where(is_crate, np.float32(HALF_M * np.sqrt(2.0)), np.float32(0.4)),
            "half_extent": np.where(is_crate[:, None], np.float32(HALF_M), np.float32(0.0)) * np.ones(2, np.float32),
            "height": np.where(is_crate, np.float32(2 * HALF_M), np.float32(1.8)),
            "mass": np.where(is_crate, np.float32(40.0), np.float32(75.0)),
            "speed": np.float32(3.0),
            "position": self._places(side),
        }
        self.world.add_lanes([LaneSpec(count, {"tick_limit": 2**31 - 1}, rows)])
        for _ in range(SETTLE_TICKS):
            self.stir()
            self.tick()

    def _places(self, side: float) -> np.ndarray:
        places = np.zeros((self.crates + self.people, 3), np.float32)
        across = max(1, int(np.ceil(np.sqrt(self.crates))))
        k = np.arange(self.crates)
        places[: self.crates, 0] = (k % across - across / 2) * APART_M
        places[: self.crates, 2] = (k // across - across / 2) * APART_M
        places[self.crates :, ::2] = self._random.uniform(-side / 2 + 1, side / 2 - 1, (self.people, 2))
        return places

    def stir(self) -> None:
        """Kick the crates of an awake yard now and then, and let people turn about."""
        view = self.world.view
        if int(view["tick"][0]) % KICK_TICKS:
            return
        if self.awake:
            kicks = self._random.uniform(-SPEED, SPEED, (self.crates, 2)).astype(np.float32)
            view["velocity"][: self.crates, ::2] = kicks
            view["awake"][: self.crates] = 1
        wants = self._random.uniform(-2.0, 2.0, (self.people, 2)).astype(np.float32)
        view["desired_velocity"][self.crates :] = wants

    def tick(self) -> None:
        """One tick."""
        self.world.view["tick"][0] += 1
        self.schedule.run(self.world)

    def rigid_ns(self) -> int:
        """Nanoseconds of the last tick that went into loose bodies."""
        return self.schedule.profile.slots.get("rigid", 0)
