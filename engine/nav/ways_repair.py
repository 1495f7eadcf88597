"""Repair of a crowd's ways where walls stand: walking times are reckoned anew only where one changes them.

Always from the ways without any wall, so that the outcome depends on the walls that stand and not on what came before.
"""

# pyright: basic
# Compiled code has no types of its own.

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.nav.room import RoomGrid
from engine.nav.walls import Walls, take_room, walls_standing
from engine.nav.ways import FAR, MOST_SWEEPS, Ways, fill_way, slowness_of, time_beside
from engine.world.kernel import helper, kernel

ALL_SIDES = ((-1, 0), (1, 0), (0, -1), (0, 1))


@helper
def rests_on(times, slowness, r, c, from_row, from_column):
    """Whether the walking time to cell (r, c) was reckoned from that of its neighbour (from_row, from_column)."""
    rows, columns = times.shape
    own = times[from_row, from_column]
    other = FAR  # the neighbour across
    beside = FAR  # the quicker one along the other axis
    if from_column == c:
        across = 2 * r - from_row
        if 0 <= across < rows:
            other = times[across, c]
        if c > 0:
            beside = min(beside, times[r, c - 1])
        if c < columns - 1:
            beside = min(beside, times[r, c + 1])
    else:
        across = 2 * c - from_column
        if 0 <= across < columns:
            other = times[r, across]
        if r > 0:
            beside = min(beside, times[r - 1, c])
        if r < rows - 1:
            beside = min(beside, times[r + 1, c])
    return own < times[r, c] and own <= other and own - beside < slowness[r, c]


@kernel
def repair_times(times, slowness, base, base_slowness, goal, changed):
    """Make `times` (rows, columns) f4 the walking times over `slowness`, given those, `base`, over `base_slowness`.

    `changed` (rows, columns) u1 becomes 1 in all cells that were reckoned anew. Returns (top, bottom, left, right): the
    rows and columns that hold them.
    """
    rows, columns = times.shape
    waiting = np.empty(rows * columns, np.int32)
    count = 0
    top, bottom, left, right = rows, 0, columns, 0
    for r in range(rows):
        for c in range(columns):
            times[r, c] = base[r, c]
            changed[r, c] = 0
            if slowness[r, c] != base_slowness[r, c] and r * columns + c != goal:
                changed[r, c] = 1
                waiting[count] = r * columns + c
                count += 1
    while count > 0:
        count -= 1
        r = int(waiting[count]) // columns
        c = int(waiting[count]) % columns
        times[r, c] = FAR
        top, bottom = min(top, r), max(bottom, r + 1)
        left, right = min(left, c), max(right, c + 1)
        for side in ALL_SIDES:
            to_row = r + side[0]
            to_column = c + side[1]
            if 0 <= to_row < rows and 0 <= to_column < columns and changed[to_row, to_column] == 0:
                if rests_on(base, base_slowness, to_row, to_column, r, c):
                    changed[to_row, to_column] = 1
                    waiting[count] = to_row * columns + to_column
                    count += 1
    for sweep in range(MOST_SWEEPS):
        is_settled = True
        for turn in range(bottom - top):
            r = top + turn if sweep & 1 == 0 else bottom - 1 - turn
            for step in range(right - left):
                c = left + step if sweep & 2 == 0 else right - 1 - step
                if changed[r, c] == 0 or slowness[r, c] <= 0:
                    continue
                found = time_beside(times, r, c, slowness[r, c])
                if found < times[r, c]:
                    times[r, c] = found
                    is_settled = False
        if is_settled:
            break
    return top, bottom, left, right


class WalledWays:
    """The ways of a population round the walls that stand.

    `way` (k, rows, columns, 2) i1 is changed in place; `times` (k, rows, columns) f4 beside it.
    """

    def __init__(self, grid: RoomGrid, ways: Ways) -> None:
        self.grid, self.base = grid, ways
        self.way, self.times = ways.way.copy(), ways.times.copy()
        self._slowness = slowness_of(grid)
        rows, columns = grid.room.shape
        column = ((ways.spot[:, 0] - grid.origin[0]) / grid.cell).astype(np.int64).clip(0, columns - 1)
        row = ((ways.spot[:, 1] - grid.origin[1]) / grid.cell).astype(np.int64).clip(0, rows - 1)
        self._goals = row * columns + column
        self._changed = np.zeros((rows, columns), np.uint8)
        self._stands: bytes | None = None

    def look(self, view: Mapping[str, Any], lane: int = 0) -> bool:
        """Lead round the walls that stand in a lane of the world whose columns `view` holds; True when others did."""
        walls = walls_standing(view, lane)
        stands = walls.key()
        if stands == self._stands:
            return False
        self.stand(walls)
        self._stands = stands
        return True

    def stand(self, walls: Walls) -> None:
        """Lead round exactly these walls from now on."""
        self._stands = None
        room = self.grid.room.copy()
        take_room(room, self.grid.frame(), *walls)
        slowness = slowness_of(RoomGrid(room, self.grid.origin, self.grid.cell))
        changed = self._changed
        for place, goal in enumerate(self._goals.tolist()):
            times, way = self.times[place], self.way[place]
            way[...] = self.base.way[place]
            base = self.base.times[place]
            top, bottom, left, right = repair_times(times, slowness, base, self._slowness, goal, changed)
            if top < bottom:
                grown = changed.copy()  # a direction looks at the neighbours' times
                grown[1:] |= changed[:-1]
                grown[:-1] |= changed[1:]
                grown[:, 1:] |= changed[:, :-1]
                grown[:, :-1] |= changed[:, 1:]
                rows, columns = changed.shape
                bounds = max(top - 1, 0), min(bottom + 1, rows), max(left - 1, 0), min(right + 1, columns)
                fill_way(way, times, room, grown, *bounds)
