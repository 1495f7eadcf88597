"""The lattice of the ground and the chunks that cut it: whole numbers alone, so places have no rounding."""

from typing import NamedTuple

CHUNK_CELLS = 64
"""Quads along a side of a chunk, at every level."""
MOST_LEVEL = 5
"""The coarsest level; its chunks are the roots."""
WORLD_HALF_M = 65_536.0
"""The world ends this far from the origin, along x and along z [m]."""
PATCH_CELL_M, ENDLESS_CELL_M = 0.5, 1.0
"""Between neighbouring points of a patch, and of an endless ground at level 0 [m]."""


class ChunkKey(NamedTuple):
    """Names a chunk: cells x*64*2^level up to (x+1)*64*2^level of the lattice along x, the same for z along z."""

    level: int
    x: int
    z: int

    @property
    def stride(self) -> int:
        """Cells between neighbouring vertices: 2^level."""
        return 1 << self.level

    @property
    def side_cells(self) -> int:
        """Cells along a side."""
        return CHUNK_CELLS << self.level

    @property
    def corner(self) -> tuple[int, int]:
        """Lattice point (i, j) of the lowest corner."""
        return self.x * self.side_cells, self.z * self.side_cells

    @property
    def parent(self) -> "ChunkKey":
        """The chunk of the next coarser level that covers it. ValueError at the coarsest level."""
        if self.level >= MOST_LEVEL:
            raise ValueError(f"{self} is a root; expected a level below {MOST_LEVEL} to ask for a parent")
        return ChunkKey(self.level + 1, self.x >> 1, self.z >> 1)

    @property
    def children(self) -> "tuple[ChunkKey, ChunkKey, ChunkKey, ChunkKey]":
        """The four chunks of the next finer level: low x low z, high x low z, low x high z, high x high z.

        ValueError at level 0.
        """
        if self.level <= 0:
            raise ValueError(f"{self} has no finer level; expected a level from 1 to {MOST_LEVEL} to ask for children")
        level, x, z = self.level - 1, 2 * self.x, 2 * self.z
        return (
            ChunkKey(level, x, z),
            ChunkKey(level, x + 1, z),
            ChunkKey(level, x, z + 1),
            ChunkKey(level, x + 1, z + 1),
        )


def checked_key(key: ChunkKey, cell: float) -> ChunkKey:
    """`key` itself. ValueError when its level is none, or it lies outside of the world; `cell` [m] is the lattice's."""
    if not 0 <= key.level <= MOST_LEVEL:
        raise ValueError(f"chunk {tuple(key)}: level {key.level} does not exist; expected 0 to {MOST_LEVEL}")
    side = key.side_cells * cell
    for axis, place in (("x", key.x), ("z", key.z)):
        if not -WORLD_HALF_M <= place * side <= WORLD_HALF_M - side:
            raise ValueError(
                f"chunk {tuple(key)}: {axis} from {place * side:g} m lies beyond the end of the world; "
                f"expected -{WORLD_HALF_M:g} to {WORLD_HALF_M:g} m"
            )
    return key
