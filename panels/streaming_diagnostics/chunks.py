"""The chunks of one moment as the map shows them: where they lie, what state each is in, and what lies on top."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.terrain.streaming import chunk_states as streamed

CHUNK_CELLS, LEVELS = 64, 6
PENDING, LOADING, KEPT, LOADED, BLENDING, FAILED = range(6)
STATES = ("pending", "loading", "kept", "loaded", "blending", "failed")
TITLES = {
    "loaded": "Loaded and drawn",
    "blending": "Blending",
    "kept": "Loaded, not drawn",
    "loading": "Loading",
    "pending": "Pending",
    "failed": "Failed",
}
"""In the order of the legend."""
PAINTED = (KEPT, LOADED, BLENDING, PENDING, LOADING, FAILED)
"""From the lowest to the topmost; within a state the coarser lies lower."""

Key = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class MapChunks:
    """Chunks (n,): level, x and z as in `ChunkKey`, state codes as in STATES, size in memory [bytes], blend 0 to 1."""

    level: NDArray[np.int32]
    x: NDArray[np.int32]
    z: NDArray[np.int32]
    state: NDArray[np.uint8]
    nbytes: NDArray[np.int64]
    blend: NDArray[np.float32]
    cell: float = 1.0

    def __len__(self) -> int:
        return len(self.level)

    @property
    def side_m(self) -> NDArray[np.float64]:
        """The side of each chunk (n,) [m]."""
        return self.cell * CHUNK_CELLS * np.exp2(self.level)

    def is_like(self, other: "MapChunks") -> bool:
        """Whether both show the same."""
        pairs = ((self.state, other.state), (self.blend, other.blend), (self.level, other.level), (self.x, other.x),
                 (self.z, other.z), (self.nbytes, other.nbytes))  # fmt: skip
        return self.cell == other.cell and all(np.array_equal(one, another) for one, another in pairs)

    def paint_order(self) -> NDArray[np.intp]:
        """Indices from the lowest to the topmost."""
        rank = np.empty(len(STATES), dtype=np.int64)
        rank[list(PAINTED)] = np.arange(len(STATES))
        return np.lexsort((-self.level, rank[self.state]))

    def at(self, x: float, z: float) -> int | None:
        """The index of the topmost chunk over a place [m]; None where there is none."""
        side = self.side_m
        inside = (np.floor(x / side) == self.x) & (np.floor(z / side) == self.z)
        order = self.paint_order()
        hit = order[inside[order]]
        return int(hit[-1]) if len(hit) else None

    def find(self, key: Key) -> int | None:
        """The index of a chunk; None when it is not among these."""
        hit = np.flatnonzero((self.level == key[0]) & (self.x == key[1]) & (self.z == key[2]))
        return int(hit[0]) if len(hit) else None

    def key(self, index: int) -> Key:
        """Level, x and z of a chunk."""
        return int(self.level[index]), int(self.x[index]), int(self.z[index])

    def counts(self) -> NDArray[np.int64]:
        """How many there are by level and state (LEVELS, states)."""
        table = np.zeros((LEVELS, len(STATES)), dtype=np.int64)
        np.add.at(table, (self.level, self.state), 1)
        return table

    def bounds(self) -> tuple[float, float, float, float] | None:
        """Low x, low z, high x, high z [m] of all; None without any."""
        if not len(self):
            return None
        side = self.side_m
        low_x, low_z = self.x * side, self.z * side
        return float(low_x.min()), float(low_z.min()), float((low_x + side).max()), float((low_z + side).max())


def chunks_of(rows: Sequence[tuple[Key, int, int, float]], cell: float = 1.0) -> MapChunks:
    """Chunks from rows of (key, state, bytes, blend)."""
    keys = np.array([row[0] for row in rows], dtype=np.int32).reshape(-1, 3)
    return MapChunks(
        keys[:, 0], keys[:, 1], keys[:, 2],
        np.array([row[1] for row in rows], dtype=np.uint8),
        np.array([row[2] for row in rows], dtype=np.int64),
        np.array([row[3] for row in rows], dtype=np.float32),
        cell,
    )  # fmt: skip


def map_chunks(states: streamed.ChunkStates, cell: float) -> MapChunks:
    """The chunks of a streamer as the map tells them apart: those in memory that are not drawn are "kept"."""
    codes = _CODES[states.state]
    codes[(states.state == streamed.LOADED) & ~states.is_drawn] = KEPT
    key = states.key
    return MapChunks(key[:, 0], key[:, 1], key[:, 2], codes, states.nbytes, states.blend, cell)


_CODES = np.array([STATES.index(name) for name in streamed.STATES], dtype=np.uint8)
NO_CHUNKS = chunks_of(())
