"""Walls on the grid, of a running lane or only thought of: which stand, what room they leave, which cells they shut."""

# pyright: basic
# Compiled code has no types of its own.

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from engine.nav.walk import EIGHTHS, HALF, cell_line, room_beside_wall
from engine.physics.angles import cosine, sine
from engine.world.ids import UP
from engine.world.kernel import kernel

F32 = np.float32
Box = tuple[float, float, float, float, float]
"""A wall that may come to stand: middle x and z, half its width and depth [m], yaw [rad]."""


class Walls(NamedTuple):
    """Turned boxes as steering takes them: position (k, 3) f4 and half_extent (k, 2) f4 [m], axis (k, 2) f4.

    `axis` holds cosine and sine of the yaw, by the functions that the simulation uses: the same bits.
    """

    position: np.ndarray
    half_extent: np.ndarray
    axis: np.ndarray

    def each(self) -> Iterator["Walls"]:
        """One wall at a time."""
        for wall in range(len(self.position)):
            yield Walls(*(part[wall : wall + 1] for part in self))

    def key(self) -> bytes:
        """The same for the same walls in the same order."""
        return self.position.tobytes() + self.half_extent.tobytes() + self.axis.tobytes()


def walls_of(boxes: Iterable[Box]) -> Walls:
    """Boxes as walls."""
    rows = np.array(list(boxes), np.float32).reshape(-1, 5)
    place = np.column_stack([rows[:, 0], np.zeros(len(rows), np.float32), rows[:, 1]])
    return _walls(place, rows[:, 2:4], rows[:, 4])


def rows_of_walls(view: Mapping[str, Any], lane: int = 0) -> np.ndarray:
    """Rows of the walls of a lane that stand now, barricades for one, ascending; `view` holds the world's columns.

    A wall whose place, heading or size is no number is left out: it stops nobody.
    """
    begin, end = (int(row) for row in view["first"][lane : lane + 2])
    end -= int(view["wanderers"][lane]) if "wanderers" in view else 0  # people are no walls
    rows = begin + np.flatnonzero((view["immovable"][begin:end] == 1) & (view["life"][begin:end] == UP))
    sound = np.isfinite(view["position"][rows]).all(axis=1) & np.isfinite(view["yaw"][rows])
    return rows[sound & np.isfinite(view["half_extent"][rows]).all(axis=1)]


def walls_standing(view: Mapping[str, Any], lane: int = 0) -> Walls:
    """The walls of a lane that stand now, as `rows_of_walls` finds them."""
    rows = rows_of_walls(view, lane)
    return _walls(view["position"][rows], view["half_extent"][rows], view["yaw"][rows])


def _walls(position: np.ndarray, half_extent: np.ndarray, yaw: np.ndarray) -> Walls:
    axis = np.empty((len(position), 2), np.float32)
    fill_axis(axis, np.ascontiguousarray(yaw, np.float32))
    return Walls(np.ascontiguousarray(position, np.float32), np.ascontiguousarray(half_extent, np.float32), axis)


@kernel
def fill_axis(axis, yaw):
    """Fill `axis` (k, 2) f4 with the cosine and sine of each yaw (k,) f4 [rad]."""
    for wall in range(len(yaw)):
        axis[wall, 0] = cosine(yaw[wall])
        axis[wall, 1] = sine(yaw[wall])


@kernel
def take_room(room, frame, position, half_extent, axis):
    """Let walls take their room [m/8] from the cells of `room` (rows, columns) uint8, in place."""
    rows, columns = room.shape
    for row in range(rows):
        z = frame[1] + (F32(row) + HALF) * frame[2]
        for column in range(columns):
            x = frame[0] + (F32(column) + HALF) * frame[2]
            for wall in range(len(position)):
                left = room_beside_wall(x, z, wall, position, half_extent, axis)
                if left < int(room[row, column]):
                    room[row, column] = left


@kernel
def shut_cells(cells, frame, rows, columns, need, wall, position, half_extent, axis):
    """Put the fenced numbers of the cells that a wall leaves less than `need` [m/8] into `cells`; returns how many.

    `cells` int32 is long enough for every cell of the grid. Fenced: (row + 1) * (columns + 2) + column + 1.
    """
    reach = half_extent[wall, 0] + half_extent[wall, 1] + F32(need + 1) / EIGHTHS
    west = cell_line(position[wall, 0] - reach, frame[0], frame[2], columns)
    east = cell_line(position[wall, 0] + reach, frame[0], frame[2], columns)
    near = cell_line(position[wall, 2] - reach, frame[1], frame[2], rows)
    far = cell_line(position[wall, 2] + reach, frame[1], frame[2], rows)
    count = 0
    for row in range(near, far + 1):
        z = frame[1] + (F32(row) + HALF) * frame[2]
        for column in range(west, east + 1):
            x = frame[0] + (F32(column) + HALF) * frame[2]
            if room_beside_wall(x, z, wall, position, half_extent, axis) < need:
                cells[count] = (row + 1) * (columns + 2) + column + 1
                count += 1
    return count
