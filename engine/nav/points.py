"""Places worth going to: cover, which nobody who threatens can look at, and flanks, behind where somebody looks.

Both are queries on the grid of the running lane, walls included: free cells that can be walked to, the shortest way
first, ties by cell. They change nothing.
"""

# pyright: basic
# Compiled code has no types of its own.

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.nav.flow import fill_best
from engine.nav.search import KEY_SHIFT, STRAIGHT, UNSEEN, heap_pop, heap_push, room_with_walls
from engine.nav.walk import HALF, cell_line, room_needed
from engine.nav.walls import fill_axis, rows_of_walls
from engine.physics.angles import cosine, sine
from engine.physics.queries.sight import line_of_sight, walls_hide
from engine.terrain.sample import sample_height
from engine.world.kernel import helper, kernel

F32 = np.float32
EYE_M = 1.5
"""Eyes of an ordinary body above its feet."""
REAR = 0.5
"""Cosine of half the arc that counts as behind: 60 degrees to either side."""


@helper
def near_cells(
    x, z, left, top, right, bottom, need, nav_room, nav_frame, walls, wall_rows, position, half_extent, axis
):
    """(heap, size, wide, row, column): what can be walked to from (x, z) in a window of the grid, cheapest first.

    left..bottom [m] bound the window, which begins at that row and column. Keys are cost * KEY_SHIFT + the cell's
    number in the fenced window. Ways lead over the window only.
    """
    all_rows, all_columns = nav_room.shape
    cell = nav_frame[2]
    first_column = cell_line(left, nav_frame[0], cell, all_columns)
    first_row = cell_line(top, nav_frame[1], cell, all_rows)
    columns = cell_line(right, nav_frame[0], cell, all_columns) - first_column + 1
    rows = cell_line(bottom, nav_frame[1], cell, all_rows) - first_row + 1
    room = room_with_walls(
        first_row, first_column, rows, columns, need, nav_room, nav_frame, 0, walls, wall_rows, position, half_extent,
        axis,
    )  # fmt: skip
    wide = columns + 2
    free = np.zeros(len(room), np.uint8)
    for c in range(len(room)):
        if room[c] >= need:
            free[c] = 1
    start = np.empty(1, np.int32)
    row = min(max(cell_line(z, nav_frame[1], cell, all_rows) - first_row, 0), rows - 1)
    column = min(max(cell_line(x, nav_frame[0], cell, all_columns) - first_column, 0), columns - 1)
    start[0] = (row + 1) * wide + column + 1
    best = np.empty(len(room), np.int32)
    fill_best(best, free, wide, start)
    heap = np.empty(len(room) + 1, np.int64)
    size = 0
    for c in range(len(room)):
        if free[c] != 0 and int(best[c]) < UNSEEN:
            size = heap_push(heap, size, int(best[c]) * KEY_SHIFT + c)
    return heap, size, wide, first_row, first_column


@kernel
def find_cover(
    points, places, threats, need, eye, within, nav_room, nav_frame, walls, wall_rows, position, half_extent, radius,
    height, yaw, axis, obstacle_box, obstacle_circle, ground_tiles, ground_index, ground_frame,
):  # fmt: skip
    """Fill `points` (n, most, 2) f4 with cover for each of `places` (n, 2) f4 [m]; see `cover_points`."""
    cell = nav_frame[2]
    farthest = int(within / cell * F32(STRAIGHT))
    for i in range(len(places)):
        x = places[i, 0]
        z = places[i, 1]
        heap, size, wide, first_row, first_column = near_cells(
            x, z, x - within, z - within, x + within, z + within, need, nav_room, nav_frame, walls, wall_rows,
            position, half_extent, axis,
        )  # fmt: skip
        found = 0
        while size > 0 and found < points.shape[1] and heap[0] // KEY_SHIFT <= farthest:
            at = int(heap[0] % KEY_SHIFT)
            size = heap_pop(heap, size)
            to_x = nav_frame[0] + (F32(first_column + at % wide - 1) + HALF) * cell
            to_z = nav_frame[1] + (F32(first_row + at // wide - 1) + HALF) * cell
            to_y = sample_height(ground_tiles, ground_index, ground_frame, to_x, to_z) + eye
            is_hidden = True
            for k in range(len(threats)):
                if line_of_sight(
                    threats[k, 0], threats[k, 1], threats[k, 2], to_x, to_y, to_z, obstacle_box, obstacle_circle
                ) and not walls_hide(
                    threats[k, 0], threats[k, 1], threats[k, 2], to_x, to_y, to_z, wall_rows, 0, walls, position,
                    half_extent, radius, height, yaw,
                ):  # fmt: skip
                    is_hidden = False
                    break
            if is_hidden:
                points[i, found, 0] = to_x
                points[i, found, 1] = to_z
                found += 1


@kernel
def find_flanks(
    points, places, targets, facing, need, distance, within, nav_room, nav_frame, walls, wall_rows, position,
    half_extent, axis,
):  # fmt: skip
    """Fill `points` (n, most, 2) f4 with flanks of each of `targets` (n, 2) f4 [m]; see `flank_points`."""
    cell = nav_frame[2]
    for i in range(len(places)):
        x = places[i, 0]
        z = places[i, 1]
        ahead_x = sine(facing[i])
        ahead_z = cosine(facing[i])
        heap, size, wide, first_row, first_column = near_cells(
            x, z, min(x, targets[i, 0]) - within, min(z, targets[i, 1]) - within, max(x, targets[i, 0]) + within,
            max(z, targets[i, 1]) + within, need, nav_room, nav_frame, walls, wall_rows, position, half_extent, axis,
        )  # fmt: skip
        found = 0
        while size > 0 and found < points.shape[1]:
            at = int(heap[0] % KEY_SHIFT)
            size = heap_pop(heap, size)
            to_x = nav_frame[0] + (F32(first_column + at % wide - 1) + HALF) * cell
            to_z = nav_frame[1] + (F32(first_row + at // wide - 1) + HALF) * cell
            off_x = to_x - targets[i, 0]
            off_z = to_z - targets[i, 1]
            away = np.sqrt(off_x * off_x + off_z * off_z)
            if np.abs(away - distance) <= cell and off_x * ahead_x + off_z * ahead_z <= -F32(REAR) * away:
                points[i, found, 0] = to_x
                points[i, found, 1] = to_z
                found += 1


def cover_points(
    view: Mapping[str, Any],
    places: Any,
    threats: Any,
    *,
    radius: float = 0.4,
    eye: float = EYE_M,
    within: float = 12.0,
    most: int = 4,
    lane: int = 0,
) -> np.ndarray:
    """(n, most, 2) f4 [m]: the middles of up to `most` cells near each of `places` (n, 2) that no threat can look at.

    A body of `radius` [m] can stand there and walk there over at most `within` [m]; the shortest way comes first, equal
    ones in the order of the grid; NaN where there are fewer. `threats` (k, 3) are eyes (x, y, z) [m]. Hidden is what
    perception calls hidden: an obstacle or a wall of the lane stands between them and eyes `eye` [m] above the ground.
    """
    places, threats = _pairs(places), np.asarray(threats, np.float32).reshape(-1, 3)
    points = np.full((len(places), most, 2), np.nan, np.float32)
    wall_rows, axis = _walls(view, lane)
    need = int(room_needed(np.float32(radius)))
    body = (view["position"], view["half_extent"], view["radius"], view["height"], view["yaw"], axis)
    things = (view["obstacle_box"], view["obstacle_circle"])
    ground = (view["ground_tiles"], view["ground_index"], view["ground_frame"])
    grid = (view["nav_room"], view["nav_frame"], len(wall_rows), wall_rows)
    find_cover(points, places, threats, need, F32(eye), F32(within), *grid, *body, *things, *ground)
    return points


def flank_points(
    view: Mapping[str, Any],
    places: Any,
    targets: Any,
    facing: Any,
    *,
    distance: float = 4.0,
    radius: float = 0.4,
    within: float = 8.0,
    most: int = 4,
    lane: int = 0,
) -> np.ndarray:
    """(n, most, 2) f4 [m]: the middles of up to `most` cells behind each of `targets` (n, 2), who look along `facing`.

    `facing` (n,) is a yaw [rad]; behind is within 60 degrees of straight behind, `distance` [m] away to a cell. A body
    of `radius` [m] can stand there, and walk there from `places` (n, 2) without going more than `within` [m] out of the
    rectangle of both; the shortest way comes first, equal ones in the order of the grid; NaN where there are fewer.
    """
    places, targets = _pairs(places), _pairs(targets)
    points = np.full((len(places), most, 2), np.nan, np.float32)
    wall_rows, axis = _walls(view, lane)
    need = int(room_needed(np.float32(radius)))
    look = np.ascontiguousarray(np.broadcast_to(np.asarray(facing, np.float32), len(places)))
    grid = (view["nav_room"], view["nav_frame"], len(wall_rows), wall_rows)
    body = (view["position"], view["half_extent"], axis)
    find_flanks(points, places, targets, look, need, F32(distance), F32(within), *grid, *body)
    return points


def _pairs(values: Any) -> np.ndarray:
    return np.ascontiguousarray(np.asarray(values, np.float32).reshape(-1, 2))


def _walls(view: Mapping[str, Any], lane: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of the walls that stand in the lane, and the axes of all rows, of which only theirs are set."""
    rows = rows_of_walls(view, lane)
    axis = np.zeros((len(view["yaw"]), 2), np.float32)
    turned = np.empty((len(rows), 2), np.float32)
    fill_axis(turned, np.ascontiguousarray(view["yaw"][rows]))
    axis[rows] = turned
    return rows.astype(np.int32), axis
