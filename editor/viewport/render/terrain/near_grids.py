"""Where the processor draws, chunks under the eye get finer grids than the rest, so that feet stand on what is seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.present.terrain import TerrainFrame

F32 = NDArray[np.float32]
GRIDS = 3
"""The finest grid, one with half its quads a side, and the one that all else is drawn with, half again."""
FINEST_M, FINER_M = 20.0, 84.0
"""How near a chunk must be for the first two: the second reaches a chunk's side farther."""
HIGH_M = 60.0
"""From higher above a chunk nobody sees the difference."""
_SIDES = ((-1, 0), (1, 0), (0, -1), (0, 1))
_OPPOSITE = (1, 0, 3, 2)


def near_grids(frame: TerrainFrame, cells: int, eye: tuple[float, float, float]) -> tuple[NDArray[np.int8], F32 | None]:
    """For n chunks: the grid of each (0 the finest, 2 the usual), and their edges (n, 4) where that changes them.

    A chunk of a finer grid snaps to the neighbour's as to a coarser level. So grids differ by one step at most, and a
    finer one is only taken where all neighbours are of the finest level.
    """
    grids = np.full(len(frame), GRIDS - 1, dtype=np.int8)
    side = cells * frame.cell
    finest = np.flatnonzero(frame.level == 0)
    x, z = frame.x[finest] * side, frame.z[finest] * side
    across = np.maximum(np.maximum(x - eye[0], eye[0] - x - side), 0.0)
    along = np.maximum(np.maximum(z - eye[2], eye[2] - z - side), 0.0)
    above = np.maximum(eye[1] - frame.high[finest], 0.0)
    level = across * across + along * along
    away = np.where(above > HIGH_M, np.inf, np.sqrt(level + above * above))
    if not (away < FINER_M).any():
        return grids, None
    # Neighbours of near chunks lie within a side of them; the many others are not asked for.
    about = finest[level < (FINER_M + side + 1.0) ** 2]
    places = list(zip(frame.x[about].tolist(), frame.z[about].tolist(), strict=True))
    number = dict(zip(places, about.tolist(), strict=True))
    place_of = dict(zip(about.tolist(), places, strict=True))

    def around(i: int) -> list[int | None]:
        x, z = place_of[i]
        return [number.get((x + dx, z + dz)) for dx, dz in _SIDES]

    near = finest[away < FINER_M].tolist()
    neighbours = {i: around(i) for i in near}
    for i in near:
        if None not in neighbours[i]:
            grids[i] = 1
    for i in finest[away < FINEST_M].tolist():
        if grids[i] == 1 and all(j is not None and grids[j] <= 1 for j in neighbours[i]):
            grids[i] = 0
    edges = frame.edges.copy()
    for i in near:
        for k, j in enumerate(neighbours[i]):
            if j is not None and grids[j] > grids[i]:
                edges[i, k], edges[j, _OPPOSITE[k]] = -1.0, 1.0
    return grids, edges
