"""Octaves of noise over rows of lattice points: what a row of noise cells gives is kept while rows pass through it.

Along a row of noise corners the noise is a(x) + b(x) * v, with v the way from the row; a point between two such rows
then costs four products for each octave. `lines` holds a and b of the near and of the far row.

The octaves whose grain the eye would find are turned, by the angles of Pythagorean triples (x, z, long): the lattice
point (i, j) becomes (x i + z j, x j - z i), whole numbers again. Of those, `lines` holds the noise of the row itself.
"""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.kernels.gradients import GRADIENT_X, GRADIENT_Z, direction, layer_state
from engine.terrain.noise import ONE, fade
from engine.world.kernel import helper
from engine.world.random import mix
from engine.world.vectors import load8

F32 = np.float32
OCTAVES = 7
PERIOD_X = np.array([257, 127, 61, 31, 13, 7, 67], np.int64)
PERIOD_Z = np.array([257, 127, 61, 31, 13, 7, 211], np.int64)
TURN_X = np.array([1, 4, 12, 3, 15, 1, 1], np.int64)
TURN_Z = np.array([0, 3, 5, 4, 8, 0, 0], np.int64)
TURN_LONG = np.array([1, 5, 13, 5, 17, 1, 1], np.int64)
DUNE = 6
"""The last octave is stretched along z: dunes across the wind."""
FIRST_LAYER = 64
LINES = 6
NEAR_A, NEAR_B, FAR_A, FAR_B, AT, FADED = range(LINES)
"""What `lines` (octaves, 6, wide) f4 holds for each octave."""


@helper
def octave_state(seed, octave):
    """(hash state, shift along x, shift along z) of an octave: the shift moves its corners away from the origin."""
    state = layer_state(seed, FIRST_LAYER + octave)
    return state, mix(state, 1) & 0xFFFF, mix(state, 2) & 0xFFFF


@helper
def place_columns(lines, octave, low_i, stride, shift):
    """Write how far in its noise cell each column lies, and that faded."""
    period = PERIOD_X[octave]
    scale = ONE / F32(period)
    for column in range(lines.shape[2]):
        u = F32((low_i + stride * column + shift) % period) * scale
        lines[octave, AT, column] = u
        lines[octave, FADED, column] = fade(u)


@helper
def fill_line(lines, octave, part, state, low_i, stride, shift, row):
    """Write a and b of the noise corners' row `row` to the lines `part` and `part` + 1."""
    period = PERIOD_X[octave]
    row_state = mix(state, row)
    last = (low_i + shift) // period
    left, right = direction(row_state, last), direction(row_state, last + 1)
    for column in range(lines.shape[2]):
        cell = (low_i + stride * column + shift) // period
        if cell != last:
            left = right if cell == last + 1 else direction(row_state, cell)
            right = direction(row_state, cell + 1)
            last = cell
        u, across = lines[octave, AT, column], lines[octave, FADED, column]
        back = ONE - across
        lines[octave, part, column] = GRADIENT_X[left] * u * back + GRADIENT_X[right] * (u - ONE) * across
        lines[octave, part + 1, column] = GRADIENT_Z[left] * back + GRADIENT_Z[right] * across


@helper
def enter_row(lines, rows, octave, state, low_i, stride, shift, row):
    """Make the near and the far line those of the noise row `row` and the next; rows[octave] tells what is there."""
    if rows[octave] == row:
        return
    if rows[octave] == row - 1:
        for column in range(lines.shape[2]):
            lines[octave, NEAR_A, column] = lines[octave, FAR_A, column]
            lines[octave, NEAR_B, column] = lines[octave, FAR_B, column]
    else:
        fill_line(lines, octave, NEAR_A, state, low_i, stride, shift, row)
    fill_line(lines, octave, FAR_A, state, low_i, stride, shift, row + 1)
    rows[octave] = row


@helper
def share_row(shares, octave, v):
    """Write how much the four lines count at `v` of the way through the noise row."""
    along = fade(v)
    shares[octave, 0] = ONE - along
    shares[octave, 1] = v * (ONE - along)
    shares[octave, 2] = along
    shares[octave, 3] = (v - ONE) * along


@helper
def fill_turned(lines, octave, state, low_i, j, stride, shift_x, shift_z):
    """Write the noise of lattice row `j` in a turned octave; corners are looked up where a cell begins."""
    x, z = TURN_X[octave], TURN_Z[octave]
    period = PERIOD_X[octave] * TURN_LONG[octave]
    scale = ONE / F32(period)
    along, across = x * (low_i + shift_x) + z * (j + shift_z), x * (j + shift_z) - z * (low_i + shift_x)
    column, row = along // period, across // period
    along, across = along - column * period, across - row * period
    is_new = True
    a = b = c = d = 0
    for n in range(lines.shape[2]):
        if is_new:
            near, far = mix(state, row), mix(state, row + 1)
            a, b = direction(near, column), direction(near, column + 1)
            c, d = direction(far, column), direction(far, column + 1)
        u, v = F32(along) * scale, F32(across) * scale
        left, below = u - ONE, v - ONE
        smooth = fade(u)
        first = (GRADIENT_X[a] * u + GRADIENT_Z[a] * v) * (ONE - smooth) + (
            GRADIENT_X[b] * left + GRADIENT_Z[b] * v
        ) * smooth
        second = (GRADIENT_X[c] * u + GRADIENT_Z[c] * below) * (ONE - smooth) + (
            GRADIENT_X[d] * left + GRADIENT_Z[d] * below
        ) * smooth
        smooth = fade(v)
        lines[octave, 0, n] = first * (ONE - smooth) + second * smooth
        along = along + x * stride
        across = across - z * stride
        is_new = along >= period or across < 0
        if is_new:
            more, less = along // period, across // period
            column, row = column + more, row + less
            along, across = along - more * period, across - less * period


@helper
def begin(lines, rows, octaves, seed, low_i, stride):
    """Make ready for a block of rows whose columns are low_i + stride * n."""
    for octave in range(octaves):
        _, shift_x, _ = octave_state(seed, octave)
        place_columns(lines, octave, low_i, stride, shift_x)
        rows[octave] = -(1 << 40)


@helper
def enter(lines, shares, rows, octaves, seed, low_i, j, stride):
    """Make `octave8` that of lattice row `j`."""
    for octave in range(octaves):
        state, shift_x, shift_z = octave_state(seed, octave)
        if TURN_Z[octave] != 0:
            fill_turned(lines, octave, state, low_i, j, stride, shift_x, shift_z)
        else:
            period = PERIOD_Z[octave]
            cell = (j + shift_z) // period
            enter_row(lines, rows, octave, state, low_i, stride, shift_x, cell)
            share_row(shares, octave, F32(j + shift_z - cell * period) * (ONE / F32(period)))


@helper
def octave8(lines, shares, octave, column):
    """Noise of eight points of the row, about -1..1; shares (octaves, 4) f4 is how much each line counts."""
    wide = lines.shape[2]
    place = octave * LINES * wide + column
    if TURN_Z[octave] != 0:
        return load8(lines, place)
    return (
        load8(lines, place) * shares[octave, 0]
        + load8(lines, place + wide) * shares[octave, 1]
        + load8(lines, place + 2 * wide) * shares[octave, 2]
        + load8(lines, place + 3 * wide) * shares[octave, 3]
    )
