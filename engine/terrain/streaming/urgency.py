"""In which order chunks are wanted: near before far, ahead before behind, coarse before fine."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS, ChunkKey
from engine.terrain.streaming.viewpoint import ViewPoint

BEHIND = 1.5
"""How much less urgent what lies straight behind is, times its distance."""


def urgencies(keys: Sequence[ChunkKey], view: ViewPoint, cell: float) -> NDArray[np.float64]:
    """A number for each key, (n,) f8; the smallest is the most urgent.

    It is the distance of the chunk in its own sides, which puts every chunk after the one that stands in for it, times
    1 in the direction of view up to 1 + BEHIND behind it; where the eye is above both, the coarser comes first.
    """
    place = np.array(keys, np.float64).reshape(-1, 3)
    side = CHUNK_CELLS * cell * np.exp2(place[:, 0])
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
    return (gap / side) * (1.0 + BEHIND * 0.5 * (1.0 - cosine)) - 1e-3 * place[:, 0]
