"""The ground of an endless world as one picture shows it: which chunks, in which slots, and what is new in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]


class ChunkArrays(Protocol):
    """What a slot is filled with."""

    @property
    def heights(self) -> F32:
        """(69, 69) f4 [m]: the chunk's 65 x 65 points with two more on each side."""
        ...

    @property
    def weights(self) -> NDArray[np.uint8]:
        """(65, 65, 4) u1: sand, forest, rock and path; grass is what is left of 255."""
        ...

    @property
    def low(self) -> float:
        """Lowest height [m]."""
        ...

    @property
    def high(self) -> float:
        """Greatest height [m]."""
        ...


Upload = tuple[int, ChunkArrays]
"""A slot and what it holds from now on."""


@dataclass(frozen=True, eq=False)
class TerrainFrame:
    """The n chunks to draw now, which cover the view, and what to put into the slots before drawing.

    cell: spacing of the lattice [m]; capacity: number of slots; slot, level, x, z (n,) i4: chunk (level, x, z) covers
    x * 64 * 2^level .. (x + 1) * 64 * 2^level cells along x, z alike; blend (n,) f4: 0 looks like its parent, 1 is
    itself; edges (n, 4) f4: the blend of the edges at -x, +x, -z, +z, -1 where the neighbour is coarser; low, high (n,)
    f4 [m].

    `uploads` are new since the frame whose `sequence` is one less; a renderer that has not drawn that one, or whose
    `pool` was another, fills its slots with `everything()`. `version` names the ground: it differs after each edit.
    """

    cell: float
    capacity: int
    slot: I32
    level: I32
    x: I32
    z: I32
    blend: F32
    edges: F32
    low: F32
    high: F32
    uploads: tuple[Upload, ...]
    version: int
    sequence: int
    pool: int
    everything: Callable[[], tuple[Upload, ...]]

    def __len__(self) -> int:
        return len(self.slot)
