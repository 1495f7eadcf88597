"""The ground of a scene, of either kind, as a function of its settings and edits: chunks, heights and materials."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import hashlib
from functools import cached_property
from typing import Literal, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.terrain.chunk import BORDER, HEIGHT_SIDE, MATERIALS, Chunk
from engine.terrain.edits import NO_EDITS, TILE_POINTS, TerrainEdits
from engine.terrain.endless import Block
from engine.terrain.height import PatchSettings, patch_side
from engine.terrain.kernels.corners import mix_corners
from engine.terrain.lattice import ENDLESS_CELL_M, PATCH_CELL_M, WORLD_HALF_M, ChunkKey, checked_key
from engine.terrain.patch import EditedPatch, PatchBlock, SeededPatch
from engine.terrain.places import near_each_other

F32 = np.float32
CONTENT_VERSION = 3
"""Raised whenever the same settings give another ground, so that nothing kept from before is taken for it."""


class LandscapeSettings(PatchSettings, Protocol):
    """What a landscape is made from: the [terrain] block of a scene file."""

    @property
    def kind(self) -> Literal["patch", "endless"]:
        """A square of ground whose rim goes on, or a world."""
        ...


class Landscape:
    """The ground of `settings` under `edits`; never changed, and safe to ask from any thread.

    kind: "patch" or "endless"; cell [m]: between lattice points, 0.5 or 1.0. ValueError for a patch of no or too
    large a size.
    """

    def __init__(self, settings: LandscapeSettings, edits: TerrainEdits = NO_EDITS) -> None:
        self.settings = settings
        self.edits = edits
        self.kind: Literal["patch", "endless"] = settings.kind
        self._seeded = SeededPatch(settings) if settings.kind == "patch" else None
        self.cell = PATCH_CELL_M if self._seeded else ENDLESS_CELL_M
        self._token = _settings_token(settings)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Low x, low z, high x, high z [m]; beyond them a patch's rim goes on, and an endless world ends."""
        half = self._seeded.half * PATCH_CELL_M if self._seeded else WORLD_HALF_M
        return -half, -half, half, half

    @property
    def version(self) -> int:
        """Token (64 bits) of everything that the ground is made from."""
        half = round(WORLD_HALF_M / self.cell)
        return self._token ^ self.edits.version_in(-half, -half, half, half)

    def with_edits(self, edits: TerrainEdits) -> "Landscape":
        """The same ground under other edits."""
        made = Landscape(self.settings, edits)
        made._seeded = self._seeded
        return made

    def changed_box(self, before: object) -> tuple[float, float, float, float] | None:
        """Low x, low z, high x, high z [m] outside of which the heights are those of another ground.

        None where that is nowhere, as under other settings or of a patch, whose rim goes on; a box without a place in
        it where nothing differs.
        """
        if not isinstance(before, Landscape) or before.settings != self.settings or self._seeded:
            return None
        tiles = self.edits.differing(before.edits)
        if not tiles:
            return np.inf, np.inf, -np.inf, -np.inf
        # A point that an edit moves bends the ground as far as to the next points.
        low = [(min(tile[axis] for tile in tiles) * TILE_POINTS - 1) * self.cell for axis in (0, 1)]
        high = [(max(tile[axis] for tile in tiles) + 1) * TILE_POINTS * self.cell for axis in (0, 1)]
        return low[0], low[1], high[0], high[1]

    def chunk_version(self, key: ChunkKey) -> int:
        """Token (64 bits) of what `key` is made from: it changes with the settings and the edits that touch it.

        ValueError for a chunk outside of the world.
        """
        checked_key(key, self.cell)
        low_i, low_j = _first_point(key)
        reach = (HEIGHT_SIDE - 1) * key.stride
        stride = key.stride
        if self._seeded:  # points beyond the rim are those of the rim, whatever the stride
            low_i, low_j, high_i, high_j = self._seeded.clamped(low_i, low_j, low_i + reach, low_j + reach)
            stride = 1
        else:
            high_i, high_j = low_i + reach, low_j + reach
        return self._token ^ self.edits.version_in(low_i, low_j, high_i, high_j, stride)

    def make_chunk(self, key: ChunkKey) -> Chunk:
        """The chunk of `key`; other Python threads run meanwhile. ValueError for one outside of the world."""
        version = self.chunk_version(key)
        block = self.block(_first_point(key), key.stride, (HEIGHT_SIDE, HEIGHT_SIDE))
        weights, low, high = block.cover(self.cell)
        return Chunk(key, version, np.ascontiguousarray(block.heights), weights, low, high)

    def height_at(self, x: float, z: float) -> float:
        """Height [m] at (x, z) [m]; see `heights_at`."""
        return float(self.heights_at(x, z)[()])

    def heights_at(self, x: ArrayLike, z: ArrayLike) -> NDArray[np.float32]:
        """Heights [m] at (x, z) [m], float32: bilinear on the lattice, the bits that the simulation stands on.

        Beyond a patch the rim goes on. ValueError for a place that is no number or beyond the end of the world.
        """
        x, z = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(z, np.float32))
        column, u = self._lattice(x, "x")
        row, v = self._lattice(z, "z")
        corners = np.empty((column.size, 4), np.float32)
        for places, low, side in near_each_other(column, row):
            i, j = column[places] - low[0], row[places] - low[1]
            heights = self.block(low, 1, (side[0] + 1, side[1] + 1)).heights
            for n, (down, right) in enumerate(((0, 0), (0, 1), (1, 0), (1, 1))):
                corners[places, n] = heights[j + down, i + right]
        found = np.empty(column.size, np.float32)
        mix_corners(found, corners, u, v)
        return found.reshape(x.shape)

    def lattice_heights(self, i: int, j: int, side: int) -> NDArray[np.float32]:
        """Heights (side, side) f4 [m] of the lattice points from (i, j) on, rows along z; from any thread."""
        return self.block((i, j), 1, (side, side)).heights

    def weights_at(self, x: ArrayLike, z: ArrayLike) -> NDArray[np.uint8]:
        """Materials (..., 4) u1 (sand, forest, rock, path) of the lattice points nearest to (x, z) [m].

        ValueError as for `heights_at`.
        """
        x, z = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(z, np.float32))
        column, u = self._lattice(x, "x")
        row, v = self._lattice(z, "z")
        column, row = column + (u >= F32(0.5)), row + (v >= F32(0.5))
        found = np.empty((column.size, len(MATERIALS)), np.uint8)
        for places, low, side in near_each_other(column, row):
            around = (low[0] - BORDER, low[1] - BORDER), 1, (side[0] + 2 * BORDER, side[1] + 2 * BORDER)
            found[places] = self.block(*around).cover(self.cell)[0][row[places] - low[1], column[places] - low[0]]
        return found.reshape(*x.shape, len(MATERIALS))

    def patch_arrays(self) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """All of a patch: heights (rows, columns) f4 [m] and materials (rows, columns, 4) u1, not to be written to.

        The first point lies at `bounds`. ValueError for a world, which has no last point.
        """
        if self._seeded is None:
            raise ValueError("this ground is endless; expected a patch to ask for all of it")
        return self._edited.heights, self._edited.weights

    def _lattice(self, place: NDArray[np.float32], axis: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Lattice points below places (n,) and how far on to the next they lie, 0..1."""
        low, _, high, _ = self.bounds
        if self._seeded:
            place = np.minimum(np.maximum(place, F32(low)), F32(high))
        if not bool(np.all((place >= low) & (place <= high))):
            wrong = place[~((place >= low) & (place <= high))].flat[0]
            raise ValueError(f"{axis} is {wrong:g} m, beyond the end of the world; expected {low:g} to {high:g} m")
        scaled = place.reshape(-1) / F32(self.cell)
        below = np.floor(scaled)
        return below.astype(np.int64), scaled - below

    def block(self, low: tuple[int, int], stride: int, side: tuple[int, int]) -> Block | PatchBlock:
        """Any (columns, rows) of lattice points low + stride * n, with their materials: what chunks are made from."""
        if self._seeded:
            return PatchBlock(self._edited, low, stride, side)
        settings = self.settings
        return Block(int(settings.seed), float(settings.amplitude), self.edits, low, stride, side)

    @cached_property
    def _edited(self) -> EditedPatch:
        assert self._seeded is not None
        return EditedPatch(self._seeded, self.edits)


def _first_point(key: ChunkKey) -> tuple[int, int]:
    i, j = key.corner
    return i - BORDER * key.stride, j - BORDER * key.stride


def _settings_token(settings: LandscapeSettings) -> int:
    """64 bits that name what the settings make; a field that changes nothing is left out."""
    parts: list[object] = [CONTENT_VERSION, settings.kind, int(settings.seed), float(F32(settings.amplitude)).hex()]
    if settings.kind == "patch":
        parts += [patch_side(settings.size_m), bool(settings.path)]
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=8).digest(), "little")
