"""The slots that a renderer keeps on the graphics card, here in main memory: held and filled for real."""

import numpy as np

from engine.present.terrain import TerrainFrame
from engine.terrain.chunk import CHUNK_POINTS, HEIGHT_SIDE


class SlotPool:
    """Heights and weights of `capacity` slots, all touched; what a frame uploads is copied into them."""

    def __init__(self, capacity: int) -> None:
        self._heights = np.ones((capacity, HEIGHT_SIDE, HEIGHT_SIDE), np.float32)
        self._weights = np.ones((capacity, CHUNK_POINTS, CHUNK_POINTS, 4), np.uint8)

    @property
    def nbytes(self) -> int:
        """Bytes of all slots."""
        return self._heights.nbytes + self._weights.nbytes

    def take(self, frame: TerrainFrame) -> None:
        """Fill the slots that are new in a frame."""
        for slot, chunk in frame.uploads:
            self._heights[slot] = chunk.heights
            self._weights[slot] = chunk.weights
