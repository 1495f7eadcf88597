"""The shape of a static patch: gentle hills, a flattened glade in the middle, a valley with a trodden, sunken path."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.terrain.noise import ONE, ZERO, fractal_noise, smoothstep, wave
from engine.world.kernel import helper, kernel

F32 = np.float32
HILL_SCALE = F32(0.06)  # lattice cells per metre: hills about 17 m across
HILL_GAIN = F32(2.5)
HILL_MEAN = F32(0.47)
HILL_OCTAVES = 4
GLADE_Z, GLADE_SQUASH = F32(3), F32(0.85)  # the glade lies a little south of the origin and is wider than deep
GLADE_INNER, GLADE_OUTER, GLADE_FLATNESS = F32(9), F32(22), F32(0.82)
WALL_INNER, WALL_OUTER, WALL_RISE = F32(12), F32(32), F32(1.9)
NORTH_START, NORTH_END, NORTH_DROP = F32(14), F32(34), F32(0.5)
SOUTH_START, SOUTH_END, SOUTH_RISE = F32(12), F32(26), F32(0.6)
PATH_HALF_WIDTH, PATH_DEPTH = F32(1.3), F32(0.16)
PATH_OFFSET, PATH_SWING = F32(1.2), F32(2.2)
PATH_TURNS_PER_METRE, PATH_PHASE = F32(0.035), F32(0.127)
QUARTER, LEAN = F32(0.25), F32(0.05)
SEED_X, SEED_Z = F32(5), F32(9)


@helper
def path_strength(x, z):
    """How much of the path is at (x, z) [m]: 1 on its middle line, 0 from about 2.6 m beside it; float32."""
    middle = PATH_OFFSET + PATH_SWING * wave(z * PATH_TURNS_PER_METRE + PATH_PHASE)
    aside = (x - middle) / PATH_HALF_WIDTH
    near = ONE - aside * aside * QUARTER
    if near <= ZERO:
        return ZERO
    near = near * near
    return near * near


@helper
def land_height(x, z, seed, amplitude, has_path):
    """Height [m] of the ground at (x, z) [m], float32. `amplitude` [m] scales hills and valley walls alike."""
    hills = (
        fractal_noise(x * HILL_SCALE + SEED_X, z * HILL_SCALE + SEED_Z, seed, HILL_OCTAVES) - HILL_MEAN
    ) * HILL_GAIN
    from_middle_z = (z + GLADE_Z) * GLADE_SQUASH
    from_middle = np.sqrt(x * x + from_middle_z * from_middle_z)
    glade = ONE - smoothstep(GLADE_INNER, GLADE_OUTER, from_middle)
    height = hills * (ONE - GLADE_FLATNESS * glade)
    if not has_path:
        return height * amplitude
    wall = smoothstep(WALL_INNER, WALL_OUTER, np.abs(x - LEAN * z))
    height = height + WALL_RISE * wall
    height = height - NORTH_DROP * smoothstep(NORTH_START, NORTH_END, -z) * (ONE - wall)
    height = height + SOUTH_RISE * smoothstep(SOUTH_START, SOUTH_END, z)
    return height * amplitude - PATH_DEPTH * path_strength(x, z)


@kernel
def fill_heights(heights, origin_x, origin_z, cell, seed, amplitude, has_path):
    """Write the height [m] of every lattice point of `heights` float32; row r lies at z = origin_z + r * cell."""
    for row in range(heights.shape[0]):
        z = origin_z + F32(row) * cell
        for column in range(heights.shape[1]):
            x = origin_x + F32(column) * cell
            heights[row, column] = land_height(x, z, seed, amplitude, has_path)


@kernel
def fill_path_mask(mask, origin_x, origin_z, cell):
    """Write the strength of the path, 0..1, of every lattice point of `mask` (rows, columns) float32."""
    for row in range(mask.shape[0]):
        z = origin_z + F32(row) * cell
        for column in range(mask.shape[1]):
            mask[row, column] = path_strength(origin_x + F32(column) * cell, z)


@kernel
def fill_normals(normals, heights, cell):
    """Write unit normals (rows, columns, 3) float32 from central differences of `heights`; one-sided at the edges."""
    rows, columns = heights.shape
    for row in range(rows):
        above = min(row + 1, rows - 1)
        below = max(row - 1, 0)
        for column in range(columns):
            right = min(column + 1, columns - 1)
            left = max(column - 1, 0)
            slope_x = (heights[row, right] - heights[row, left]) / (F32(max(right - left, 1)) * cell)
            slope_z = (heights[above, column] - heights[below, column]) / (F32(max(above - below, 1)) * cell)
            length = np.sqrt(slope_x * slope_x + slope_z * slope_z + ONE)
            normals[row, column, 0] = -slope_x / length
            normals[row, column, 1] = ONE / length
            normals[row, column, 2] = -slope_z / length
