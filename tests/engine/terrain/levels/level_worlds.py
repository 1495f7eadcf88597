"""Small worlds for the levels' tests: short distances, heights without any pattern, residency by chance."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import MOST_LEVEL, ChunkKey
from engine.terrain.levels import DrawnChunks, LevelSettings

SMALL = LevelSettings(distances_m=(80.0, 160.0, 320.0, 640.0, 1280.0), view_m=1600.0, fade_frames=6, settle_frames=5)
LARGE = LevelSettings(fade_frames=6, settle_frames=5)
TIGHT = LevelSettings(distances_m=(150.0, 170.0, 190.0, 210.0, 1300.0), view_m=1600.0, fade_frames=6, settle_frames=5)
"""Distances alone would set chunks beside others that are four levels coarser."""
NOTHING = np.int8(-100)
HEIGHTS = np.random.default_rng(7).normal(0.0, 40.0, (1024, 1024)).astype(np.float32)


@dataclass(frozen=True)
class Ground:
    """A chunk of heights in which no two neighbouring lattice points are alike."""

    heights: NDArray[np.float32]


@lru_cache(maxsize=2048)
def ground(key: ChunkKey) -> Ground:
    """The same height at the same lattice point, whatever the chunk; what a walk sees again is kept."""
    steps = np.arange(-2, 67, dtype=np.int64) << key.level
    i, j = key.x * key.side_cells + steps, key.z * key.side_cells + steps
    return Ground(HEIGHTS[(j & 1023)[:, None], (i & 1023)[None, :]])


class Everything:
    """A cache in which all is resident."""

    def __contains__(self, key: object) -> bool:
        return True


EVERYTHING = Everything()


class Growing:
    """A cache that chunks reach by and by; those above a chunk are there before it, as streaming keeps it."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self.held: set[ChunkKey] = set()

    def load(self, keys: tuple[ChunkKey, ...], share: float) -> None:
        """Bring in about that share of `keys` that may come."""
        for key in reversed(keys):
            if key.level == MOST_LEVEL or key.parent in self.held:
                if self._rng.random() < share:
                    self.held.add(key)

    def __contains__(self, key: object) -> bool:
        return key in self.held


def area_by_root(drawn: DrawnChunks) -> dict[ChunkKey, int]:
    """How many level-0 chunks' areas each root has drawn."""
    areas: dict[ChunkKey, int] = {}
    for key in drawn.keys:
        up = MOST_LEVEL - key.level
        root = ChunkKey(MOST_LEVEL, key.x >> up, key.z >> up)
        areas[root] = areas.get(root, 0) + (1 << (2 * key.level))
    return areas


def assert_covered_once(drawn: DrawnChunks) -> None:
    """Each root with something drawn is covered once: no chunk lies above another, and areas sum to the root's."""
    keys = set(drawn.keys)
    assert len(keys) == len(drawn.keys)
    for key in keys:
        while key.level < MOST_LEVEL:
            key = key.parent
            assert key not in keys
    assert set(area_by_root(drawn).values()) <= {1 << (2 * MOST_LEVEL)}


def assert_restricted(keys: Iterable[ChunkKey]) -> None:
    """Chunks that share an edge differ by one level at most."""
    found = list(keys)
    if not found:
        return
    low_x, low_z = (min((key.x, key.z)[axis] << key.level for key in found) for axis in (0, 1))
    wide, high = (max(((key.x, key.z)[axis] + 1) << key.level for key in found) for axis in (0, 1))
    levels = np.full((high - low_z, wide - low_x), NOTHING, np.int8)
    for key in found:
        size = 1 << key.level
        x, z = key.x * size - low_x, key.z * size - low_z
        levels[z : z + size, x : x + size] = key.level
    for one, other in ((levels[1:], levels[:-1]), (levels[:, 1:], levels[:, :-1])):
        both = (one != NOTHING) & (other != NOTHING)
        assert np.all(np.abs(one - other)[both] <= 1)
