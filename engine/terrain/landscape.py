"""The ground of a scene, of either kind, as a function of its settings and edits: chunks, heights and materials."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import hashlib
from functools import cached_property
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.terrain.chunk import BORDER, CHUNK_POINTS, HEIGHT_SIDE, MATERIALS, Chunk
from engine.terrain.edits import NO_EDITS, TerrainEdits
from engine.terrain.endless import Block
from engine.terrain.height import CELL_M, PatchSettings, make_patch, patch_side, path_mask
from engine.terrain.kernels.corners import bounds_of, mix_corners
from engine.terrain.kernels.shaped import add_offsets, lay_paint
from engine.terrain.lattice import WORLD_HALF_M, ChunkKey, checked_key

F32 = np.float32
CONTENT_VERSION = 2
"""Raised whenever the same settings give another ground, so that nothing kept from before is taken for it."""
ENDLESS_CELL_M = 1.0


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
        self._patch = None
        if settings.kind == "patch":
            self._patch = _Patch(settings)
        self.cell = CELL_M if self._patch else ENDLESS_CELL_M
        self._token = _settings_token(settings)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Low x, low z, high x, high z [m]; beyond them a patch's rim goes on, and an endless world ends."""
        half = self._patch.half * CELL_M if self._patch else WORLD_HALF_M
        return -half, -half, half, half

    def with_edits(self, edits: TerrainEdits) -> "Landscape":
        """The same ground under other edits."""
        made = Landscape(self.settings, edits)
        made._patch = self._patch
        return made

    def chunk_version(self, key: ChunkKey) -> int:
        """Token (64 bits) of what `key` is made from: it changes with the settings and the edits that touch it.

        ValueError for a chunk outside of the world.
        """
        checked_key(key, self.cell)
        low_i, low_j = _first_point(key)
        reach = (HEIGHT_SIDE - 1) * key.stride
        stride = key.stride
        if self._patch:  # points beyond the rim are those of the rim, whatever the stride
            low_i, low_j, high_i, high_j = self._patch.clamped(low_i, low_j, low_i + reach, low_j + reach)
            stride = 1
        else:
            high_i, high_j = low_i + reach, low_j + reach
        return self._token ^ self.edits.version_in(low_i, low_j, high_i, high_j, stride)

    def make_chunk(self, key: ChunkKey) -> Chunk:
        """The chunk of `key`; other Python threads run meanwhile. ValueError for one outside of the world."""
        version = self.chunk_version(key)
        first = low_i, low_j = _first_point(key)
        if self._patch:
            heights = self._patch.take(self._dense[0], low_i, low_j, key.stride, HEIGHT_SIDE)
            inner = low_i + BORDER * key.stride, low_j + BORDER * key.stride
            weights = self._patch.take(self._dense[1], *inner, key.stride, CHUNK_POINTS)
            low, high = bounds_of(heights, BORDER)
            return Chunk(key, version, heights, weights, float(low), float(high))
        block = self._block(first, key.stride, HEIGHT_SIDE)
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
        for n, (i, j) in enumerate(zip(column.tolist(), row.tolist(), strict=True)):
            corners[n] = self._points(i, j).reshape(-1)
        found = np.empty(column.size, np.float32)
        mix_corners(found, corners, u, v)
        return found.reshape(x.shape)

    def weights_at(self, x: ArrayLike, z: ArrayLike) -> NDArray[np.uint8]:
        """Materials (..., 4) u1 (sand, forest, rock, path) of the lattice points nearest to (x, z) [m].

        ValueError as for `heights_at`.
        """
        x, z = np.broadcast_arrays(np.asarray(x, np.float32), np.asarray(z, np.float32))
        column, u = self._lattice(x, "x")
        row, v = self._lattice(z, "z")
        found = np.empty((column.size, len(MATERIALS)), np.uint8)
        for n, (i, j) in enumerate(zip((column + (u >= 0.5)).tolist(), (row + (v >= 0.5)).tolist(), strict=True)):
            if self._patch:
                found[n] = self._patch.take(self._dense[1], i, j, 1, 1)[0, 0]
            else:
                found[n] = self._block((i - BORDER, j - BORDER), 1, 2 * BORDER + 1).cover(self.cell)[0][0, 0]
        return found.reshape(*x.shape, len(MATERIALS))

    def patch_arrays(self) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """All of a patch: heights (rows, columns) f4 [m] and materials (rows, columns, 4) u1, not to be written to.

        The first point lies at `bounds`. ValueError for a world, which has no last point.
        """
        if self._patch is None:
            raise ValueError("this ground is endless; expected a patch to ask for all of it")
        return self._dense

    def _lattice(self, place: NDArray[np.float32], axis: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Lattice points below places (n,) and how far on to the next they lie, 0..1."""
        low, _, high, _ = self.bounds
        if self._patch:
            place = np.minimum(np.maximum(place, F32(low)), F32(high))
        if not bool(np.all((place >= low) & (place <= high))):
            wrong = place[~((place >= low) & (place <= high))].flat[0]
            raise ValueError(f"{axis} is {wrong:g} m, beyond the end of the world; expected {low:g} to {high:g} m")
        scaled = place.reshape(-1) / F32(self.cell)
        below = np.floor(scaled)
        return below.astype(np.int64), scaled - below

    def _points(self, i: int, j: int) -> NDArray[np.float32]:
        """Heights of the four corners of lattice cell (i, j)."""
        if self._patch:
            return self._patch.take(self._dense[0], i, j, 1, 2)
        return self._block((i, j), 1, 2).heights

    def _block(self, low: tuple[int, int], stride: int, side: int) -> Block:
        settings = self.settings
        return Block(int(settings.seed), float(settings.amplitude), self.edits, low, stride, (side, side))

    @cached_property
    def _dense(self) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """A patch's heights and materials under the edits, all of them."""
        assert self._patch is not None
        patch = self._patch
        heights, weights = patch.heights, patch.weights
        stacks = self.edits.stacks_in(-patch.half, -patch.half, patch.half, patch.half)
        if stacks:
            heights, weights = heights.copy(), weights.copy()
        for stack in stacks:
            add_offsets(heights, -patch.half, -patch.half, 1, stack.corners, stack.heights)
            lay_paint(weights, -patch.half, -patch.half, 1, stack.corners, stack.weights, stack.cover)
        return heights, weights


class _Patch:
    """What all landscapes of one patch share."""

    def __init__(self, settings: PatchSettings) -> None:
        self.settings = settings
        self.half = (patch_side(settings.size_m) - 1) // 2

    def clamped(self, *points: int) -> tuple[int, ...]:
        return tuple(min(max(point, -self.half), self.half) for point in points)

    def take(self, dense: NDArray[Any], low_i: int, low_j: int, stride: int, side: int) -> NDArray[Any]:
        """What `dense` holds at side x side lattice points low + stride * n; beyond the rim the rim goes on."""
        steps = np.arange(side) * stride
        columns = np.clip(steps + low_i, -self.half, self.half) + self.half
        rows = np.clip(steps + low_j, -self.half, self.half) + self.half
        return dense[rows[:, None], columns]

    @cached_property
    def heights(self) -> NDArray[np.float32]:
        """As the seed makes them: a stroke asks for a landscape after each press, and only its edits are others."""
        return make_patch(self.settings).heights

    @cached_property
    def weights(self) -> NDArray[np.uint8]:
        side = 2 * self.half + 1
        weights = np.zeros((side, side, len(MATERIALS)), np.uint8)
        mask = path_mask(self.settings)
        if mask is not None:
            weights[..., MATERIALS.index("path")] = np.floor(mask * F32(255) + F32(0.5))
        return weights


def _first_point(key: ChunkKey) -> tuple[int, int]:
    i, j = key.corner
    return i - BORDER * key.stride, j - BORDER * key.stride


def _settings_token(settings: LandscapeSettings) -> int:
    """64 bits that name what the settings make; a field that changes nothing is left out."""
    parts: list[object] = [CONTENT_VERSION, settings.kind, int(settings.seed), float(F32(settings.amplitude)).hex()]
    if settings.kind == "patch":
        parts += [patch_side(settings.size_m), bool(settings.path)]
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=8).digest(), "little")
