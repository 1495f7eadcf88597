"""The bare sum of an endless world's octaves, without what is made of it: the work that noise libraries do."""

# pyright: basic

import numpy as np

from engine.terrain.kernels.octaves import begin, enter, octave8
from engine.world.kernel import kernel
from engine.world.vectors import fill8, store8

F32 = np.float32
ONE, HALF = F32(1), F32(0.5)


@kernel
def fill_octave_sum(out, lines, shares, rows, octaves, seed):
    """Write the sum of the first `octaves`, each half as strong as the one before, to out (rows, columns) f4.

    The columns are a multiple of eight. Room: lines (octaves, 6, columns), shares (octaves, 4) f4; rows (octaves,) i8.
    """
    begin(lines, rows, octaves, seed, 0, 1)
    for row in range(out.shape[0]):
        enter(lines, shares, rows, octaves, seed, 0, row, 1)
        for column in range(0, out.shape[1], 8):
            total = fill8(F32(0))
            strength = ONE
            for octave in range(octaves):
                total = total + octave8(lines, shares, octave, column) * strength
                strength = strength * HALF
            store8(out, row * out.shape[1] + column, total)
