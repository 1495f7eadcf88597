"""A patch as a landscape reads it: dense arrays under edits, and blocks of it whose rim goes on."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.chunk import BORDER, MATERIALS
from engine.terrain.edits import TerrainEdits
from engine.terrain.height import PatchSettings, make_patch, patch_side, path_mask
from engine.terrain.kernels.corners import bounds_of
from engine.terrain.kernels.shaped import add_offsets, lay_paint

F32 = np.float32


class SeededPatch:
    """The patch of `settings` without edits, made when it is first asked for; lattice points -half..half along x and z.

    ValueError for a patch of no or too large a size.
    """

    def __init__(self, settings: PatchSettings) -> None:
        self._settings = settings
        self.half = (patch_side(settings.size_m) - 1) // 2

    def clamped(self, *points: int) -> tuple[int, ...]:
        """Where the points lie once the rim goes on."""
        return tuple(min(max(point, -self.half), self.half) for point in points)

    @cached_property
    def heights(self) -> NDArray[np.float32]:
        """(rows, columns) f4 [m]."""
        return make_patch(self._settings).heights

    @cached_property
    def weights(self) -> NDArray[np.uint8]:
        """(rows, columns, 4) u1: the path, on grass."""
        weights = np.zeros((*self.heights.shape, len(MATERIALS)), np.uint8)
        mask = path_mask(self._settings)
        if mask is not None:
            weights[..., MATERIALS.index("path")] = np.floor(mask * F32(255) + F32(0.5))
        return weights


class EditedPatch:
    """A seeded patch under edits."""

    def __init__(self, seeded: SeededPatch, edits: TerrainEdits) -> None:
        half = seeded.half
        self.half = half
        self.heights, self.weights = seeded.heights, seeded.weights
        stacks = edits.stacks_in(-half, -half, half, half)
        if stacks:
            self.heights, self.weights = self.heights.copy(), self.weights.copy()
        for stack in stacks:
            add_offsets(self.heights, -half, -half, 1, stack.corners, stack.heights)
            lay_paint(self.weights, -half, -half, 1, stack.corners, stack.weights, stack.cover)


class PatchBlock:
    """Lattice points low + stride * n of a patch, `columns` x `rows` of them."""

    def __init__(self, patch: EditedPatch, low: tuple[int, int], stride: int, side: tuple[int, int]) -> None:
        self._patch = patch
        columns, rows = (
            np.clip(np.arange(count) * stride + first, -patch.half, patch.half) + patch.half
            for count, first in zip(side, low, strict=True)
        )
        self._places: tuple[NDArray[Any], NDArray[Any]] = rows[:, None], columns
        self.heights: NDArray[np.float32] = patch.heights[self._places]

    def cover(self, cell: float) -> tuple[NDArray[np.uint8], float, float]:
        """Materials (rows - 4, columns - 4, 4) u1 of all but a border of 2, and the bounds [m] of those points."""
        del cell  # a patch's materials do not ask for slopes
        rows, columns = self._places
        low, high = bounds_of(self.heights, BORDER)
        weights = self._patch.weights[rows[BORDER:-BORDER], columns[BORDER:-BORDER]]
        return weights, float(low), float(high)
