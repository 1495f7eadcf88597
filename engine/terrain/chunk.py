"""A chunk of ground: heights and materials of one square of the lattice at one level of detail."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS, ChunkKey

BORDER = 2
"""Points around the chunk, at its own stride: normals at the edge and those of the parent level need them."""
CHUNK_POINTS = CHUNK_CELLS + 1
HEIGHT_SIDE = CHUNK_POINTS + 2 * BORDER
MATERIALS = ("sand", "forest", "rock", "path")
"""What the weights are of; grass is what is left of 255."""


@dataclass(frozen=True, eq=False, slots=True)
class Chunk:
    """The ground of `key`, rows along z and columns along x.

    heights (69, 69) f4 [m]: lattice points -2..66 of the chunk at its stride; weights (65, 65, 4) u1: points 0..64,
    sand, forest, rock, path; low, high [m]: bounds of points 0..64; version: the token of what it was made from.
    """

    key: ChunkKey
    version: int
    heights: NDArray[np.float32]
    weights: NDArray[np.uint8]
    low: float
    high: float

    @property
    def inner(self) -> NDArray[np.float32]:
        """(65, 65) f4 [m]: the heights without their border, a view."""
        return self.heights[BORDER:-BORDER, BORDER:-BORDER]

    @property
    def nbytes(self) -> int:
        """Bytes that the arrays take."""
        return self.heights.nbytes + self.weights.nbytes

    def digest(self) -> str:
        """Hash of the content: key, heights, weights and bounds; not of the version."""
        found = hashlib.blake2b(digest_size=16)
        found.update(np.array([*self.key], "<i4").tobytes())
        found.update(self.heights.astype("<f4").tobytes())
        found.update(self.weights.tobytes())
        found.update(np.array([self.low, self.high], "<f4").tobytes())
        return found.hexdigest()
