"""Ways by weave: for each set of woven weaves, who can walk where, and what it costs to open the way out from there."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.nav.flow import fill_flow, fill_reached
from engine.nav.grid import NavGrid
from engine.nav.walk import room_needed
from engine.nav.walls import Box

from .kinds import NEVER

MOST_REGIONS = 254
NO_WAY = 65535
Point = tuple[float, float]


@dataclass(frozen=True)
class Thread:
    """What of a weave bears on the ways: where and how near one stands [m], its price and what comes back."""

    place: Point
    reach: float
    price: int
    back: int
    budget: int = 0
    share: int = 0
    excludes: int = -1


@dataclass(frozen=True)
class Wall:
    """A box that stands only while weave `by` is woven (or is not)."""

    box: Box
    by: int
    stands_woven: bool


Step = tuple[int, int, int, int, int, int]
"""Set, region, the other set, region there, Echo paid, Echo back: a weave, or letting one go, that can be stood at."""


@dataclass(frozen=True, eq=False)
class Ways:
    """`region` (sets, rows, columns) u1, 0 where nobody of the party can stand; `need` (sets, 256) i4 Echo."""

    grid: NavGrid
    region: NDArray[np.uint8]
    need: NDArray[np.int32]
    steps: tuple[Step, ...]

    def region_at(self, place: Point, chosen: int = 0) -> int:
        """Region of a place with the weaves of a set; 0 for none."""
        return int(self.region[chosen].reshape(-1)[self.grid.cell_of(place)])

    def need_at(self, place: Point, chosen: int = 0) -> int:
        """Least Echo with which the way out can be opened from a place; NEVER where none does."""
        region = self.region_at(place, chosen)
        return int(self.need[chosen, region]) if region else NEVER

    def possible_from(self, start: Point) -> frozenset[int]:
        """Numbers of the weaves that can be granted at some time to somebody who begins at `start` with Echo enough."""
        seen = {(0, self.region_at(start))}
        waiting, found = list(seen), set[int]()
        while waiting:
            at = waiting.pop()
            for chosen, here, other, there, *_ in self.steps:
                if (chosen, here) == at and self.need[other, there] < NEVER:
                    if other > chosen:
                        found.add((other ^ chosen).bit_length() - 1)
                    if (other, there) not in seen:
                        seen.add((other, there))
                        waiting.append((other, there))
        return frozenset(found)


def is_allowed(threads: Sequence[Thread], budgets: Sequence[int], chosen: int) -> bool:
    """Whether the set (bits) keeps to the budgets and holds no two weaves that exclude each other."""
    spent = [0] * len(budgets)
    for number, thread in enumerate(threads):
        if chosen >> number & 1:
            spent[thread.budget] += thread.share
            if thread.excludes >= 0 and chosen >> thread.excludes & 1:
                return False
    return all(part <= whole for part, whole in zip(spent, budgets, strict=True))


def ways_of(
    grid: NavGrid,
    threads: Sequence[Thread],
    walls: Sequence[Wall],
    budgets: Sequence[int],
    out: Point,
    radius: float,
    must_weave: int = 0,
) -> Ways:
    """Regions of every set of weaves that may be woven together, and what opening the way out costs from each.

    The cost is the fixed point of Bellman's equation over (set, region): 0 where the way out lies in the region; else
    the cheapest weave that can be reached in it, its price (or what letting it go gives back) counted. A set of fewer
    than `must_weave` weaves leaves the way out shut.
    """
    sets = 1 << len(threads)
    rows, columns = grid.shape
    region = np.zeros((sets, rows, columns), np.uint8)
    allowed = [chosen for chosen in range(sets) if is_allowed(threads, budgets, chosen)]
    for chosen in allowed:
        boxes = [wall.box for wall in walls if bool(chosen >> wall.by & 1) == wall.stands_woven]
        region[chosen] = regions_of(grid.with_boxes(boxes), radius)
    need = np.full((sets, 256), NEVER, np.int32)
    for chosen in [each for each in allowed if each.bit_count() >= must_weave]:
        at_out = np.unique(region[chosen][_disc(grid, out, 1.0)])
        need[chosen, at_out[at_out > 0]] = 0
    steps = _steps(grid, threads, region, allowed)
    while True:
        before = need.copy()
        for chosen, here, other, there, paid, back in steps:
            if need[other, there] < NEVER:
                cost = min(paid + max(int(need[other, there]) - back, 0), NEVER)
                need[chosen, here] = min(int(need[chosen, here]), cost)
        if np.array_equal(before, need):
            return Ways(grid, region, need, tuple(steps))


def costs_to(ways: Ways, places: Sequence[tuple[float, float, float]]) -> NDArray[np.uint16]:
    """(sets, places, rows, columns) u2: what walking to within reach of each place (x, z, reach) [m] costs.

    5 a straight and 7 a diagonal step over the regions of each set of weaves; NO_WAY where none leads there.
    """
    sets, rows, columns = ways.region.shape
    costs = np.full((sets, len(places), rows, columns), NO_WAY, np.uint16)
    cost = np.empty(rows * columns, np.int32)
    for chosen in np.flatnonzero(ways.region.any(axis=(1, 2))).tolist():
        free = (ways.region[chosen] > 0).reshape(-1).astype(np.int32)
        for number, (x, z, reach) in enumerate(places):
            goals = np.flatnonzero(_disc(ways.grid, (x, z), max(reach, ways.grid.grid.cell)).reshape(-1) & (free > 0))
            if len(goals):
                fill_flow(cost, free, rows, columns, goals.astype(np.int32), 1)
                costs[chosen, number] = np.minimum(cost, NO_WAY).reshape(rows, columns)
    return costs


def regions_of(grid: NavGrid, radius: float) -> NDArray[np.uint8]:
    """(rows, columns) u1: connected free ground for a body of `radius` [m], numbered in grid order from 1."""
    rows, columns = grid.shape
    need = int(room_needed(np.float32(radius)))
    room = grid.grid.room.reshape(-1).astype(np.int32)
    found = np.zeros(rows * columns, np.uint8)
    reached = np.empty(rows * columns, np.uint8)
    number = 0
    while number < MOST_REGIONS:
        left = (room >= need) & (found == 0)
        if not left.any():
            break
        number += 1
        fill_reached(reached, room, rows, columns, int(np.argmax(left)), need)
        found[(reached != 0) & (found == 0)] = number
    return found.reshape(rows, columns)


def _steps(grid: NavGrid, threads: Sequence[Thread], region: NDArray[np.uint8], allowed: Sequence[int]) -> list[Step]:
    """Every weave, and every letting go, that somebody can stand at."""
    steps: set[Step] = set()
    for number, thread in enumerate(threads):
        near = _disc(grid, thread.place, thread.reach)
        for chosen in allowed:
            other = chosen ^ (1 << number)
            if other not in allowed:
                continue
            paid, back = (0, thread.back) if chosen >> number & 1 else (thread.price, 0)
            pairs = np.unique(np.stack([region[chosen][near], region[other][near]], axis=1), axis=0)
            for here, there in pairs.tolist():
                if here and there:
                    steps.add((chosen, here, other, there, paid, back))
    return sorted(steps)


def _disc(grid: NavGrid, place: Point, radius: float) -> NDArray[np.bool_]:
    """(rows, columns) bool: cells whose middle lies within `radius` [m] of the place."""
    rows, columns = grid.shape
    x = grid.grid.origin[0] + (np.arange(columns) + 0.5) * grid.grid.cell
    z = grid.grid.origin[1] + (np.arange(rows) + 0.5) * grid.grid.cell
    return np.hypot(x[None, :] - place[0], z[:, None] - place[1]) <= radius


def box_of(entity: Any) -> Box | None:
    """The wall that an entity with a barrier is; None for anything else."""
    barrier, place = entity.components.get("barrier"), entity.components.get("transform")
    if barrier is None or place is None:
        return None
    x, _, z = place.position
    return x, z, barrier.half_extent_x, barrier.half_extent_z, float(np.radians(place.rotation[1]))
