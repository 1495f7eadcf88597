"""Chunks of a frame as the rows that the shader reads, relative to an anchor."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.world.kernel import quick_kernel

F32 = np.float32


@quick_kernel
def fill_chunk_rows(
    slot, level, x, z, blend, edges, bottom, top, columns, cells, first_i, first_j, cell, skirt, rows, low, high
):
    """Write rows (n, 12) f4 (see terrain.glsl) and boxes low, high (n, 3) f4 [m] of n chunks.

    slot, level, x, z (n,) i4, blend, bottom, top (n,) f4, edges (n, 4) f4: see engine.present.terrain; columns: slots
    in a row of the texture; cells: quads a side; first_i, first_j: lattice point of the anchor; cell f4 [m]; skirt f4:
    its depth in cells of the chunk's own level.
    """
    for n in range(len(slot)):
        stride = 1 << int(level[n])
        side = int(cells) * stride
        # In whole numbers, so that what two chunks share has the same bits in both, wherever in the world they lie.
        left, near = int(x[n]) * side - first_i, int(z[n]) * side - first_j
        depth = F32(stride) * (skirt * cell)
        rows[n, 0], rows[n, 1] = F32(int(slot[n]) % columns), F32(int(slot[n]) // columns)
        rows[n, 2], rows[n, 3] = F32(stride), blend[n]
        rows[n, 4], rows[n, 5] = F32(left), F32(near)
        rows[n, 6], rows[n, 7] = depth, F32(level[n])
        for edge in range(4):
            rows[n, 8 + edge] = edges[n, edge]
        low[n, 0], low[n, 1], low[n, 2] = F32(left) * cell, bottom[n] - depth, F32(near) * cell
        high[n, 0], high[n, 1], high[n, 2] = F32(left + side) * cell, top[n], F32(near + side) * cell
