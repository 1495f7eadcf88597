"""Reading the height field from kernels: bilinear height and slope at any point, clamped at the rim."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper, kernel

F32 = np.float32
ZERO, ONE, EDGE = F32(0), F32(1), F32(0.001)


@kernel
def sample_height(heights, origin_x, origin_z, cell, x, z):
    """Height [m] at (x, z) [m]: bilinear over `heights` (rows along z, columns along x); outside, the rim's height."""
    u = (x - origin_x) / cell
    v = (z - origin_z) / cell
    u = min(max(u, ZERO), F32(heights.shape[1] - 1) - EDGE)
    v = min(max(v, ZERO), F32(heights.shape[0] - 1) - EDGE)
    column = int(u)
    row = int(v)
    u = u - F32(column)
    v = v - F32(row)
    near = heights[row, column] * (ONE - u) + heights[row, column + 1] * u
    far = heights[row + 1, column] * (ONE - u) + heights[row + 1, column + 1] * u
    return near * (ONE - v) + far * v


@helper
def sample_slope(heights, origin_x, origin_z, cell, x, z):
    """(dh/dx, dh/dz) at (x, z): the gradient of the same bilinear patch, float32, dimensionless."""
    u = (x - origin_x) / cell
    v = (z - origin_z) / cell
    u = min(max(u, ZERO), F32(heights.shape[1] - 1) - EDGE)
    v = min(max(v, ZERO), F32(heights.shape[0] - 1) - EDGE)
    column = int(u)
    row = int(v)
    u = u - F32(column)
    v = v - F32(row)
    a = heights[row, column]
    b = heights[row, column + 1]
    c = heights[row + 1, column]
    d = heights[row + 1, column + 1]
    slope_x = ((b - a) * (ONE - v) + (d - c) * v) / cell
    slope_z = ((c - a) * (ONE - u) + (d - b) * u) / cell
    return slope_x, slope_z
