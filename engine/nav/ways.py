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
from engine.world.kernel import kernel

F32 = np.float32
FAR = F32(1e9)
ZERO, HALF, TWO = F32(0), F32(0.5), F32(2)
MOST_SWEEPS = 60
NEED_M = 0.5
"""Room that a cell must have to be walked over."""
EASY_M = 1.25
"""With so much room a walker goes at full speed; it takes `TIGHT` times as long where there is just enough."""
TIGHT = 3.0
PLACE_ROOM_M = 2.0
MOST_PLACES, LEAST_PLACES = 16, 4
M2_PER_PLACE = 200.0


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
                least = min(a, b)
                if least >= FAR:
                    continue
                gap = max(a, b) - least
                found = least + cost
                if gap < cost:
                    found = (a + b + np.sqrt(TWO * cost * cost - gap * gap)) * HALF
                if found < times[r, c]:
                    times[r, c] = found
                    changed = True
        if not changed and sweep >= 3:
            break


@dataclass(frozen=True, eq=False)
class Ways:
    """Places and the way to each.

    spot (k, 2) f4 [m]; way (k, rows, columns, 2) f4 unit directions (x, z), 0 at a spot; walkable (rows, columns) bool:
    from where every spot can be reached.
    """

    spot: np.ndarray
    way: np.ndarray
    walkable: np.ndarray


def ways_to(grid: RoomGrid, goal: tuple[float, float]) -> Ways:
    """The way to one place, from everywhere that leads there; from nowhere when the place itself is blocked."""
    cost = _slowness(grid)
    rows, columns = cost.shape
    column = min(max(int((goal[0] - grid.origin[0]) / grid.cell), 0), columns - 1)
    row = min(max(int((goal[1] - grid.origin[1]) / grid.cell), 0), rows - 1)
    times = np.empty(cost.shape, np.float32)
    fill_times(times, cost, row * columns + column)
    walkable = (times < FAR) & (cost > 0)
    return Ways(np.array([goal], np.float32), _directions(times, grid)[None], walkable)


def ways_between_places(grid: RoomGrid) -> Ways:
    """A handful of roomy places, far from each other, in the largest connected part of the ground, and their ways."""
    cost = _slowness(grid)
    first, walkable = _largest_part(grid, cost)
    if first < 0:
        empty = np.zeros((0, *cost.shape, 2), np.float32)
        return Ways(np.zeros((0, 2), np.float32), empty, walkable)
    area = float(walkable.sum()) * grid.cell**2
    count = int(min(max(area / M2_PER_PLACE, LEAST_PLACES), MOST_PLACES))
    enough = min(PLACE_ROOM_M * EIGHTHS, float(grid.room[walkable].max()))
    roomy = walkable & (grid.room >= enough)
    nearest = np.full(cost.shape, FAR, np.float32)
    times = np.empty(cost.shape, np.float32)
    spots: list[tuple[float, float]] = []
    fields: list[np.ndarray] = []
    at = first
    for _ in range(count):
        fill_times(times, cost, at)
        row, column = divmod(at, cost.shape[1])
        spots.append((grid.origin[0] + (column + 0.5) * grid.cell, grid.origin[1] + (row + 0.5) * grid.cell))
        fields.append(_directions(times, grid))
        nearest = np.minimum(nearest, times)
        at = int(np.argmax(np.where(roomy, nearest, -1.0)))
        if nearest.reshape(-1)[at] <= 0.0:
            break
    spot = np.array(spots, np.float32)
    middle = spot.mean(axis=0)
    ring = np.argsort(np.arctan2(spot[:, 1] - middle[1], spot[:, 0] - middle[0]), kind="stable")
    return Ways(spot[ring], np.stack(fields)[ring], walkable)


def _slowness(grid: RoomGrid) -> np.ndarray:
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
    """Unit vectors down the walking time; where nobody fits, towards more room, so that who was pushed in comes out."""
    fits = times < FAR
    down_x, down_z = _downhill(times, fits, 1), _downhill(times, fits, 0)
    room = -grid.room.astype(np.float32)
    everywhere = np.ones_like(fits)
    out_x, out_z = _downhill(room, everywhere, 1), _downhill(room, everywhere, 0)
    x, z = np.where(fits, down_x, out_x), np.where(fits, down_z, out_z)
    length = np.sqrt(x * x + z * z)
    scale = np.where(length > 1e-6, np.float32(1) / np.maximum(length, np.float32(1e-6)), np.float32(0))
    return np.stack([x * scale, z * scale], axis=2).astype(np.float32)


def _downhill(values: np.ndarray, known: np.ndarray, axis: int) -> np.ndarray:
    """Minus the slope along an axis: from both sides where both are known, from one where only that is."""
    pad = [(1, 1) if each == axis else (0, 0) for each in range(2)]
    value = np.pad(values, pad, mode="edge")
    is_known = np.pad(known, pad)
    count = values.shape[axis]
    low, high = (np.take(value, np.arange(start, start + count), axis) for start in (0, 2))
    has_low, has_high = (np.take(is_known, np.arange(start, start + count), axis) for start in (0, 2))
    low, high = np.where(has_low, low, values), np.where(has_high, high, values)
    span = has_low.astype(np.float32) + has_high.astype(np.float32)
    return np.where(span > 0, (low - high) / np.maximum(span, np.float32(1)), np.float32(0)).astype(np.float32)
