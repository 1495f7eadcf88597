"""Edits over the seed: offsets and paint of the tiles that own a point, at any stride."""

# pyright: basic
# Compiled code: its parameters are typed when numba compiles them.

import numpy as np

from engine.world.kernel import helper, kernel

F32 = np.float32
MILLIMETRE = F32(0.001)
TILE = 16


@helper
def first_inside(corner, low, stride):
    """Number of the first point low + stride * n (n >= 0) that is not before `corner`."""
    return max(0, -((low - corner) // stride))


@kernel
def add_offsets(heights, low_i, low_j, stride, corners, offsets):
    """Add offsets (n, 16, 16) i4 [mm] of the tiles at `corners` (n, 2) lattice points to `heights` f4 [m]."""
    rows, columns = heights.shape
    for n in range(corners.shape[0]):
        tile_i, tile_j = int(corners[n, 0]), int(corners[n, 1])
        for row in range(first_inside(tile_j, low_j, stride), rows):
            j = low_j + stride * row - tile_j
            if j >= TILE:
                break
            for column in range(first_inside(tile_i, low_i, stride), columns):
                i = low_i + stride * column - tile_i
                if i >= TILE:
                    break
                heights[row, column] = heights[row, column] + F32(offsets[n, j, i]) * MILLIMETRE


@kernel
def lay_paint(weights, low_i, low_j, stride, corners, paint, cover):
    """Put paint (n, 16, 16, 4) u1 over weights (rows, columns, 4) u1, as far as `cover` (n, 16, 16) u1 tells."""
    rows, columns = weights.shape[:2]
    for n in range(corners.shape[0]):
        tile_i, tile_j = int(corners[n, 0]), int(corners[n, 1])
        for row in range(first_inside(tile_j, low_j, stride), rows):
            j = low_j + stride * row - tile_j
            if j >= TILE:
                break
            for column in range(first_inside(tile_i, low_i, stride), columns):
                i = low_i + stride * column - tile_i
                if i >= TILE:
                    break
                over = int(cover[n, j, i])
                for k in range(4):  # rounded down, so that four together never pass 255
                    mixed = int(weights[row, column, k]) * (255 - over) + int(paint[n, j, i, k]) * over
                    weights[row, column, k] = mixed // 255
