"""Scenery of an endless world: trees, bushes, rocks and what else its biomes bear, the same whatever is loaded."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.terrain.chunk import CHUNK_POINTS, Chunk
from engine.terrain.endless import FULL_AMPLITUDE_M
from engine.terrain.kernels.scenery import CELL, fill_scenery
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey

F32 = np.float32
PROP_MESHES = ("pine", "broadleaf", "bush", "fern", "grass", "rock", "boulder", "dead_tree", "cactus")
"""Names of the meshes that `PropRows.mesh` counts."""
KEPT = (1.0, 0.45, 0.16, 0.05)
"""Share of the scenery that stands at levels 0 to 3, each a part of the one before; beyond, none does."""
_MOST = ((CHUNK_POINTS - 1) // CELL) ** 2


class PropRows(NamedTuple):
    """n things that stand on the ground.

    mesh (n,) u1: of PROP_MESHES; x, y, z (n,) f4 [m]: their foot; yaw (n,) f4 [rad]; scale (n,) f4; tint (n, 3) f4: a
    factor on the mesh's colours.
    """

    mesh: NDArray[np.uint8]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    z: NDArray[np.float32]
    yaw: NDArray[np.float32]
    scale: NDArray[np.float32]
    tint: NDArray[np.float32]

    def __len__(self) -> int:
        """How many things there are."""
        return len(self.mesh)


def props_of(chunk: Chunk, landscape: Landscape) -> PropRows:
    """What stands on `chunk`: nothing in a patch, whose scenery is authored, nor on a painted path.

    At a coarser level it is a part of what stands at the finer one, to the bit, without what is small; there the finest
    chunks are made for it, 4 at level 1 and 64 at level 3: ask from a worker.
    """
    level = chunk.key.level
    if landscape.kind == "patch" or level >= len(KEPT):
        return _rows(np.empty((0, 6), np.float32), np.empty(0, np.uint8))
    found, meshes = zip(*(_standing(one, landscape, level) for one in _finest(chunk, landscape)), strict=True)
    return _rows(np.concatenate(found), np.concatenate(meshes))


def _finest(chunk: Chunk, landscape: Landscape) -> list[Chunk]:
    level, x, z = chunk.key
    if level == 0:
        return [chunk]
    side = range(1 << level)
    return [landscape.make_chunk(ChunkKey(0, (x << level) + a, (z << level) + b)) for b in side for a in side]


def _standing(chunk: Chunk, landscape: Landscape, level: int) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    found = np.empty((_MOST, 6), np.float32)
    meshes = np.empty(_MOST, np.uint8)
    settings = landscape.settings
    scale = F32(settings.amplitude / FULL_AMPLITUDE_M)
    count = fill_scenery(
        found,
        meshes,
        chunk.heights,
        chunk.weights,
        *chunk.key.corner,
        F32(landscape.cell),
        int(settings.seed),
        scale,
        F32(KEPT[level]),
        level == 0,
    )
    return found[:count], meshes[:count]


def _rows(found: NDArray[np.float32], meshes: NDArray[np.uint8]) -> PropRows:
    x, y, z, yaw, scale, shade = np.ascontiguousarray(found.T)
    warm = F32(1) + (F32(1) - shade) * F32(0.25)
    tint = np.stack([shade * warm, shade, shade / warm], axis=1)
    return PropRows(meshes, x, y, z, yaw, scale, tint)
