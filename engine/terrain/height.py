"""A static patch of ground: heights and normals of a scene's terrain settings, as arrays."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.terrain.edits import NO_EDITS, TerrainEdits
from engine.terrain.kernels.shaped import add_offsets
from engine.terrain.landform import fill_heights, fill_normals, fill_path_mask
from engine.terrain.lattice import PATCH_CELL_M
from engine.terrain.sample import sample_height, sample_slope
from engine.terrain.tiles import Tables, cut_tiles

F32Array = NDArray[np.float32]
LARGEST_PATCH_M = 2000.0


class PatchSettings(Protocol):
    """What a patch is made from: the [terrain] block of a scene file."""

    @property
    def seed(self) -> int:
        """Names the hills."""
        ...

    @property
    def size_m(self) -> float:
        """Length of the patch's side [m]; its middle is the origin."""
        ...

    @property
    def amplitude(self) -> float:
        """Height of the hills [m]."""
        ...

    @property
    def path(self) -> bool:
        """Whether a valley with a trodden path runs through the patch."""
        ...


@dataclass(frozen=True, eq=False)
class Heightfield:
    """Heights (rows along z, columns along x) float32 [m]; (row, column) lies at origin + (column, row) * cell."""

    heights: F32Array
    origin: tuple[float, float]
    cell: float

    def height_at(self, x: float, z: float) -> float:
        """Bilinear height [m] at (x, z) [m], the same bits that the simulation stands on; outside, the rim's height."""
        return float(sample_height(*self._sampled, np.float32(x), np.float32(z)))

    def slope_at(self, x: float, z: float) -> tuple[float, float]:
        """(dh/dx, dh/dz) at (x, z) [m]."""
        found = sample_slope(*self._sampled, np.float32(x), np.float32(z))
        return float(found[0]), float(found[1])

    def normals(self) -> F32Array:
        """Unit normals (rows, columns, 3) float32."""
        found = np.empty((*self.heights.shape, 3), np.float32)
        fill_normals(found, self.heights, np.float32(self.cell))
        return found

    def tables(self) -> Tables:
        """The columns `ground_tiles`, `ground_index` and `ground_frame`. ValueError off the lattice of the world."""
        first = (round(self.origin[0] / self.cell), round(self.origin[1] / self.cell))
        if (first[0] * self.cell, first[1] * self.cell) != self.origin:
            raise ValueError(f"ground that begins at {self.origin} m is not on the lattice of {self.cell:g} m")
        return cut_tiles(np.ascontiguousarray(self.heights), first, self.cell, self.steepest())

    @cached_property
    def _sampled(self) -> tuple[F32Array, NDArray[np.int32], F32Array]:
        made: Any = self.tables()
        return made["ground_tiles"], made["ground_index"], made["ground_frame"]

    def steepest(self) -> float:
        """Tangent that no slope of the ground exceeds, from the steepest edge of each lattice cell."""
        across = np.abs(np.diff(self.heights, axis=1)).max(initial=0.0)
        along = np.abs(np.diff(self.heights, axis=0)).max(initial=0.0)
        return float(np.hypot(across, along)) / self.cell * 1.0001


def patch_side(size_m: float) -> int:
    """Number of lattice points along a side of about `size_m` metres: odd, so that the origin is one of them.

    ValueError when the patch is empty or too large.
    """
    if not PATCH_CELL_M <= size_m <= LARGEST_PATCH_M:
        raise ValueError(f"terrain.size_m is {size_m:g} m; expected {PATCH_CELL_M:g} to {LARGEST_PATCH_M:g} m")
    return 2 * math.ceil(round(size_m / PATCH_CELL_M) / 2) + 1


def make_patch(settings: PatchSettings, edits: TerrainEdits = NO_EDITS) -> Heightfield:
    """The patch of `settings` under `edits`: float32, centred on the origin, a lattice point every half metre."""
    side = patch_side(settings.size_m)
    half = (side - 1) * PATCH_CELL_M / 2
    heights = np.empty((side, side), np.float32)
    f = np.float32
    fill_heights(
        heights, f(-half), f(-half), f(PATCH_CELL_M), int(settings.seed), f(settings.amplitude), bool(settings.path)
    )
    first = -(side // 2)
    for stack in edits.stacks_in(first, first, -first, -first):
        add_offsets(heights, first, first, 1, stack.corners, stack.heights)
    return Heightfield(heights, (-half, -half), PATCH_CELL_M)


def path_mask(settings: PatchSettings) -> F32Array | None:
    """Strength of the path, 0..1, at each lattice point (rows, columns) float32; None when there is no path."""
    if not settings.path:
        return None
    side = patch_side(settings.size_m)
    half = np.float32((side - 1) * PATCH_CELL_M / 2)
    mask = np.empty((side, side), np.float32)
    fill_path_mask(mask, -half, -half, np.float32(PATCH_CELL_M))
    return mask
