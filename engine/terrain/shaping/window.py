"""The part of the ground under a brush: edits laid out as whole arrays, and cut into tiles again afterwards."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.schema.tile import MOST_OFFSET_MM, SIDE
from engine.terrain.chunk import MATERIALS
from engine.terrain.edits import EditTile, TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping.brush import Brush, Shaped, TileKey, falloff_at

OVER_THE_EDGE = "The brush reaches beyond the edge of the ground; only what lies inside is shaped."
TOO_FAR = f"The ground can't be shaped by more than {MOST_OFFSET_MM // 1000} m from what its seed gives."
_NO_HEIGHTS = np.zeros((SIDE, SIDE), np.int32)
_NO_WEIGHTS = np.zeros((SIDE, SIDE, len(MATERIALS)), np.uint8)
_NO_COVER = np.zeros((SIDE, SIDE), np.uint8)


@dataclass(frozen=True, eq=False)
class Window:
    """Lattice points under a brush: those from `low` up to, not including, `high`, in tiles from `first` on.

    share (rows, columns) f8: how much of the brush acts at each point, 0..1.
    """

    edits: TerrainEdits
    low: tuple[int, int]
    high: tuple[int, int]
    first: TileKey
    count: tuple[int, int]
    share: NDArray[np.float64]
    is_cut: bool
    """Whether the brush reaches beyond the edge of the ground."""

    @property
    def inside(self) -> tuple[slice, slice]:
        """Where the points lie in the arrays of all touched tiles."""
        left, below = self.first[0] * SIDE, self.first[1] * SIDE
        return (
            slice(self.low[1] - below, self.high[1] - below),
            slice(self.low[0] - left, self.high[0] - left),
        )

    def offsets(self) -> NDArray[np.int32]:
        """Offsets [mm] of all points of the touched tiles, (rows, columns) i4."""
        made = np.zeros((self.count[1] * SIDE, self.count[0] * SIDE), np.int32)
        for (row, column), tile in self._known():
            made[row : row + SIDE, column : column + SIDE] = tile.heights
        return made

    def paint(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Weights (rows, columns, 4) u1 and cover (rows, columns) u1 of all points of the touched tiles."""
        rows, columns = self.count[1] * SIDE, self.count[0] * SIDE
        weights = np.zeros((rows, columns, len(MATERIALS)), np.uint8)
        cover = np.zeros((rows, columns), np.uint8)
        for (row, column), tile in self._known():
            weights[row : row + SIDE, column : column + SIDE] = tile.weights
            cover[row : row + SIDE, column : column + SIDE] = tile.cover
        return weights, cover

    def with_offsets(self, before: NDArray[np.int32], after: NDArray[np.float64] | NDArray[np.int32]) -> Shaped:
        """The tiles after the offsets of the points under the brush became `after` (whole numbers) [mm]."""
        limited = np.clip(after, -MOST_OFFSET_MM, MOST_OFFSET_MM)
        notes = [OVER_THE_EDGE] if self.is_cut else []
        if not np.array_equal(limited, after):
            notes.append(TOO_FAR)
        made = before.copy()
        made[self.inside] = limited
        shaped: dict[TileKey, EditTile | None] = {}
        for (row, column), key in self._touched(before != made):
            heights = made[row : row + SIDE, column : column + SIDE]
            old = self.edits.tile(*key)
            weights, cover = (old.weights, old.cover) if old is not None else (_NO_WEIGHTS, _NO_COVER)
            is_left = bool(heights.any()) or bool(cover.any())
            shaped[key] = EditTile(heights, weights, cover) if is_left else None
        return Shaped(shaped, tuple(notes))

    def with_paint(self, weights: NDArray[np.uint8], cover: NDArray[np.uint8]) -> Shaped:
        """The tiles after all points got these weights and cover."""
        old_weights, old_cover = self.paint()
        changed = (old_weights != weights).any(axis=2) | (old_cover != cover)
        shaped: dict[TileKey, EditTile | None] = {}
        for (row, column), key in self._touched(changed):
            part = slice(row, row + SIDE), slice(column, column + SIDE)
            old = self.edits.tile(*key)
            heights = old.heights if old is not None else _NO_HEIGHTS
            is_left = bool(cover[part].any()) or bool(heights.any())
            shaped[key] = EditTile(heights, weights[part], cover[part]) if is_left else None
        return Shaped(shaped, (OVER_THE_EDGE,) if self.is_cut else ())

    def _known(self) -> "list[tuple[tuple[int, int], EditTile]]":
        return [
            ((row * SIDE, column * SIDE), tile)
            for row in range(self.count[1])
            for column in range(self.count[0])
            if (tile := self.edits.tile(self.first[0] + column, self.first[1] + row)) is not None
        ]

    def _touched(self, changed: NDArray[np.bool_]) -> "list[tuple[tuple[int, int], TileKey]]":
        by_tile = changed.reshape(self.count[1], SIDE, self.count[0], SIDE).any(axis=(1, 3))
        return [
            ((row * SIDE, column * SIDE), (self.first[0] + column, self.first[1] + row))
            for row, column in np.argwhere(by_tile).tolist()
        ]


def window_of(landscape: Landscape, edits: TerrainEdits, brush: Brush) -> Window | None:
    """What lies under a brush; None where that is no ground at all."""
    cell = landscape.cell
    low_x, low_z, high_x, high_z = landscape.bounds
    reach = brush.radius_m
    low = (int(np.ceil((brush.x - reach) / cell)), int(np.ceil((brush.z - reach) / cell)))
    high = (int(np.floor((brush.x + reach) / cell)) + 1, int(np.floor((brush.z + reach) / cell)) + 1)
    ends = (round(low_x / cell), round(low_z / cell)), (round(high_x / cell) + 1, round(high_z / cell) + 1)
    kept_low = (max(low[0], ends[0][0]), max(low[1], ends[0][1]))
    kept_high = (min(high[0], ends[1][0]), min(high[1], ends[1][1]))
    if kept_low[0] >= kept_high[0] or kept_low[1] >= kept_high[1]:
        return None
    first = (kept_low[0] // SIDE, kept_low[1] // SIDE)
    count = ((kept_high[0] - 1) // SIDE - first[0] + 1, (kept_high[1] - 1) // SIDE - first[1] + 1)
    across = np.arange(kept_low[0], kept_high[0]) * cell - brush.x
    along = np.arange(kept_low[1], kept_high[1]) * cell - brush.z
    distance = np.sqrt(across[None, :] ** 2 + along[:, None] ** 2)
    share = falloff_at(distance, brush.radius_m, brush.falloff)
    is_cut = (low, high) != (kept_low, kept_high)
    return Window(edits, kept_low, kept_high, first, count, share, is_cut)
