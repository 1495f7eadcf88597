"""Bytes for each chunk of the world, of which only those near the eye are in use, so that the others take no memory."""

import mmap
import sys

import numpy as np
from numpy.typing import NDArray

U1 = NDArray[np.uint8]
I8 = NDArray[np.int64]


class WorldBytes:
    """`values` (size,) u1, zero at first; a page of memory is taken when it is first touched.

    `forget_but` gives the pages back (on Linux; elsewhere they stay), so a camera that wanders does not gather them.
    """

    def __init__(self, size: int) -> None:
        self._pages: mmap.mmap | None = None
        if sys.platform == "linux":
            self._pages = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
            self.values: U1 = np.frombuffer(self._pages, np.uint8)
        else:
            self.values = np.zeros(size, np.uint8)

    def forget_but(self, numbers: I8) -> None:
        """Give back all pages; the values of `numbers` stay. All others must be zero already."""
        if self._pages is not None and sys.platform == "linux":
            kept = self.values[numbers]
            self._pages.madvise(mmap.MADV_DONTNEED)
            self.values[numbers] = kept
