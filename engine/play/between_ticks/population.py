"""A population by command: further rows of neutral people on free ground, made whole arrays at a time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.retuning import forget_searches
from engine.document import Finding
from engine.nav.places import Floor, Overfull, free_places
from engine.nav.room import RoomGrid
from engine.nav.ways import ways_between_places, ways_to
from engine.nav.ways_repair import WalledWays
from engine.play.commands import FARTHEST_M, Populate
from engine.play.compile.compiled import Array, CompiledScene, CompileError, Prototype
from engine.play.systems.population.columns import SIDE
from engine.world.ids import DOWN, NEUTRAL, UP
from engine.world.random_arrays import random_array
from engine.world.world import LaneSpec, World

MOST_PEOPLE = 200_000
"""Bodies that one world may be given by command."""
RADIUS_M = 0.22
SLOWEST, FASTEST = 1.0, 2.5
ACCELERATION = 8.0
LEAST_SHARE = 0.25
M2_EACH_AT_GOAL, M2_EACH_AT_PLACE = 0.42, 1.0
REACH_M = 2.0

# Six kinds of passers-by: plain cloth of few colours, so that heroes and enemies stay what the eye finds first.
LOOKS = (
    Prototype("villager", "villager", "", 1.0, (0.70, 0.50, 0.30)),
    Prototype("villager", "villager", "", 0.95, (0.48, 0.50, 0.30)),
    Prototype("villager", "villager", "", 1.04, (0.62, 0.34, 0.26)),
    Prototype("villager", "villager", "", 0.98, (0.40, 0.44, 0.46)),
    Prototype("pilgrim", "pilgrim", "", 1.0, (0.74, 0.64, 0.44)),
    Prototype("pilgrim", "pilgrim", "", 1.03, (0.52, 0.34, 0.30)),
)
_HEIGHT_M = 1.72
# Streams of the numbers that a population is made of.
_SPEED, _YAW, _LOOK, _PLACE, _MASS = range(10, 15)


def populated(base: CompiledScene, command: Populate, old: World | None = None) -> CompiledScene:
    """The scene with a population in further rows; `base` has none.

    `old`: the world whose bodies are in the way. None gives the rows no places, for a world that is about to be put to
    a snapshot. CompileError, with a Finding that says how many would do, when they can't be put.
    """
    if command.count == 0:
        return base
    if not 0 < command.count <= MOST_PEOPLE:
        raise _refused(command, f"a world takes up to {MOST_PEOPLE:,}", MOST_PEOPLE)
    if "nav_room" not in base.statics:
        raise CompileError([Finding("populate", "error", "The scene has no ground that anybody could walk on.")])
    grid = _grid(base.statics)
    for place in (command.goal, command.start):
        if place is not None and not all(abs(part) <= FARTHEST_M for part in place):
            text = f"Nobody can wander at {place}: it lies farther than {FARTHEST_M:,.0f} m from the middle."
            raise CompileError([Finding("populate", "error", text, None, None)])
    ways = ways_between_places(grid) if command.goal is None else ways_to(grid, command.goal)
    if not len(ways.spot) or not ways.walkable.any():
        text = "Nobody can walk to where the population should go: no free ground leads there. Choose another goal."
        raise CompileError([Finding("populate", "error", text)])
    rows = {name: _grown(base, name, values, command.count) for name, values in base.rows.items()}
    first = len(base.roster)
    _fill(rows, first, command, len(base.prototypes), len(ways.spot))
    if old is not None:
        _put(rows, first, Floor(grid, ways.walkable, _standing(old, first)), base, command)
    at_each = command.count * (M2_EACH_AT_GOAL if command.goal is not None else M2_EACH_AT_PLACE) / len(ways.spot)
    reach = max(REACH_M, float(np.sqrt(at_each / np.pi)))
    walled = WalledWays(grid, ways)
    tables = {
        "wander_spot": np.column_stack([ways.spot, np.full(len(ways.spot), reach)]).astype(np.float32),
        "wander_way": _locked(walled.way),
        "wander_space": _space(ways.walkable, grid.cell),
        "wander_frame": grid.frame(),
    }
    return replace(
        base,
        population=command,
        prototypes=(*base.prototypes, *LOOKS),
        rows=rows,
        lane={**base.lane, "wanderers": command.count},
        statics={**base.statics, **tables},
        ways=walled,
    )


def repopulated(old: World, kept: int, compiled: CompiledScene, people: int = 0) -> World:
    """A world of `compiled` whose only lane goes on where the old one is.

    Its first `kept` rows and its last `people` are the old one's, bit for bit but for the number of a mind; those
    between are as compiled.
    """
    world = compiled.world(1)
    middle = slice(kept, compiled.reserve - people)
    rows = {
        name: np.concatenate([old.view[name][:kept], values[middle], old.view[name][old.rows - people :]])
        for name, values in compiled.rows.items()
    }
    # Newcomers may have brought other minds, and these are numbered in the order of their contents.
    rows["agent_profile"][:kept] = compiled.rows["agent_profile"][:kept]
    if people:  # looks are numbered after those of the scene, to which some may have been added
        rows["prototype"][-people:] = compiled.rows["prototype"][-people:]
    lane = {name: old.view[name][0] for name, column in old.columns.items() if column.table == "lane"}
    world.add_lanes([LaneSpec(compiled.reserve, {**lane, "wanderers": compiled.people}, rows)])
    forget_searches(world.view)
    return world


def _locked(array: Array) -> Array:
    """A view that refuses a store: the ways change under it, between two ticks."""
    view = array.view()
    view.flags.writeable = False
    return view


def _grid(statics: Mapping[str, Array]) -> RoomGrid:
    x, z, cell = (float(value) for value in statics["nav_frame"])
    return RoomGrid(statics["nav_room"], (x, z), cell)


def _space(walkable: NDArray[np.bool_], cell: float) -> NDArray[np.float32]:
    """One over the free ground [m2] of each cell of the grid of crowding; 0 where there is hardly any."""
    rows, columns = walkable.shape
    row: NDArray[np.int64] = np.arange(rows, dtype=np.int64) * SIDE // rows
    column: NDArray[np.int64] = np.arange(columns, dtype=np.int64) * SIDE // columns
    free = np.zeros((SIDE, SIDE))
    np.add.at(free, (row[:, None], column[None, :]), walkable * cell * cell)
    least = LEAST_SHARE * walkable.size * cell * cell / (SIDE * SIDE)
    return np.where(free > least, 1.0 / np.maximum(free, 1e-6), 0.0).astype(np.float32)


def _grown(base: CompiledScene, name: str, values: Array, count: int) -> Array:
    column = base.parts.columns[name]
    more = np.full((count, *values.shape[1:]), column.default, values.dtype)
    return np.concatenate([values, more])


def _fill(rows: dict[str, Array], first: int, command: Populate, looks: int, places: int) -> None:
    """Who they are: body, pace, look and first goal, each by an own random number."""
    count = command.count

    def number(stream: int) -> NDArray[np.float32]:
        return random_array(command.seed, stream, count)

    look = looks + (number(_LOOK) * np.float32(len(LOOKS))).astype(np.int32)
    scale = np.array([each.scale for each in LOOKS], np.float32)[look - looks]
    values: dict[str, Any] = {
        "local_id": np.arange(first, first + count),
        "life": UP,
        "team": NEUTRAL,
        "radius": RADIUS_M,
        "height": _HEIGHT_M * scale,
        "mass": 55.0 + 35.0 * number(_MASS),
        "speed": SLOWEST + (FASTEST - SLOWEST) * number(_SPEED),
        "acceleration": ACCELERATION,
        "yaw": (number(_YAW) - np.float32(0.5)) * np.float32(2 * np.pi),
        "prototype": look,
        "wander_place": (number(_PLACE) * np.float32(places)).astype(np.int32),
    }
    for name, value in values.items():
        rows[name][first:] = value


def _put(rows: dict[str, Array], first: int, floor: Floor, base: CompiledScene, command: Populate) -> None:
    try:
        places = free_places(floor, command.count, RADIUS_M, command.seed, command.start)
    except Overfull as full:
        raise _refused(command, f"the ground has free places for {full.capacity:,}", full.capacity) from None
    height = base.landscape.heights_at(places[:, 0], places[:, 1])
    for name in ("position", "previous_position"):
        rows[name][first:] = np.column_stack([places[:, 0], height, places[:, 1]])


def _standing(old: World, first: int) -> NDArray[np.float32]:
    """(k, 3) x, z and radius of who and what is in play among the first rows; a box counts with its corners."""
    view = old.view
    in_play = np.flatnonzero((view["life"][:first] == UP) | (view["life"][:first] == DOWN))
    corner = np.hypot(view["half_extent"][in_play, 0], view["half_extent"][in_play, 1])
    reach = np.where(view["immovable"][in_play] != 0, corner, view["radius"][in_play])
    return np.column_stack([view["position"][in_play, 0], view["position"][in_play, 2], reach]).astype(np.float32)


def _refused(command: Populate, why: str, would_do: int) -> CompileError:
    do = f"Ask for {would_do:,} or fewer." if would_do else "Choose a scene with free ground."
    text = f"{command.count:,} people can't be put into the scene: {why}. {do}"
    return CompileError([Finding("populate", "error", text)])
