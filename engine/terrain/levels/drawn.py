"""What the levels of detail say: the chunks that are wanted, and those to draw now."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import ChunkKey

I4 = NDArray[np.int32]
F4 = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Selection:
    """The chunks that belong to a place of the eye: a restricted quadtree.

    leaves: those to draw once all is there, finest first; they cover the view exactly once and go a little beyond it,
    so that what comes into view is asked for in time. inner: those above them, finest first, up to the roots, which
    stand in for what is missing. The same set is the same object from frame to frame.
    """

    leaves: tuple[ChunkKey, ...]
    inner: tuple[ChunkKey, ...]

    @property
    def keys(self) -> tuple[ChunkKey, ...]:
        """All that should be resident: the leaves and those above them."""
        return self.leaves + self.inner


@dataclass(frozen=True, eq=False)
class DrawnChunks:
    """The n chunks to draw in this frame, finest level first; all are resident, and neighbours differ by one level.

    level, x, z (n,) i4: their keys. blend (n,) f4: 0 looks like its parent, 1 is itself. edges (n, 4) f4: the blend of
    the edges at low x, high x, low z, high z: the lesser of both sides, 1 where the neighbour is finer, -1 where it is
    coarser (odd vertices of that edge lie on the even one before them). uncovered: roots of the view without anything
    to draw. behind: chunks that are not yet at the level that belongs to them; 0 when all is as it should be.
    The arrays belong to the frame and are not changed later.
    """

    keys: tuple[ChunkKey, ...]
    level: I4
    x: I4
    z: I4
    blend: F4
    edges: F4
    uncovered: int
    behind: int

    def __len__(self) -> int:
        return len(self.keys)
