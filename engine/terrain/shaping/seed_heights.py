"""Heights that a landscape's seed gives at lattice points, in whole millimetres, kept by chunk for the next press."""

import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from engine.terrain.edits import NO_EDITS
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import CHUNK_CELLS, ChunkKey

KEPT = 256
"""Chunks that are kept; each takes 17 KiB."""
_kept: OrderedDict[tuple[int, float, int, int], NDArray[np.int32]] = OrderedDict()
_lock = threading.Lock()


def seed_heights_mm(landscape: Landscape, low_i: int, low_j: int, high_i: int, high_j: int) -> NDArray[np.int32]:
    """(high_j - low_j, high_i - low_i) int32 [mm]: the unshaped ground of points low up to, not including, high.

    ValueError for points beyond the end of the world.
    """
    bare = landscape.with_edits(NO_EDITS)
    made = np.empty((high_j - low_j, high_i - low_i), np.int32)
    # A chunk also knows the first points of the next, so none is made for those alone: there may be none beyond.
    for z in range(low_j // CHUNK_CELLS, max(low_j // CHUNK_CELLS, (high_j - 2) // CHUNK_CELLS) + 1):
        for x in range(low_i // CHUNK_CELLS, max(low_i // CHUNK_CELLS, (high_i - 2) // CHUNK_CELLS) + 1):
            first_i, first_j = x * CHUNK_CELLS, z * CHUNK_CELLS
            from_i, to_i = max(low_i, first_i), min(high_i, first_i + CHUNK_CELLS + 1)
            from_j, to_j = max(low_j, first_j), min(high_j, first_j + CHUNK_CELLS + 1)
            chunk = _chunk(bare, ChunkKey(0, x, z))
            made[from_j - low_j : to_j - low_j, from_i - low_i : to_i - low_i] = chunk[
                from_j - first_j : to_j - first_j, from_i - first_i : to_i - first_i
            ]
    return made


def _chunk(bare: Landscape, key: ChunkKey) -> NDArray[np.int32]:
    name = (bare.chunk_version(key), bare.cell, key.x, key.z)
    with _lock:
        known = _kept.get(name)
        if known is not None:
            _kept.move_to_end(name)
            return known
    made = np.rint(bare.make_chunk(key).inner.astype(np.float64) * 1000.0).astype(np.int32)
    with _lock:
        _kept[name] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made
