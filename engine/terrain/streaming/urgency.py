"""In which order chunks are wanted: near before far, ahead before behind, coarse before fine."""

from collections.abc import Collection, Container, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey
from engine.terrain.streaming import kernels as _kernels
from engine.terrain.streaming.viewpoint import ViewPoint

kernels: Any = _kernels

BEHIND = 1.5
"""How much less urgent what lies straight behind is, times its distance."""
ROOTS_FIRST, STALE_FIRST = 1e3, 1e6
KEPT_FRAMES = 4
"""An order is kept for so many frames: an eye hardly moves in them."""


def urgencies(keys: Sequence[ChunkKey], view: ViewPoint, cell: float) -> NDArray[np.float64]:
    """A number for each key, (n,) f8; the smallest is the most urgent.

    Roots come first, since they stand in for all else. Then it is the distance of the chunk in its own sides, which
    puts every chunk after the one that stands in for it, times 1 in the direction of view up to 1 + BEHIND behind it;
    where the eye is above both, the coarser comes first.
    """
    places = np.fromiter(chain.from_iterable(keys), np.int64, 3 * len(keys)).reshape(-1, 3)
    found = np.empty(len(keys), np.float64)
    x, _, z = view.eye
    ahead_x, _, ahead_z = view.forward
    kernels.fill_urgencies(
        found, places, float(x), float(z), float(ahead_x), float(ahead_z), float(CHUNK_CELLS * cell), BEHIND,
        MOST_LEVEL, ROOTS_FIRST,
    )  # fmt: skip
    return found


class Order:
    """The most urgent first, of keys that come and go; put in order anew every few frames, or when told."""

    def __init__(self) -> None:
        self._keys: dict[ChunkKey, None] = {}
        self._due = 0

    def add(self, key: ChunkKey) -> None:
        """One more, behind all others until they are put in order anew; add the urgent ones first."""
        self._keys.pop(key, None)
        self._keys[key] = None

    def invalidate(self) -> None:
        """Something more urgent than what there is was added."""
        self._due = 0

    def of(
        self, keys: Collection[ChunkKey], stale: Container[ChunkKey], view: ViewPoint, cell: float, frame: int
    ) -> Collection[ChunkKey]:
        """`keys` in order, perhaps with some that are gone from them meanwhile; those in `stale` come first."""
        if frame >= self._due or frame < self._due - KEPT_FRAMES:
            self._due = frame + KEPT_FRAMES
            self._keys = dict.fromkeys(in_order(list(keys), stale, view, cell))
        return self._keys


def in_order(keys: list[ChunkKey], stale: Container[ChunkKey], view: ViewPoint, cell: float) -> list[ChunkKey]:
    """The most urgent first; those in `stale` before all others."""
    if len(keys) < 2:
        return keys
    urgency = urgencies(keys, view, cell)
    if stale:
        urgency -= STALE_FIRST * np.fromiter((key in stale for key in keys), np.float64, len(keys))
    return [keys[place] for place in np.argsort(urgency, kind="stable").tolist()]
