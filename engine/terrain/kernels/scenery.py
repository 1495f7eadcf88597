"""What grows and lies on an endless world: at most one thing in each cell of 4 x 4 lattice points, picked by hashes."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.terrain.kernels.gradients import layer_state, noise_at
from engine.terrain.noise import ONE, ZERO, smoothstep
from engine.world.kernel import helper, kernel
from engine.world.random import mix

F32 = np.float32
CELL = 4
BORDER = 2
PINE, BROADLEAF, BUSH, FERN, GRASS, ROCK, BOULDER, DEAD_TREE, CACTUS = range(9)
X, Y, Z, YAW, SCALE, SHADE, RANK = range(7)
LAYER = 96
BYTE, TURN, UNIT = F32(1.0 / 255.0), F32(6.2831855), F32(1.0 / 16_777_216.0)
CLEAR, THIN, HALF_CELL = F32(14), F32(70), F32(CELL / 2)
PATH_KEEPS_OFF = 24


@helper
def chance(state, number):
    """Uniform float32 in [0, 1), the `number`-th of a cell's."""
    return F32(mix(state, number) >> 8) * UNIT


@helper
def pick(draw, grass, sand, forest, rock, grove, tall, high):
    """Which thing stands where the cover is `grass`, `sand`, `forest`, `rock` (0..1); -1 for none.

    draw: uniform 0..1; grove 0..1: how much grows here; tall 0..1: pines rather than broadleaves; high 0..1: altitude.
    """
    wood = forest * (F32(0.34) + F32(0.24) * grove) * (ONE - F32(0.7) * high) + grass * (
        F32(0.006) + F32(0.16) * grove * grove * (ONE - high)
    )
    end = wood * tall + rock * F32(0.02) * (ONE - high)
    if draw < end:
        return PINE
    end = end + wood * (ONE - tall)
    if draw < end:
        return BROADLEAF
    end = end + grass * (F32(0.012) + F32(0.05) * grove) + forest * F32(0.04) + sand * F32(0.008)
    if draw < end:
        return BUSH
    end = end + forest * F32(0.16)
    if draw < end:
        return FERN
    end = end + grass * (F32(0.10) + F32(0.14) * grove)
    if draw < end:
        return GRASS
    end = end + grass * F32(0.006) + sand * F32(0.008) + forest * F32(0.012) + rock * F32(0.07)
    if draw < end:
        return ROCK
    end = end + rock * F32(0.035) + sand * F32(0.003)
    if draw < end:
        return BOULDER
    end = end + sand * F32(0.004) + forest * F32(0.006)
    if draw < end:
        return DEAD_TREE
    end = end + sand * (F32(0.004) + F32(0.02) * grove)
    if draw < end:
        return CACTUS
    return -1


@helper
def is_small(mesh):
    """Whether a thing is too small to be seen from a coarser level."""
    return mesh in (BUSH, FERN, GRASS, ROCK)


@helper
def sizes(mesh):
    """(least, range) of the scale of a mesh."""
    if mesh == PINE:
        return F32(0.95), F32(1.15)
    if mesh == BROADLEAF:
        return F32(0.95), F32(0.85)
    if mesh == BOULDER:
        return F32(0.7), F32(1.5)
    if mesh == ROCK:
        return F32(0.25), F32(0.65)
    if mesh == GRASS:
        return F32(0.8), F32(0.9)
    return F32(0.75), F32(0.6)


@helper
def is_path(paint, row, column):
    """Whether one of the four lattice points round a place is painted as a path."""
    found = False
    for down in range(2):
        for right in range(2):
            found = found or paint[row + down, column + right, 3] >= PATH_KEEPS_OFF
    return found


@helper
def ground_height(heights, stride, right, below):
    """Height [m] of what is drawn at (right, below) f4 points from a chunk's corner."""
    u, v = right / F32(stride), below / F32(stride)
    column, row = int(u), int(v)
    u, v = u - F32(column), v - F32(row)
    column, row = column + BORDER, row + BORDER
    near = heights[row, column] * (ONE - u) + heights[row, column + 1] * u
    far = heights[row + 1, column] * (ONE - u) + heights[row + 1, column + 1] * u
    return near * (ONE - v) + far * v


@kernel
def fill_scenery(found, meshes, weights, corners, heights, paint, low_i, low_j, stride, cell, seed, scale, kept, small):
    """Write what stands on the chunk at lattice point (low_i, low_j); returns how many things.

    What stands where is asked of the 4 x 4 lattice alone, so that it is the same at every level: weights (rows,
    columns, 4) u1 and corners (rows + 4, columns + 4) f4 are those of every fourth point, corners with a border of 2.
    heights (69, 69) f4, `stride` points apart: the chunk's, to stand on; paint (points, points, 4) u1: what was
    painted, or empty. kept 0..1: share of the things that are wanted; small: whether small ones are. found (cells, 7)
    f4: x, y, z [m], yaw [rad], scale, shade, rank 0..1 (it is kept where `kept` is more); meshes (cells,) u1: which
    thing.
    """
    layer = layer_state(seed, LAYER)
    is_painted = paint.shape[0] != 0
    count = 0
    for row in range(weights.shape[0] - 1):
        for column in range(weights.shape[1] - 1):
            i, j = low_i + CELL * column, low_j + CELL * row
            state = mix(mix(layer, i), j)
            rank = chance(state, 0)
            if rank >= kept:  # ahead of the rest, so that fewer are a part of more
                continue
            u = F32(CELL) * chance(state, 1)
            v = F32(CELL) * chance(state, 2)
            x, z = (F32(i) + u) * cell, (F32(j) + v) * cell
            away = np.sqrt(x * x + z * z)
            right, below = F32(CELL * column) + u, F32(CELL * row) + v
            if is_painted and is_path(paint, CELL * row + int(v), CELL * column + int(u)):
                continue
            room = smoothstep(CLEAR, THIN, away)  # for an encounter at the origin
            near_row, near_column = row + int(v >= HALF_CELL), column + int(u >= HALF_CELL)
            sand = F32(weights[near_row, near_column, 0]) * BYTE
            forest = F32(weights[near_row, near_column, 1]) * BYTE
            rock = F32(weights[near_row, near_column, 2]) * BYTE
            path = F32(weights[near_row, near_column, 3]) * BYTE
            grass = max(ONE - sand - forest - rock - path, ZERO)
            grove = noise_at(layer ^ 1, i, j, ZERO, ZERO, 97) + F32(0.35) * noise_at(layer ^ 2, i, j, ZERO, ZERO, 29)
            grove = smoothstep(F32(0.12), F32(0.55), grove)
            height = corners[near_row + BORDER, near_column + BORDER]
            high = smoothstep(F32(60) * scale, F32(170) * scale + F32(0.01), height)
            tall = smoothstep(F32(-0.25), F32(0.25), noise_at(layer ^ 3, i, j, ZERO, ZERO, 331) + high)
            tall = F32(0.1) + F32(0.85) * tall
            mesh = pick(chance(state, 3), grass * room, sand * room, forest * room, rock * room, grove, tall, high)
            if mesh < 0 or (is_small(mesh) and not small):
                continue
            least, more = sizes(mesh)
            found[count, X] = x
            found[count, Y] = ground_height(heights, stride, right, below)
            found[count, Z] = z
            found[count, YAW] = chance(state, 4) * TURN
            found[count, SCALE] = least + more * chance(state, 5)
            found[count, SHADE] = F32(0.8) + F32(0.4) * chance(state, 6)
            found[count, RANK] = rank
            meshes[count] = mesh
            count += 1
    return count
