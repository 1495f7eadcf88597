"""Two armies in one lane: Veilweaver's own fighters by the thousand, with everything that lets them see, think and act.

The demo's lane comes first, row for row, so that its tables stay true; the armies are further rows of its companions
(the party) and of its Rift pack. They stand in battle lines one behind the other, by turns of either side and broken
into each other at their edges, among trees: nobody is far from an enemy, which is the most that senses can be asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.demo import compile_demo
from engine.physics.obstacles import Obstacles
from engine.physics.scheduler import PhysicsScheduler
from engine.play.compile.compiled import CompiledScene
from engine.terrain.height import make_patch
from engine.world.ids import HOSTILE, PARTY
from engine.world.schedule import Schedule
from engine.world.system import System
from engine.world.world import LaneSpec, World

M2_EACH = 4.0
"""Ground [m2] for each fighter: one every two metres."""
M2_A_TREE = 100.0
LINE_M, BROKEN_M = 30.0, 3.0
"""Depth of a battle line [m], and how far (a standard deviation) people of it stand in the next one."""
RIM_M = 40.0
TREE = (0.45, 6.0)
THINKING = ("perception", "planning")
LOG_ROOM = 1 << 18
CALM = 1 << 30
"""Ticks until the lane's time runs out, which no benchmark reaches."""


@dataclass
class Armies:
    """A running battle of `agents` minds, about half of them on either side.

    `systems` are those of perception and planning in the order of the schedule; `tick()` plays one whole tick,
    `think()` runs only those.
    """

    agents: int
    seed: int = 1
    world: World = field(init=False)
    schedule: Schedule = field(init=False)
    systems: tuple[System, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Compile the demo and put the armies into its lane."""
        compiled = _with_field(compile_demo(), self.agents)
        self.schedule = Schedule(compiled.parts.systems)
        self._physics = PhysicsScheduler(0)
        self._physics.install(self.schedule)
        rows = _grown(compiled, self.agents, self.seed)
        count = len(rows["local_id"])
        self.world = World(
            compiled.parts.columns,
            rows=count,
            sizes=compiled.sizes,
            statics=compiled.statics,
            log_capacity=max(LOG_ROOM, 8 * count),
        )
        spec = compiled.lane_spec(self.seed, autopilot="expert")
        self.world.add_lanes([LaneSpec(count, {**spec.lane, "tick_limit": CALM}, rows)])
        self.systems = tuple(system for system in self.schedule.systems if system.slot in THINKING)
        self._thinkers = [
            (system.kernel(self.world.columns), [self.world.view[name] for name in system.params])
            for system in self.systems
        ]

    @property
    def minds(self) -> int:
        """How many rows have a mind."""
        return int((self.world.view["agent_profile"] >= 0).sum())

    def tick(self) -> None:
        """One tick of the whole game; `schedule.profile` tells what each system cost."""
        self.schedule.run(self.world)
        self.world.drain_log()

    def think(self) -> None:
        """Perception and planning of this tick, without the rest and without the clock."""
        for kernel, arrays in self._thinkers:
            kernel(*arrays)

    def close(self) -> None:
        """End what physics may have started."""
        self._physics.close()


def field_half_m(agents: int) -> float:
    """Half the side [m] of the square that so many stand in."""
    return float(np.sqrt(agents * M2_EACH)) / 2


def places(agents: int, seed: int) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """Places (agents, 2) [m] and sides (agents,): lines along x, by turns of the party and of the hostile ones."""
    draw = np.random.default_rng(seed)
    half = field_half_m(agents)
    place = draw.uniform(-half, half, (agents, 2))
    line = np.floor((place[:, 1] + draw.normal(0.0, BROKEN_M, agents)) / LINE_M).astype(np.int64)
    return place.astype(np.float32), np.where(line % 2 == 0, PARTY, HOSTILE).astype(np.int32)


def _grown(compiled: CompiledScene, agents: int, seed: int) -> dict[str, NDArray[Any]]:
    """The demo's rows and, after them, as many fighters as are wanting; columns (rows, *width)."""
    own = compiled.rows
    thinking = own["agent_profile"] >= 0
    more = max(0, agents - int(thinking.sum()))
    place, side = places(more, seed)
    source = np.zeros(more, np.int64)
    for team in (PARTY, HOSTILE):
        kinds = np.flatnonzero(thinking & (own["team"] == team) & (own["is_player"] == 0))
        mine = np.flatnonzero(side == team)
        source[mine] = kinds[np.arange(len(mine)) % len(kinds)]
    rows = {name: np.concatenate([values, values[source]]) for name, values in own.items()}
    new = slice(len(own["local_id"]), None)
    rows["local_id"] = np.arange(len(rows["local_id"]), dtype=rows["local_id"].dtype)
    for name in ("position", "previous_position"):
        rows[name][new, ::2] = place
        rows[name][new, 1] = 0.0
    rows["yaw"][new] = np.where(side == PARTY, np.pi, 0.0)
    return rows


def _with_field(compiled: CompiledScene, agents: int) -> CompiledScene:
    """The demo on level ground wide enough for the armies, with trees all over it and an arena without an end."""
    half = field_half_m(agents)
    rim = float(np.ceil(half + RIM_M))
    trees = np.empty((int(4 * half * half / M2_A_TREE), 4), np.float32)
    trees[:, :2] = np.random.default_rng(agents).uniform(-half, half, (len(trees), 2))
    trees[:, 2:] = TREE
    ground = make_patch(_Patch(size_m=2 * rim))
    own: Mapping[str, Any] = compiled.statics
    obstacles = Obstacles(own["obstacle_box"], np.concatenate([own["obstacle_circle"], trees]))
    widest = float(compiled.rows["radius"].max())
    tables = {**ground.tables(), **obstacles.tables(widest), "arena": np.array([0.0, 0.0, 4 * rim], np.float32)}
    return replace(compiled, statics={**own, **tables})


@dataclass(frozen=True)
class _Patch:
    size_m: float
    seed: int = 5
    amplitude: float = 0.0
    path: bool = False
