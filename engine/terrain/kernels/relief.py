"""The relief of an endless world: eight lattice points at once, from the macro signals and the fine octaves.

Ridges are "1 - |noise|", each octave as strong as the one before left it high (Musgrave's ridged multifractal, in Ebert
et al., "Texturing and Modeling"); hills are plain sums, dunes a stretched billow.
"""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.kernels.macro import CREST, DRY, LAND, MACRO_SHIFT, RANGE, RIB, ROLL, SPUR, WET
from engine.terrain.kernels.octaves import DUNE, OCTAVES, begin, enter, octave8
from engine.terrain.kernels.spline import spline_weights
from engine.terrain.noise import ONE, THREE, TWO, ZERO
from engine.world.kernel import helper, kernel
from engine.world.vectors import abs8, floor8, load8, max8, min8, store8

F32 = np.float32
KEPT = 4
KEPT_DRY, KEPT_WET, KEPT_EDGE, KEPT_RANGE = range(KEPT)
"""What the biomes need of each point again: desert, forest, a signal that frays their borders, how much mountain."""

HILLS = (F32(11), F32(4.6), F32(1.7), F32(0.7), F32(0.22), F32(0.08))
EDGES = (F32(0.45), F32(0.45), F32(0.35), F32(0.25), F32(0.2))
CREST_SHARE, SPUR_SHARE, RIB_SHARE = F32(0.50), F32(0.25), F32(0.125)
BENDS = (F32(0.06), F32(0.04), F32(0.13), F32(0.06), F32(0.22), F32(0.14), F32(0.08), F32(0.35))
SCREE = (F32(0.030), F32(0.012))
TERRACE, TREAD = F32(34), F32(0.62)
CARRY = F32(1.6)
MOUNTAIN, DUNE_HEIGHT = F32(380), F32(5.5)


@helper
def ridge8(signal):
    """A sharp crest of 1 where the signal is zero, squared so that valleys are wide."""
    crest = max8(ONE - abs8(signal), ZERO)
    return crest * crest


@helper
def macro8(spread, plane, at, column, weights):
    """A macro signal at eight points of the row."""
    _, rows, wide = spread.shape
    place = (plane * rows + at) * wide + column
    return (
        load8(spread, place) * weights[0]
        + load8(spread, place + wide) * weights[1]
        + load8(spread, place + 2 * wide) * weights[2]
        + load8(spread, place + 3 * wide) * weights[3]
    )


@helper
def mountain8(crest, spur, rib, broad, middle, fine):
    """Height of the ranges, 0 to about 1, at eight points; the octaves bend the ridge lines that the signals draw."""
    found = ridge8(crest + broad * BENDS[0] + middle * BENDS[1])
    total = found * CREST_SHARE
    carried = min8(found * CARRY, ONE)
    found = ridge8(spur + broad * BENDS[2] + middle * BENDS[3]) * carried
    total = total + found * SPUR_SHARE
    carried = min8(found * CARRY, ONE)
    found = ridge8(rib + broad * BENDS[4] + middle * BENDS[5] + fine * BENDS[6]) * carried
    total = total + found * RIB_SHARE
    carried = min8(found * CARRY, ONE) * F32(0.6) + F32(0.4)
    return total + (ridge8(middle + fine * BENDS[7]) * SCREE[0] + fine * SCREE[1]) * carried


@helper
def terraced8(height, dry):
    """Ranges of a desert as tablelands: flat steps with cliffs between them, as far as it is dry."""
    level = height * (ONE / TERRACE)
    whole = floor8(level)
    part = level - whole
    cliff = min8(max8((part - TREAD) * (ONE / (ONE - TREAD)), ZERO), ONE)
    cliff = cliff * cliff * (THREE - TWO * cliff)
    step = (whole + cliff * F32(0.85) + part * F32(0.15)) * TERRACE
    return height + (step - height) * (dry * F32(0.8))


@kernel
def fill_relief(wide, kept, spread, lines, shares, rows, first_j, low_i, low_j, stride, seed, scale):
    """Write heights `wide` (rows, columns) f4 [m] of lattice points low + stride * n, and `kept` (4, rows, columns) f4.

    The number of columns is a multiple of eight. spread: see `spread_columns`, of macro rows from lattice row `first_j`
    on; lines, shares, rows: room for the octaves. scale: height of what is drawn up here for an amplitude of 60 m.
    """
    begin(lines, rows, OCTAVES, seed, low_i, stride)
    for row in range(wide.shape[0]):
        j = low_j + stride * row
        weights = spline_weights(j)
        at = ((j - first_j) >> MACRO_SHIFT) - 1
        enter(lines, shares, rows, OCTAVES, seed, low_i, j, stride)
        for column in range(0, wide.shape[1], 8):
            relief8(wide, kept, spread, lines, shares, row, column, at, weights, scale)


@helper
def relief8(wide, kept, spread, lines, shares, row, column, at, weights, scale):
    """Eight points of `fill_relief`."""
    range_ = macro8(spread, RANGE, at, column, weights)
    dry = macro8(spread, DRY, at, column, weights)
    broad = octave8(lines, shares, 0, column)
    middle = octave8(lines, shares, 1, column)
    fine = octave8(lines, shares, 2, column)
    hills = broad * HILLS[0] + middle * HILLS[1] + fine * HILLS[2]
    edge = broad * EDGES[0] + middle * EDGES[1] + fine * EDGES[2]
    for octave in range(3, 5):
        noise = octave8(lines, shares, octave, column)
        hills = hills + noise * HILLS[octave]
        edge = edge + noise * EDGES[octave]
    hills = hills + octave8(lines, shares, 5, column) * HILLS[5]
    mountain = mountain8(
        macro8(spread, CREST, at, column, weights),
        macro8(spread, SPUR, at, column, weights),
        macro8(spread, RIB, at, column, weights),
        broad,
        middle,
        fine,
    )
    height = macro8(spread, LAND, at, column, weights) + hills * macro8(spread, ROLL, at, column, weights)
    height = height + terraced8(mountain * (range_ * MOUNTAIN), dry)
    height = height + ridge8(octave8(lines, shares, DUNE, column)) * (dry * DUNE_HEIGHT) * (ONE - range_)
    points = wide.shape[0] * wide.shape[1]
    place = row * wide.shape[1] + column
    store8(wide, place, height * scale)
    store8(kept, KEPT_DRY * points + place, dry)
    store8(kept, KEPT_WET * points + place, macro8(spread, WET, at, column, weights))
    store8(kept, KEPT_EDGE * points + place, edge)
    store8(kept, KEPT_RANGE * points + place, range_)
