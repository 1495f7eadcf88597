"""The very vertices that the vertex shader makes of a drawn chunk, and a count of the places where chunks do not meet.

The shader does the same, vertex by vertex, for a grid of quads x quads squares (spacing = 64 / quads lattice steps of
the chunk's level), each cut from its low-low to its high-high corner:

1. b = blend; on the edge u = 0, u = quads, v = 0 or v = quads it is that edge's blend instead.
2. If b < 0 (coarser neighbour), a vertex with an odd place along that edge moves to the even place before it.
3. A vertex whose place is even along both axes has its own height. Any other has
   mean * (1 - b) + own * b in float32, where mean = (first + second) * 0.5 of the two even vertices that it lies
   between: along u, along v, or along the cut of the parent's square where both are odd.
4. Its lattice point is (corner + place * spacing) * 2^level, whole numbers up to the last step.

So b = 0 is the parent's very surface, and two chunks of one level that share an edge compute the same bits for it.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import CHUNK_CELLS, MOST_LEVEL, ChunkKey
from engine.terrain.levels.drawn import F4, DrawnChunks

I8 = NDArray[np.int64]
BORDER = 2
"""Points that a chunk's heights have around it."""


class HasHeights(Protocol):
    """heights (69, 69) f4 [m], rows along z: lattice points -2..66 of the chunk at its stride."""

    @property
    def heights(self) -> F4:
        """Heights [m]."""
        ...


def vertices(drawn: DrawnChunks, heights: F4, u: I8, v: I8, quads: int = CHUNK_CELLS) -> tuple[I8, I8, F4]:
    """Lattice points i, j and heights [m], each (n, m), of the vertices at places u, v (m,) in the grids of n chunks.

    heights (n, 69, 69) f4 [m], rows along z; u, v in 0..quads along x and along z.
    """
    spacing = CHUNK_CELLS // quads
    row = np.arange(len(drawn))[:, None]
    amount = np.broadcast_to(drawn.blend[:, None], (len(drawn), len(u)))
    for edge, is_on in enumerate((u == 0, u == quads, v == 0, v == quads)):
        amount = np.where(is_on, drawn.edges[:, edge, None], amount)
    snaps = amount < 0
    u = np.where(snaps & ((v == 0) | (v == quads)), u & ~1, u)
    v = np.where(snaps & ((u == 0) | (u == quads)), v & ~1, v)

    def height(at_u: I8, at_v: I8) -> F4:
        return heights[row, at_v * spacing + BORDER, at_u * spacing + BORDER]

    odd_u, odd_v = u & 1, v & 1
    own = height(u, v)
    mean = (height(u - odd_u, v - odd_v) + height(u + odd_u, v + odd_v)) * np.float32(0.5)
    mixed = mean * (np.float32(1.0) - amount) + own * amount
    level, x, z = (part.astype(np.int64)[:, None] for part in (drawn.level, drawn.x, drawn.z))
    i = (x * CHUNK_CELLS + u * spacing) << level
    j = (z * CHUNK_CELLS + v * spacing) << level
    return i, j, np.where(odd_u + odd_v == 0, own, mixed)


def cracks(drawn: DrawnChunks, chunk_of: Callable[[ChunkKey], HasHeights], quads: int = CHUNK_CELLS) -> int:
    """How many edges of triangles on the rims of chunks have no partner of the same bits on the other side; 0 is right.

    A rim is compared where something is drawn in the root on its other side; towards a root in which nothing is
    drawn, and at the end of the world, the ground simply ends. What is covered twice counts too.
    """
    if not len(drawn):
        return 0
    heights = np.stack([chunk_of(key).heights for key in drawn.keys])
    steps = np.arange(quads + 1, dtype=np.int64)
    none, most = np.zeros_like(steps), np.full_like(steps, quads)
    level, x, z = (part.astype(np.int64) for part in (drawn.level, drawn.x, drawn.z))
    roots = np.unique(_root_codes(level, x, z))
    found: list[NDArray[np.uint64]] = []
    for step_x, step_z, u, v in ((-1, 0, none, steps), (1, 0, most, steps), (0, -1, steps, none), (0, 1, steps, most)):
        i, j, height = vertices(drawn, heights, u, v, quads)
        ends = np.stack([i, j, height.view(np.int32).astype(np.int64)])
        is_edge = np.any(ends[:2, :, 1:] != ends[:2, :, :-1], axis=0)
        is_edge &= np.isin(_root_codes(level, x + step_x, z + step_z), roots)[:, None]
        found.append(_marks(np.concatenate([ends[:, :, :-1], ends[:, :, 1:]])[:, is_edge]))
    _, counts = np.unique(np.concatenate(found), return_counts=True)
    return int(np.count_nonzero(counts != 2))


def _root_codes(level: I8, x: I8, z: I8) -> I8:
    up = MOST_LEVEL - level
    return ((x >> up) << 32) + (z >> up)


def _marks(rows: I8) -> NDArray[np.uint64]:
    """One 64-bit number for each column of six whole numbers; two different columns share one by a chance of 2^-64."""
    mark = np.zeros(rows.shape[1], np.uint64)
    for row in rows:
        mark ^= row.astype(np.uint64)
        mark *= np.uint64(0x9E3779B97F4A7C15)
        mark ^= mark >> np.uint64(29)
        mark *= np.uint64(0xBF58476D1CE4E5B9)
        mark ^= mark >> np.uint64(32)
    return mark
