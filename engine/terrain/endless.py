"""A block of an endless world's ground: the steps from seed to heights and materials, and the room they need."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import numpy as np
from numpy.typing import NDArray

from engine.terrain.edits import TerrainEdits
from engine.terrain.kernels.climate import fill_cover
from engine.terrain.kernels.macro import MACRO_SHIFT, PLANES, fill_macro
from engine.terrain.kernels.octaves import LINES, OCTAVES
from engine.terrain.kernels.relief import KEPT, fill_relief
from engine.terrain.kernels.shaped import add_offsets, lay_paint
from engine.terrain.kernels.spline import spread_columns

F32 = np.float32
FULL_AMPLITUDE_M = 60.0
"""The amplitude for which the relief is drawn up."""
BORDER = 2
LANE = 8
NO_NORMALS = np.empty((0, 0, 3), np.float32)


class Block:
    """Lattice points low + stride * n of the world of `seed`, `columns` x `rows` of them, under edits."""

    def __init__(
        self, seed: int, amplitude: float, edits: TerrainEdits, low: tuple[int, int], stride: int, side: tuple[int, int]
    ) -> None:
        self._low_i, self._low_j = low
        self._stride = stride
        self._columns, self._rows = side
        self._edits = edits
        self._scale = F32(amplitude / FULL_AMPLITUDE_M)
        wide = -(-self._columns // LANE) * LANE
        first_i, first_j = ((place >> MACRO_SHIFT) - 1 << MACRO_SHIFT for place in low)
        macro_columns = ((self._low_i + (wide - 1) * stride - first_i) >> MACRO_SHIFT) + 3
        macro_rows = ((self._low_j + (self._rows - 1) * stride - first_j) >> MACRO_SHIFT) + 3
        planes = np.empty((PLANES, macro_rows, macro_columns), np.float32)
        spread = np.empty((PLANES, macro_rows, wide), np.float32)
        lines = np.empty((OCTAVES, LINES, wide), np.float32)
        shares = np.empty((OCTAVES, 4), np.float32)
        entered = np.empty(OCTAVES, np.int64)
        self._wide = np.empty((self._rows, wide), np.float32)
        self._kept = np.empty((KEPT, self._rows, wide), np.float32)
        fill_macro(planes, first_i, first_j, seed)
        spread_columns(spread, planes, first_i, self._low_i, stride)
        fill_relief(self._wide, self._kept, spread, lines, shares, entered, first_j, *low, stride, seed, self._scale)
        for stack in edits.stacks_in(*self._span(0)):
            add_offsets(self._wide, *low, stride, stack.corners, stack.heights)

    @property
    def heights(self) -> NDArray[np.float32]:
        """(rows, columns) f4 [m], a view."""
        return self._wide[:, : self._columns]

    def cover(self, cell: float, normals: NDArray[np.float32] = NO_NORMALS) -> tuple[NDArray[np.uint8], float, float]:
        """Materials (rows - 4, columns - 4, 4) u1 of all but a border of 2, and the bounds [m] of those points.

        `cell` [m] lies between lattice points; unit normals are written to `normals` (rows - 4, columns - 4, 3) f4.
        """
        rows, columns = self._rows - 2 * BORDER, self._columns - 2 * BORDER
        weights = np.empty((rows, columns, 4), np.uint8)
        covers = np.empty((5, -(-columns // LANE) * LANE), np.float32)
        spacing = F32(2 * cell * self._stride)
        low, high = fill_cover(weights, normals, covers, self._wide, self._kept, spacing, self._scale)
        span = self._span(BORDER)
        for stack in self._edits.stacks_in(*span):
            lay_paint(weights, span[0], span[1], self._stride, stack.corners, stack.weights, stack.cover)
        return weights, float(low), float(high)

    def _span(self, border: int) -> tuple[int, int, int, int]:
        """Low i, low j, high i, high j of the points without `border` of them around."""
        stride = self._stride
        low_i, low_j = self._low_i + border * stride, self._low_j + border * stride
        last_i, last_j = self._low_i + (self._columns - 1) * stride, self._low_j + (self._rows - 1) * stride
        return low_i, low_j, last_i - border * stride, last_j - border * stride
