"""Scenery of an endless world: trees, bushes, rocks and what else its biomes bear, the same whatever is loaded."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.terrain.chunk import BORDER, Chunk
from engine.terrain.endless import FULL_AMPLITUDE_M
from engine.terrain.kernels.scenery import CELL, fill_scenery
from engine.terrain.kernels.shaped import lay_paint
from engine.terrain.landscape import Landscape

F32 = np.float32
PROP_MESHES = ("pine", "broadleaf", "bush", "fern", "grass", "rock", "boulder", "dead_tree", "cactus")
"""Names of the meshes that `PropRows.mesh` counts."""
KEPT = (1.0, 0.6, 0.25, 0.06)
"""Share of the scenery that stands at levels 0 to 3, each a part of the one before; beyond, none does."""


class PropRows(NamedTuple):
    """n things that stand on the ground.

    mesh (n,) u1: of PROP_MESHES; x, y, z (n,) f4 [m]: their foot; yaw (n,) f4 [rad]; scale (n,) f4; tint (n, 3) f4: a
    factor on the mesh's colours; rank (n,) f4 0..1: a level shows what has less than its share in KEPT.
    """

    mesh: NDArray[np.uint8]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    z: NDArray[np.float32]
    yaw: NDArray[np.float32]
    scale: NDArray[np.float32]
    tint: NDArray[np.float32]
    rank: NDArray[np.float32]

    def __len__(self) -> int:
        """How many things there are."""
        return len(self.mesh)


def props_of(chunk: Chunk, landscape: Landscape) -> PropRows:
    """What stands on `chunk`: nothing in a patch, whose scenery is authored, nor on a painted path.

    At a coarser level stand some of the large things of the finer one: the same but for y, which is the height of the
    ground as the chunk draws it.
    """
    level = chunk.key.level
    if landscape.kind == "patch" or level >= len(KEPT):
        return _rows(np.empty((0, 7), np.float32), np.empty(0, np.uint8))
    low_i, low_j = chunk.key.corner
    side = chunk.key.side_cells // CELL
    around = side + 1 + 2 * BORDER
    block = landscape.block((low_i - BORDER * CELL, low_j - BORDER * CELL), CELL, (around, around))
    weights, _, _ = block.cover(landscape.cell)
    found = np.empty((side * side, 7), np.float32)
    meshes = np.empty(side * side, np.uint8)
    settings = landscape.settings
    count = fill_scenery(
        found,
        meshes,
        weights,
        block.heights,
        chunk.heights,
        _painted(chunk, landscape),
        low_i,
        low_j,
        chunk.key.stride,
        F32(landscape.cell),
        int(settings.seed),
        F32(settings.amplitude / FULL_AMPLITUDE_M),
        F32(KEPT[level]),
        level == 0,
    )
    return _rows(found[:count], meshes[:count])


def _painted(chunk: Chunk, landscape: Landscape) -> NDArray[np.uint8]:
    """What is painted on every lattice point of a chunk, since a path may be narrow; empty when nothing is."""
    low_i, low_j = chunk.key.corner
    side = chunk.key.side_cells
    stacks = landscape.edits.stacks_in(low_i, low_j, low_i + side, low_j + side)
    if not any(stack.cover.any() for stack in stacks):
        return np.empty((0, 0, 4), np.uint8)
    paint = np.zeros((side + 1, side + 1, 4), np.uint8)
    for stack in stacks:
        lay_paint(paint, low_i, low_j, 1, stack.corners, stack.weights, stack.cover)
    return paint


def _rows(found: NDArray[np.float32], meshes: NDArray[np.uint8]) -> PropRows:
    x, y, z, yaw, scale, shade, rank = np.ascontiguousarray(found.T)
    warm = F32(1) + (F32(1) - shade) * F32(0.25)
    tint = np.stack([shade * warm, shade, shade / warm], axis=1)
    return PropRows(meshes, x, y, z, yaw, scale, tint, rank)
