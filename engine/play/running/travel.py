"""Travel: a run leaves one chapter's world for another's, or begins one anew, and takes with it what is carried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.play.compile.compiled import Array, CompiledScene
from engine.world.columns import Column
from engine.world.ids import DEAD, DOWN, OUTCOME_NAMES, PARTY, RUNNING
from engine.world.world import LaneSpec, World

GETS_UP_WITH = np.float32(0.4)
REGAINS = np.float32(0.5)
"""Rest between two chapters: who was down gets up with this share of its health; others regain so much of what
they lost."""
GOES_ON = ("run", "tick", "autopilot", "input_move", "input_aim", "input_buttons")
"""Lane columns that are the run's and not a chapter's."""
GIVEN_UP = "given_up"
"""How a try ended that was begun anew while it went on."""
ATTEMPT_BITS = 32
"""A try's number stands in the upper half of its seed, which the random numbers fold in on its own."""


@dataclass(frozen=True)
class Carried:
    """What is taken into a chapter: lane columns, and of some entities row columns (k, *width), in their order."""

    lane: Mapping[str, Array] = field(default_factory=dict[str, Array])
    entities: tuple[str, ...] = ()
    rows: Mapping[str, Array] = field(default_factory=dict[str, Array])


@dataclass(frozen=True)
class Try:
    """One try at a chapter that is over: when it began and ended [tick], and how."""

    chapter: int
    attempt: int
    began: int
    ended: int
    outcome: str


@dataclass(frozen=True)
class Stay:
    """Where a run is in its slice: the chapter, what was carried into it, and the tries that are over."""

    chapter: int = 0
    carried: Carried = field(default_factory=Carried)
    past: tuple[Try, ...] = ()


def tried(stay: Stay, world: World, going: str = GIVEN_UP, *, slot: int = 0) -> Try:
    """The present try of a run at its chapter, as one that is over; `going` is what that is called while it runs."""
    view = world.view
    attempt, began, tick, outcome = (int(view[name][slot]) for name in ("attempt", "chapter_began", "tick", "outcome"))
    return Try(stay.chapter, attempt, began, tick, OUTCOME_NAMES[outcome] if outcome != RUNNING else going)


def seed_of(seed: int, attempt: int) -> int:
    """The seed of a try: the run's own for the first, another for each that follows."""
    mixed = (seed ^ (attempt << ATTEMPT_BITS)) & (2**64 - 1)
    return mixed - 2**64 if mixed >= 2**63 else mixed


def carried_from(compiled: CompiledScene, world: World, slot: int = 0) -> Carried:
    """What a lane has to take along when it leaves a scene."""
    view, block = world.view, world.rows_of(slot)
    columns = [column for column in world.columns.values() if column.is_carried]
    members = [row for row in compiled.roster if not row.is_reserved and view["team"][block][row.local_id] == PARTY]
    chosen = [row.local_id for row in members]
    rows = {column.name: view[column.name][block][chosen].copy() for column in columns if column.table == "row"}
    for name in ("life", "health_max"):
        if name in view:
            rows[name] = view[name][block][chosen].copy()
    lane = {column.name: np.array(view[column.name][slot]) for column in columns if column.table == "lane"}
    return Carried(lane, tuple(row.entity for row in members), rows)


def spec_of(
    compiled: CompiledScene,
    carried: Carried,
    going_on: Mapping[str, Any],
    *,
    seed: int,
    chapter: int,
    attempt: int = 0,
    retries: int = 0,
    tick_limit: int | None = None,
) -> LaneSpec:
    """The lane that begins a chapter: as compiled, with what is carried into it, after a rest.

    `going_on` holds the lane columns of `GOES_ON`; `seed` is the run's; the whole run ends at `tick_limit`.
    """
    base = compiled.lane_spec(seed)
    began = int(going_on["tick"])
    limit = began + int(base.lane.get("tick_limit", compiled.parts.columns["tick_limit"].default))
    lane = {
        **base.lane,
        **carried.lane,
        **going_on,
        "seed": seed_of(seed, attempt),
        "outcome": RUNNING,
        "tick_limit": limit if tick_limit is None else min(limit, tick_limit),
        "chapter": chapter,
        "chapter_began": began,
        "attempt": attempt,
        "retries": retries,
    }
    return LaneSpec(base.count, lane, _rested(compiled, carried))


def check_carried(carried: Carried, columns: Mapping[str, Column]) -> None:
    """ValueError unless everything that is carried has the shape and type of its column: systems trust both.

    KeyError for a column whose width differs from scene to scene.
    """
    if "health" in carried.rows and "life" not in carried.rows:
        raise ValueError("nobody can say who of those that were carried into a chapter was down")
    for values, table, ahead in ((carried.lane, "lane", ()), (carried.rows, "row", (len(carried.entities),))):
        for name, array in values.items():
            column = columns.get(name)
            fits = column is not None and column.table == table and array.dtype == column.numpy_dtype
            if column is None or not fits or array.shape != (*ahead, *column.shape({})):
                raise ValueError(f"{name}, which was carried into a chapter, has another shape or type")


def going_on(world: World, slot: int = 0) -> dict[str, Any]:
    """The lane columns of a run that do not belong to one chapter."""
    return {name: world.view[name][slot].copy() for name in GOES_ON}


def _rested(compiled: CompiledScene, carried: Carried) -> dict[str, Array]:
    """Starting rows with what the party brings along."""
    party = {row.entity: row.local_id for row in compiled.roster if not row.is_reserved}
    pairs = [(index, party[entity]) for index, entity in enumerate(carried.entities) if entity in party]
    pairs = [(index, row) for index, row in pairs if compiled.rows["team"][row] == PARTY]
    rows = dict(compiled.rows)
    if not pairs:
        return rows
    source, target = (list(side) for side in zip(*pairs, strict=True))
    for name, values in carried.rows.items():
        column = compiled.parts.columns.get(name)
        if column is None or not column.is_carried:
            continue
        rows[name] = rows[name].copy()
        rows[name][target] = values[source]
    if "health" in carried.rows:
        life = carried.rows["life"][source]
        most = compiled.rows["health_max"][target].astype(np.float32)
        left = np.minimum(carried.rows["health"][source], most)
        regained = left + (most - left) * REGAINS
        rows["health"][target] = np.where((life == DOWN) | (life == DEAD), most * GETS_UP_WITH, regained)
    return rows
