"""A crowd that stands still on the ground, in cells: what many bodies cost to draw."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.instance_cells import InstanceCells
from editor.viewport.render.renderer import Renderer
from engine.present.draw_list import instances

CELL_M = 64.0
ORIGIN_M = 1024.0
REACH_M = 4000.0
PEOPLE = ("pilgrim", "villager")

Heights = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float32]]


def place_crowd(
    renderer: Renderer, count: int, middle: tuple[float, float], half: float, heights: Heights, seed: int = 1
) -> InstanceCells | None:
    """`count` people strewn over a square of `half` m around `middle` (x, z) [m]; None for nobody."""
    if not count:
        return None
    random = np.random.default_rng(seed)
    x = middle[0] + random.uniform(-half, half, count)
    z = middle[1] + random.uniform(-half, half, count)
    y = heights(x, z)
    yaw = random.uniform(0.0, 2.0 * np.pi, count)
    kind = random.integers(0, len(PEOPLE), count)
    tint = random.uniform(0.7, 1.2, (count, 3))
    cell_x, cell_z = np.floor(x / CELL_M).astype(np.int64), np.floor(z / CELL_M).astype(np.int64)
    order = np.lexsort((cell_x, cell_z))
    starts = np.flatnonzero(np.diff(cell_x[order], prepend=-(10**9)) | np.diff(cell_z[order], prepend=-(10**9)))
    bounds = [*starts.tolist(), count]
    most = max(end - start for start, end in pairwise(bounds))
    cells = renderer.new_cells(len(starts), most)
    for start, end in pairwise(bounds):
        rows = order[start:end]
        origin = (
            float(np.round(x[rows[0]] / ORIGIN_M) * ORIGIN_M),
            float(np.round(z[rows[0]] / ORIGIN_M) * ORIGIN_M),
        )
        place = np.stack([x[rows] - origin[0], y[rows], z[rows] - origin[1]], axis=1)
        packed, mesh = [], []
        for number, name in enumerate(PEOPLE):
            mine = kind[rows] == number
            part = instances(name, place[mine], yaw=yaw[rows][mine], tint=tint[rows][mine])
            body, numbers = renderer.packed(part)
            packed.append(body)
            mesh.append(numbers)
        everyone = np.concatenate(packed)
        reach = np.full(len(everyone), REACH_M, dtype=np.float32)
        cells.put((int(cell_x[rows[0]]), int(cell_z[rows[0]])), everyone, np.concatenate(mesh), reach, origin)
    return cells
