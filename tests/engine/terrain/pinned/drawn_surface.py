"""The surface that a chunk is drawn as, with every blend at 1, beside the ground that feet stand on."""

import numpy as np

from engine.terrain.chunk import Chunk
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import CHUNK_CELLS, ChunkKey


def drawn_heights(chunk: Chunk, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Heights (n,) f8 [m] of the drawn triangles at (u, v) (n,), counted in the chunk's quads from its low corner.

    Each quad is cut from its low-low to its high-high corner, as `engine.terrain.levels.watertight` says.
    """
    column, row = (np.minimum(np.floor(place).astype(int), CHUNK_CELLS - 1) for place in (u, v))
    heights = chunk.inner.astype(np.float64)
    a, b = heights[row, column], heights[row, column + 1]
    c, d = heights[row + 1, column], heights[row + 1, column + 1]
    u, v = u - column, v - row
    return a + np.where(u >= v, u * (b - a) + v * (d - b), v * (c - a) + u * (d - c))


def gaps(land: Landscape, key: ChunkKey, count: int = 2_000, seed: int = 0) -> np.ndarray:
    """(count,) |foot - drawn| [m] at random places of a chunk."""
    u, v = np.random.default_rng(seed).integers(0, CHUNK_CELLS * 64, (2, count)) / 64  # so that places are exact
    i, j = key.corner
    feet = land.heights_at((i + u * key.stride) * land.cell, (j + v * key.stride) * land.cell)
    return np.abs(feet - drawn_heights(land.make_chunk(key), u, v))


def twists(chunk: Chunk) -> np.ndarray:
    """(64, 64) f8 [m] by how much the fourth corner of each quad is off the plane of the other three."""
    h = chunk.inner.astype(np.float64)
    return np.abs(h[:-1, :-1] - h[:-1, 1:] - h[1:, :-1] + h[1:, 1:])
