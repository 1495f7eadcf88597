"""Obstacles of a scene as arrays: turned boxes, circles, and for each grid cell the list of those within reach."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.physics.crowd.limits import OBSTACLE_REACH

F32Array = NDArray[np.float32]
CELL_M = 1.0
LARGEST_SIDE = 2048  # cells: 16 MiB of list begins at most
LOWEST_M = 1e15  # circles have no underside
BURIED_M = 0.5  # an obstacle reaches this far below its foot, since the ground under it is not flat


@dataclass(frozen=True, eq=False)
class Obstacles:
    """Boxes (k, 8) centre x, z, half x, z, cos, sin, bottom, top; circles (k, 4) centre x, z, radius, top; metres.

    `floors` numbers the boxes over whose tops ways lead. A body can stand on any top; this is for finding the way.
    """

    boxes: F32Array = field(default_factory=lambda: np.zeros((0, 8), np.float32))
    circles: F32Array = field(default_factory=lambda: np.zeros((0, 4), np.float32))
    floors: tuple[int, ...] = ()

    def tables(self, widest_radius: float) -> dict[str, NDArray[Any]]:
        """The static columns, with lists for actors of up to `widest_radius` [m]."""
        lists = obstacle_lists(self, widest_radius + float(OBSTACLE_REACH))
        return {
            "obstacle_box": self.boxes,
            "obstacle_circle": self.circles,
            "obstacle_shape": self.shapes(),
            **lists,
        }

    def shapes(self) -> F32Array:
        """Boxes and then circles as one kind (k, 9): centre x, z, half x, z, cos, sin, rounding, bottom, top; metres.

        A circle is a box without extent whose corner is rounded by the circle's radius.
        """
        b, c = self.boxes, self.circles
        shapes = np.zeros((len(b) + len(c), 9), np.float32)
        shapes[: len(b), :6] = b[:, :6]
        shapes[: len(b), 7:] = b[:, 6:]
        shapes[len(b) :, :2] = c[:, :2]
        shapes[len(b) :, 4] = 1.0
        shapes[len(b) :, 6] = c[:, 2]
        shapes[len(b) :, 7] = -LOWEST_M
        shapes[len(b) :, 8] = c[:, 3]
        return shapes


def make_obstacles(
    boxes: Iterable[tuple[float, float, float, float, float, float, float]] = (),
    circles: Iterable[tuple[float, float, float, float]] = (),
    floors: Iterable[int] = (),
) -> Obstacles:
    """From boxes (x, z, half x, half z, yaw [rad], bottom, top) and circles (x, z, radius, top), metres.

    `floors` numbers the boxes over whose tops ways lead.
    """
    box_rows = [(x, z, hx, hz, np.cos(yaw), np.sin(yaw), low, high) for x, z, hx, hz, yaw, low, high in boxes]
    round_rows = np.array(list(circles), np.float32).reshape(-1, 4)
    return Obstacles(np.array(box_rows, np.float32).reshape(-1, 8), round_rows, tuple(floors))


def bounds_of(obstacles: Obstacles) -> F32Array:
    """(k, 4) low x, low z, high x, high z [m] of every box and then every circle."""
    b, c = obstacles.boxes, obstacles.circles
    half_x = np.abs(b[:, 4]) * b[:, 2] + np.abs(b[:, 5]) * b[:, 3]
    half_z = np.abs(b[:, 5]) * b[:, 2] + np.abs(b[:, 4]) * b[:, 3]
    boxes = np.stack([b[:, 0] - half_x, b[:, 1] - half_z, b[:, 0] + half_x, b[:, 1] + half_z], axis=1)
    circles = np.stack([c[:, 0] - c[:, 2], c[:, 1] - c[:, 2], c[:, 0] + c[:, 2], c[:, 1] + c[:, 2]], axis=1)
    return np.concatenate([boxes, circles]).astype(np.float32)


def obstacle_lists(obstacles: Obstacles, reach: float) -> dict[str, NDArray[Any]]:
    """obstacle_frame (5,), obstacle_start (cells + 1,) and obstacle_items: who can be touched from each cell.

    An obstacle is listed in every cell that comes within `reach` [m] of its bounding box; the outermost ring of cells
    is empty, so that whoever is beyond the grid reads an empty list. Items are boxes by index and circles as
    -1 - index, boxes first, so the order does not depend on the scene's size.
    """
    bounds = bounds_of(obstacles)
    if not len(bounds):
        frame = np.array([0, 0, CELL_M, 1, 1], np.float32)
        return {
            "obstacle_frame": frame,
            "obstacle_start": np.zeros(2, np.int32),
            "obstacle_items": np.zeros(0, np.int32),
        }
    low = bounds[:, :2].min(axis=0) - reach
    high = bounds[:, 2:].max(axis=0) + reach
    cell = max(CELL_M, float((high - low).max()) / LARGEST_SIDE)
    origin = (low - cell).astype(np.float32)
    columns, rows = (int(n) + 3 for n in (high - low) / cell)
    box_count = len(obstacles.boxes)
    items = np.concatenate([np.arange(box_count), -1 - np.arange(len(obstacles.circles))])
    left, right = (_lines(x - origin[0], cell, columns) for x in (bounds[:, 0] - reach, bounds[:, 2] + reach))
    near, far = (_lines(z - origin[1], cell, rows) for z in (bounds[:, 1] - reach, bounds[:, 3] + reach))
    across = right - left + 1
    count = across * (far - near + 1)
    which = np.repeat(np.arange(len(bounds)), count)
    step = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    listed = (near[which] + step // across[which]) * columns + left[which] + step % across[which]
    start = np.concatenate([[0], np.cumsum(np.bincount(listed, minlength=columns * rows))]).astype(np.int32)
    items = items[which[np.argsort(listed, kind="stable")]].astype(np.int32)
    frame = np.array([origin[0], origin[1], cell, columns, rows], np.float32)
    return {"obstacle_frame": frame, "obstacle_start": start, "obstacle_items": items}


def _lines(offset: F32Array, cell: float, lines: int) -> NDArray[np.int64]:
    return np.clip((offset / cell).astype(np.int64), 1, lines - 2)
