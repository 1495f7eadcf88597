"""Chunks on the graphics card: one texture of heights and one of materials, cut into slots of fixed size."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.gl import Calls, pointer
from engine.present.terrain import ChunkArrays

POINTS = 65
BORDER = 2
"""Points along a side of a chunk, and texels round its heights for the normals of its own and of the parent's level."""


class Atlas:
    """Textures with room for `capacity` chunks of `points` a side; what a slot held is overwritten in place."""

    def __init__(self, gl: Calls, capacity: int, points: int = POINTS) -> None:
        self._gl = gl
        self.points = points
        self._padded = points + 2 * BORDER
        self.capacity = max(capacity, 1)
        self.columns = math.ceil(math.sqrt(self.capacity))
        rows = math.ceil(self.capacity / self.columns)
        self.heights = self._texture(g.R32F, g.RED, g.FLOAT, self._padded, rows)
        self.weights = self._texture(g.RGBA8, g.RGBA, g.UNSIGNED_BYTE, points, rows)
        self.uploads = 0

    def upload(self, slot: int, chunk: ChunkArrays) -> int:
        """Put a chunk into a slot; gives the bytes sent. ValueError for a slot that is not there."""
        if not 0 <= slot < self.capacity:
            raise ValueError(f"slot {slot} of the ground's textures; expected 0 to {self.capacity - 1}")
        heights = np.ascontiguousarray(chunk.heights, dtype=np.float32)
        weights = np.ascontiguousarray(chunk.weights, dtype=np.uint8)
        row, column = divmod(slot, self.columns)
        self._send(self.heights, g.RED, g.FLOAT, self._padded, column, row, heights)
        self._send(self.weights, g.RGBA, g.UNSIGNED_BYTE, self.points, column, row, weights)
        self.uploads += 1
        return heights.nbytes + weights.nbytes

    def delete(self) -> None:
        """Give the textures back."""
        self._gl.delete("Textures", self.heights)
        self._gl.delete("Textures", self.weights)

    def _texture(self, kind: int, layout: int, type_: int, texels: int, rows: int) -> int:
        gl = self._gl
        texture = gl.new("Textures")
        gl.BindTexture(g.TEXTURE_2D, texture)
        gl.TexImage2D(g.TEXTURE_2D, 0, kind, self.columns * texels, rows * texels, 0, layout, type_, None)
        for name, value in (
            (g.TEXTURE_MIN_FILTER, g.NEAREST),
            (g.TEXTURE_MAG_FILTER, g.NEAREST),
            (g.TEXTURE_WRAP_S, g.CLAMP_TO_EDGE),
            (g.TEXTURE_WRAP_T, g.CLAMP_TO_EDGE),
        ):
            gl.TexParameteri(g.TEXTURE_2D, name, value)
        return texture

    def _send(
        self, texture: int, layout: int, type_: int, texels: int, column: int, row: int, array: NDArray[np.generic]
    ) -> None:
        gl = self._gl
        gl.BindTexture(g.TEXTURE_2D, texture)
        gl.PixelStorei(g.UNPACK_ALIGNMENT, 1)
        place = (column * texels, row * texels)
        gl.TexSubImage2D(g.TEXTURE_2D, 0, *place, texels, texels, layout, type_, pointer(array))
        gl.PixelStorei(g.UNPACK_ALIGNMENT, 4)
