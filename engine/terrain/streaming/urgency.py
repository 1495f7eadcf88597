"""In which order chunks are wanted: near before far, ahead before behind, coarse before fine."""

from collections.abc import Collection, Container, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey
from engine.terrain.streaming.viewpoint import ViewPoint

BEHIND = 1.5
"""How much less urgent what lies straight behind is, times its distance."""
ROOTS_FIRST, STALE_FIRST = 1e3, 1e6
KEPT_FRAMES = 4
"""An order is kept for so many frames while nothing is added to it: an eye hardly moves in them."""


def urgencies(keys: Sequence[ChunkKey], view: ViewPoint, cell: float) -> NDArray[np.float64]:
    """A number for each key, (n,) f8; the smallest is the most urgent.

    Roots come first, since they stand in for all else. Then it is the distance of the chunk in its own sides, which
    puts every chunk after the one that stands in for it, times 1 in the direction of view up to 1 + BEHIND behind it;
    where the eye is above both, the coarser comes first.
    """
    place = np.array(keys, np.float64).reshape(-1, 3)
    level = place[:, 0]
    side = CHUNK_CELLS * cell * np.exp2(level)
    low_x, low_z = place[:, 1] * side, place[:, 2] * side
    x, _, z = view.eye
    gap_x = np.maximum(np.maximum(low_x - x, x - low_x - side), 0.0)
    gap_z = np.maximum(np.maximum(low_z - z, z - low_z - side), 0.0)
    gap = np.hypot(gap_x, gap_z)
    ahead_x, _, ahead_z = view.forward
    length = max((ahead_x * ahead_x + ahead_z * ahead_z) ** 0.5, 1e-9)
    middle_x, middle_z = low_x + side / 2 - x, low_z + side / 2 - z
    away = np.maximum(np.hypot(middle_x, middle_z), 1e-9)
    cosine = (middle_x * ahead_x + middle_z * ahead_z) / (length * away)
    found = (gap / side) * (1.0 + BEHIND * 0.5 * (1.0 - cosine)) - 1e-3 * level
    found[level == MOST_LEVEL] -= ROOTS_FIRST
    return found


class Order:
    """The most urgent first, of keys that come and go; put in order anew when one is added, or every few frames."""

    def __init__(self) -> None:
        self._keys: list[ChunkKey] = []
        self._due = 0

    def invalidate(self) -> None:
        """Something was added, or became more urgent."""
        self._due = 0

    def of(
        self, keys: Collection[ChunkKey], stale: Container[ChunkKey], view: ViewPoint, cell: float, frame: int
    ) -> list[ChunkKey]:
        """`keys` in order, perhaps with some that are gone from them meanwhile; those in `stale` come first."""
        if frame >= self._due or frame < self._due - KEPT_FRAMES:
            self._due = frame + KEPT_FRAMES
            self._keys = in_order(list(keys), stale, view, cell)
        return self._keys


def in_order(keys: list[ChunkKey], stale: Container[ChunkKey], view: ViewPoint, cell: float) -> list[ChunkKey]:
    """The most urgent first; those in `stale` before all others."""
    if len(keys) < 2:
        return keys
    urgency = urgencies(keys, view, cell)
    if stale:
        urgency -= STALE_FIRST * np.fromiter((key in stale for key in keys), np.float64, len(keys))
    return [keys[place] for place in np.argsort(urgency, kind="stable").tolist()]
