"""A window of endless ground around what is looked at: heights for shadows, rings and things that stand there."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from engine.present.draw_list import Ground
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import CHUNK_CELLS, ChunkKey

CELLS = 128
"""Cells a side of the window."""
STEP_CELLS = 16
"""Its corner lies on multiples of this."""
STRAY = 0.19
"""Share of its side that the focus strays from its middle before it moves: a moved window bakes its shadows again."""
MOST_CHUNKS = 64
MARGIN_CELLS = 32


class GroundWindow:
    """Keeps the window of one landscape near a focus; chunks of heights seen before are not made again."""

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self.ground: Ground | None = None
        self._corner: tuple[int, int] | None = None
        self._chunks: OrderedDict[ChunkKey, tuple[int, NDArray[np.float32]]] = OrderedDict()
        self._revision = 0

    def around(self, x: float, z: float) -> Ground:
        """The window for a focus at (x, z) [m]; the same object until it has to move.

        Else makes at most one chunk of those that the window may reach next, so that a move finds them made.
        """
        cell = self.landscape.cell
        i, j = x / cell, z / cell
        corner = self._corner
        if corner is None or max(abs(i - corner[0] - CELLS / 2), abs(j - corner[1] - CELLS / 2)) > STRAY * CELLS:
            corner = self._corner = (_snapped(i), _snapped(j))
        elif self.ground is not None:
            self._fetch_ahead(*corner)
            return self.ground
        self._revision += 1
        low_x, low_z, _, _ = self.landscape.bounds
        half = round(-low_x / cell)
        corner = (min(max(corner[0], -half), half - CELLS), min(max(corner[1], round(low_z / cell)), half - CELLS))
        heights = self._heights(*corner)
        origin = (corner[0] * cell, corner[1] * cell)
        self.ground = Ground(heights, origin, cell, None, self._revision, is_drawn=False, beyond=self.landscape)
        return self.ground

    def replace(self, landscape: Landscape) -> None:
        """Show another landscape, or this one after an edit: the place, and what the edit did not touch, are kept."""
        self.landscape = landscape
        self.ground = None

    def _heights(self, i: int, j: int) -> NDArray[np.float32]:
        """Lattice points i .. i + 128 of rows j .. j + 128 (129, 129) f4 [m]."""
        heights = np.empty((CELLS + 1, CELLS + 1), dtype=np.float32)
        for row in range(j // CHUNK_CELLS, (j + CELLS - 1) // CHUNK_CELLS + 1):
            for column in range(i // CHUNK_CELLS, (i + CELLS - 1) // CHUNK_CELLS + 1):
                inner = self._chunk(ChunkKey(0, column, row))
                top, left = row * CHUNK_CELLS - j, column * CHUNK_CELLS - i
                rows = slice(max(top, 0), min(top + CHUNK_CELLS, CELLS) + 1)
                columns = slice(max(left, 0), min(left + CHUNK_CELLS, CELLS) + 1)
                own = inner[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
                heights[rows, columns] = own
        return heights

    def _chunk(self, key: ChunkKey) -> NDArray[np.float32]:
        version = self.landscape.chunk_version(key)
        known = self._chunks.get(key)
        if known is None or known[0] != version:
            known = (version, self.landscape.make_chunk(key).inner)
            self._chunks[key] = known
            while len(self._chunks) > MOST_CHUNKS:
                self._chunks.popitem(last=False)
        self._chunks.move_to_end(key)
        return known[1]

    def _fetch_ahead(self, i: int, j: int) -> None:
        """Make one chunk around the window that is not there yet."""
        half = round(-self.landscape.bounds[0] / self.landscape.cell) // CHUNK_CELLS
        for row in range((j - MARGIN_CELLS) // CHUNK_CELLS, (j + CELLS + MARGIN_CELLS - 1) // CHUNK_CELLS + 1):
            for column in range((i - MARGIN_CELLS) // CHUNK_CELLS, (i + CELLS + MARGIN_CELLS - 1) // CHUNK_CELLS + 1):
                key = ChunkKey(0, column, row)
                if key not in self._chunks and -half <= column < half and -half <= row < half:
                    self._chunk(key)
                    return


def _snapped(place: float) -> int:
    return round((place - CELLS / 2) / STEP_CELLS) * STEP_CELLS
