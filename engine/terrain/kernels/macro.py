"""The large forms of an endless world, once every 32 lattice points: land, ranges, valleys and climate, all warped.

What is sharp in the end (a crest, the edge of a biome) is made from these by the fine point; here are smooth signals
only, which a cubic spline carries between the macro points without loss.
"""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.kernels.gradients import layer_state, noise_at
from engine.terrain.noise import ONE, ZERO, smoothstep
from engine.world.kernel import helper, kernel

F32 = np.float32
MACRO_SHIFT = 5
MACRO_CELLS = 1 << MACRO_SHIFT
LAND, RANGE, CREST, SPUR, RIB, ROLL, DRY, WET = range(8)
PLANES = 8
"""LAND [m] broad height with valleys; RANGE 0.. how much mountain; CREST, SPUR, RIB signals whose zeros are ridge
lines; ROLL 0..1 strength of the hills; DRY 0..1 desert; WET 0..1 forest."""

HALF = F32(0.5)
WARP_WIDE, WARP_FINE = F32(420), F32(120)
LAND_WIDE, LAND_FINE, DOWNS = F32(46), F32(20), F32(13)
VALLEY_DEPTH, VALLEY_WIDTH = F32(22), F32(0.26)
CALM_NEAR, CALM_FAR, HOME_FAR = F32(110), F32(420), F32(1500)


@helper
def macro_point(planes, row, column, seed, i, j):
    """Write all planes' values of lattice point (i, j) to planes[:, row, column]."""
    base = layer_state(seed, 0)
    wide_x = noise_at(base ^ 1, i, j, ZERO, ZERO, 3511)
    wide_z = noise_at(base ^ 2, i, j, ZERO, ZERO, 3511)
    fine_x = noise_at(base ^ 3, i, j, ZERO, ZERO, 887)
    fine_z = noise_at(base ^ 4, i, j, ZERO, ZERO, 887)
    warp_x = wide_x * WARP_WIDE + fine_x * WARP_FINE
    warp_z = wide_z * WARP_WIDE + fine_z * WARP_FINE
    x, z = F32(i), F32(j)
    away = np.sqrt(x * x + z * z)
    calm = smoothstep(CALM_NEAR, CALM_FAR, away)
    home = smoothstep(CALM_FAR, HOME_FAR, away)

    half_x, half_z = warp_x * HALF, warp_z * HALF
    land = noise_at(base ^ 5, i, j, warp_x, warp_z, 6007)
    swell = noise_at(base ^ 6, i, j, warp_x, warp_z, 2311)
    downs = noise_at(base ^ 17, i, j, half_x, half_z, 947)
    chain = noise_at(base ^ 7, i, j, warp_x, warp_z, 7919)
    gap = noise_at(base ^ 8, i, j, warp_x, warp_z, 3323)
    line = ONE - abs(chain) * F32(2.6) + gap * F32(0.35)
    height = smoothstep(F32(0.15), F32(1.0), line) * home

    river = abs(noise_at(base ^ 9, i, j, warp_x, warp_z, 2749))
    valley = (ONE - smoothstep(ZERO, VALLEY_WIDTH, river)) * calm * (ONE - height)
    planes[LAND, row, column] = (land * LAND_WIDE + swell * LAND_FINE + downs * DOWNS) * (
        HALF + HALF * home
    ) - valley * VALLEY_DEPTH
    planes[RANGE, row, column] = height
    planes[CREST, row, column] = noise_at(base ^ 10, i, j, half_x, half_z, 1709)
    planes[SPUR, row, column] = noise_at(base ^ 11, i, j, half_x, half_z, 823)
    planes[RIB, row, column] = noise_at(base ^ 12, i, j, half_x, half_z, 419)

    warmth = noise_at(base ^ 13, i, j, warp_x, warp_z, 8513)
    rain = noise_at(base ^ 14, i, j, warp_x, warp_z, 5501) + F32(0.5) * noise_at(base ^ 15, i, j, warp_x, warp_z, 1499)
    patches = noise_at(base ^ 16, i, j, half_x, half_z, 613)
    arid = F32(0.75) * warmth - rain + F32(0.26) * patches - F32(0.30) * (ONE - home)
    planes[DRY, row, column] = smoothstep(F32(0.30), F32(0.62), arid)
    planes[WET, row, column] = smoothstep(F32(0.06), F32(0.36), F32(0.08) * home - arid - F32(0.15) * (ONE - calm))
    planes[ROLL, row, column] = (F32(0.42) + F32(0.58) * calm) * (ONE - F32(0.6) * planes[DRY, row, column])


@kernel
def fill_macro(planes, first_i, first_j, seed):
    """Write planes (8, rows, columns) f4 of the lattice points first + 32 * n."""
    for row in range(planes.shape[1]):
        for column in range(planes.shape[2]):
            macro_point(planes, row, column, seed, first_i + MACRO_CELLS * column, first_j + MACRO_CELLS * row)
