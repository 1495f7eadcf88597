"""Ways for a crowd: from everywhere to a handful of places, as directions that a body reads where it stands.

The walking time to a place solves the eikonal equation on the grid of free room, slower beside obstacles, so that
streams of people are smooth, keep off the walls and do not run along the grid's diagonals as paths of steps would.
Source: H. Zhao, "A fast sweeping method for eikonal equations", Mathematics of Computation 74, 2005.
"""

# pyright: basic
# Compiled code has no types of its own.

from dataclasses import dataclass

import numpy as np

from engine.nav.room import EIGHTHS, RoomGrid
from engine.world.kernel import helper, kernel

F32 = np.float32
FAR = F32(1e9)
ZERO, HALF, TWO, TINY = F32(0), F32(0.5), F32(2), F32(1e-6)
LENGTH = 127
"""Directions are kept in bytes, so that the ways of many places fit into a cache."""
MOST_SWEEPS = 60
NEED_M = 0.5
"""Room that a cell must have to be walked over."""
EASY_M = 1.25
"""With so much room a walker goes at full speed; it takes `TIGHT` times as long where there is just enough."""
TIGHT = 3.0
PLACE_ROOM_M = 2.0
MOST_PLACES, LEAST_PLACES = 16, 4
M2_PER_PLACE = 200.0


@helper
def time_beside(times, r, c, cost):
    """The walking time to a cell that takes `cost`, from the times of its neighbours; at least FAR where none leads on.

    Godunov's upwind difference: the quicker neighbour along each axis, or along one axis alone.
    """
    rows, columns = times.shape
    a = FAR
    b = FAR
    if r > 0:
        a = min(a, times[r - 1, c])
    if r < rows - 1:
        a = min(a, times[r + 1, c])
    if c > 0:
        b = min(b, times[r, c - 1])
    if c < columns - 1:
        b = min(b, times[r, c + 1])
    gap = max(a, b) - min(a, b)
    if gap < cost and max(a, b) < FAR:
        return (a + b + np.sqrt(TWO * cost * cost - gap * gap)) * HALF
    return min(a, b) + cost


@kernel
def fill_times(times, slowness, goal):
    """Fill `times` (rows, columns) f4 with the walking time to the cell `goal`; FAR where no way leads from.

    `slowness` (rows, columns) f4 is the time that one cell takes; 0 blocks it.
    """
    rows, columns = times.shape
    for r in range(rows):
        for c in range(columns):
            times[r, c] = FAR
    times[goal // columns, goal % columns] = ZERO
    for sweep in range(MOST_SWEEPS):
        changed = False
        for turn in range(rows):
            r = turn if sweep & 1 == 0 else rows - 1 - turn
            for step in range(columns):
                c = step if sweep & 2 == 0 else columns - 1 - step
                cost = slowness[r, c]
                if cost <= ZERO:
                    continue
                found = time_beside(times, r, c, cost)
                if found < times[r, c]:
                    times[r, c] = found
                    changed = True
        if not changed and sweep >= 3:
            break


@helper
def fall(low, high, here, has_low, has_high):
    """How much less lies before than behind along an axis: from both sides, or from the one that is known."""
    if has_low and has_high:
        return (low - high) * HALF
    if has_low:
        return low - here
    if has_high:
        return here - high
    return ZERO


@kernel
def fill_way(way, times, room, chosen, top, bottom, left, right):
    """Fill `way` (rows, columns, 2) i1 with directions of length 127 down `times`, in cells whose `chosen` u1 is 1.

    Only rows top..bottom and columns left..right are looked at. Where nobody fits, the way leads to more `room` u1, so
    that who was pushed in comes out.
    """
    rows, columns = times.shape
    for r in range(top, bottom):
        for c in range(left, right):
            if chosen[r, c] == 0:
                continue
            up = max(r - 1, 0)
            down = min(r + 1, rows - 1)
            west = max(c - 1, 0)
            east = min(c + 1, columns - 1)
            here = times[r, c]
            has_up, has_down, has_west, has_east = up < r, down > r, west < c, east > c
            if here < FAR:
                has_up, has_down = has_up and times[up, c] < FAR, has_down and times[down, c] < FAR
                has_west, has_east = has_west and times[r, west] < FAR, has_east and times[r, east] < FAR
                z = fall(times[up, c], times[down, c], here, has_up, has_down)
                x = fall(times[r, west], times[r, east], here, has_west, has_east)
            else:
                tight = -F32(room[r, c])
                z = fall(-F32(room[up, c]), -F32(room[down, c]), tight, has_up, has_down)
                x = fall(-F32(room[r, west]), -F32(room[r, east]), tight, has_west, has_east)
            length = np.sqrt(x * x + z * z)
            scale = ZERO
            if length > TINY:
                scale = F32(LENGTH) / length
            way[r, c, 0] = int(np.floor(x * scale + HALF))
            way[r, c, 1] = int(np.floor(z * scale + HALF))


@dataclass(frozen=True, eq=False)
class Ways:
    """Places and the way to each.

    spot (k, 2) f4 [m]; times (k, rows, columns) f4 walking times [s at 1 m/s], FAR for none; way (k, rows, columns, 2)
    i1 directions (x, z) of length 127, 0 at a spot; walkable (rows, columns) bool: from where every spot is reached.
    """

    spot: np.ndarray
    times: np.ndarray
    way: np.ndarray
    walkable: np.ndarray


def ways_to(grid: RoomGrid, goal: tuple[float, float]) -> Ways:
    """The way to one place, from everywhere that leads there; from nowhere when the place itself is blocked."""
    cost = slowness_of(grid)
    rows, columns = cost.shape
    column = min(max(int((goal[0] - grid.origin[0]) / grid.cell), 0), columns - 1)
    row = min(max(int((goal[1] - grid.origin[1]) / grid.cell), 0), rows - 1)
    times = np.empty(cost.shape, np.float32)
    fill_times(times, cost, row * columns + column)
    walkable = (times < FAR) & (cost > 0)
    return Ways(np.array([goal], np.float32), times[None], _directions(times, grid)[None], walkable)


def ways_between_places(grid: RoomGrid) -> Ways:
    """A handful of roomy places, far from each other, in the largest connected part of the ground, and their ways."""
    cost = slowness_of(grid)
    first, walkable = _largest_part(grid, cost)
    if first < 0:
        empty = np.zeros((0, *cost.shape), np.float32)
        return Ways(np.zeros((0, 2), np.float32), empty, np.zeros((0, *cost.shape, 2), np.int8), walkable)
    area = float(walkable.sum()) * grid.cell**2
    count = int(min(max(area / M2_PER_PLACE, LEAST_PLACES), MOST_PLACES))
    enough = min(PLACE_ROOM_M * EIGHTHS, float(grid.room[walkable].max()))
    roomy = walkable & (grid.room >= enough)
    nearest = np.full(cost.shape, FAR, np.float32)
    times = np.empty(cost.shape, np.float32)
    spots: list[tuple[float, float]] = []
    fields: list[np.ndarray] = []
    all_times: list[np.ndarray] = []
    at = first
    for _ in range(count):
        fill_times(times, cost, at)
        row, column = divmod(at, cost.shape[1])
        spots.append((grid.origin[0] + (column + 0.5) * grid.cell, grid.origin[1] + (row + 0.5) * grid.cell))
        fields.append(_directions(times, grid))
        all_times.append(times.copy())
        nearest = np.minimum(nearest, times)
        at = int(np.argmax(np.where(roomy, nearest, -1.0)))
        if nearest.reshape(-1)[at] <= 0.0:
            break
    spot = np.array(spots, np.float32)
    middle = spot.mean(axis=0)
    ring = np.argsort(np.arctan2(spot[:, 1] - middle[1], spot[:, 0] - middle[0]), kind="stable")
    return Ways(spot[ring], np.stack(all_times)[ring], np.stack(fields)[ring], walkable)


def slowness_of(grid: RoomGrid) -> np.ndarray:
    """Seconds a cell at 1 m/s, more where it is tight, 0 where nobody fits, (rows, columns) f4."""
    room = grid.room.astype(np.float32) / np.float32(EIGHTHS)
    tightness = np.clip((np.float32(EASY_M) - room) / np.float32(EASY_M - NEED_M), 0.0, 1.0).astype(np.float32)
    cost = np.float32(grid.cell) * (np.float32(1) + np.float32(TIGHT - 1.0) * tightness)
    return np.where(room >= np.float32(NEED_M), cost, np.float32(0)).astype(np.float32)


def _largest_part(grid: RoomGrid, cost: np.ndarray) -> tuple[int, np.ndarray]:
    """The roomiest cell of the largest connected part and that part; -1 and nothing when no cell is free."""
    left = cost > 0
    best, part = -1, np.zeros(cost.shape, bool)
    times = np.empty(cost.shape, np.float32)
    while left.sum() > part.sum():
        start = int(np.argmax(np.where(left, grid.room.astype(np.int32), -1)))
        fill_times(times, cost, start)
        found = (times < FAR) & (cost > 0)
        if found.sum() > part.sum():
            best, part = start, found
        left &= ~found
    return best, part


def _directions(times: np.ndarray, grid: RoomGrid) -> np.ndarray:
    """(rows, columns, 2) i1 directions of length 127 down the walking time."""
    rows, columns = times.shape
    way = np.zeros((rows, columns, 2), np.int8)
    fill_way(way, times, grid.room, np.ones((rows, columns), np.uint8), 0, rows, 0, columns)
    return way
