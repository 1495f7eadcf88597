"""Vertex arrays and buffers, as thin as OpenGL allows: made once, filled by arrays, drawn in one call each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.gl import (
    ARRAY_BUFFER,
    DRAW_INDIRECT_BUFFER,
    ELEMENT_ARRAY_BUFFER,
    FLOAT,
    STATIC_DRAW,
    STREAM_DRAW,
    TRIANGLES,
    UNSIGNED_INT,
    Calls,
    pointer,
)


@dataclass(frozen=True)
class Attribute:
    """One shader input: its location, how many floats it has, whether it steps once an instance."""

    location: int
    width: int
    per_instance: bool = False


class Buffer:
    """A buffer object that grows as needed."""

    def __init__(self, gl: Calls, target: int = ARRAY_BUFFER) -> None:
        self._gl = gl
        self._target = target
        self.handle = gl.new("Buffers")

    def fill(self, array: NDArray[np.generic], usage: int = STREAM_DRAW) -> None:
        """Replace the contents with a contiguous array."""
        array = np.ascontiguousarray(array)
        self._gl.BindBuffer(self._target, self.handle)
        self._gl.BufferData(self._target, max(array.nbytes, 4), pointer(array) if array.nbytes else None, usage)

    def delete(self) -> None:
        """Give it back."""
        self._gl.delete("Buffers", self.handle)


def point_at(gl: Calls, attributes: Sequence[Attribute], stride: int, offset: int = 0) -> None:
    """Let the bound array read its attributes from the bound buffer, whose rows of `stride` bytes begin at `offset`."""
    for attribute in attributes:
        gl.VertexAttribPointer(attribute.location, attribute.width, FLOAT, 0, stride, offset)
        offset += 4 * attribute.width


class VertexArray:
    """Interleaved float buffers bound to shader inputs, with an optional index buffer."""

    def __init__(self, gl: Calls) -> None:
        self._gl = gl
        self.handle = gl.new("VertexArrays")

    def attach(self, buffer: Buffer, attributes: Sequence[Attribute]) -> VertexArray:
        """Bind a buffer whose rows hold the attributes one after the other."""
        gl = self._gl
        gl.BindVertexArray(self.handle)
        gl.BindBuffer(ARRAY_BUFFER, buffer.handle)
        stride = 4 * sum(attribute.width for attribute in attributes)
        for attribute in attributes:
            gl.EnableVertexAttribArray(attribute.location)
            if attribute.per_instance:
                gl.VertexAttribDivisor(attribute.location, 1)
        point_at(gl, attributes, stride)
        gl.BindVertexArray(0)
        return self

    def index(self, buffer: Buffer) -> VertexArray:
        """Bind an index buffer (u4)."""
        self._gl.BindVertexArray(self.handle)
        self._gl.BindBuffer(ELEMENT_ARRAY_BUFFER, buffer.handle)
        self._gl.BindVertexArray(0)
        return self


class IndexedMesh:
    """Triangles that share vertices: vertex rows (n, floats) f4 and indices u4."""

    def __init__(self, gl: Calls, attributes: Sequence[Attribute]) -> None:
        self._gl = gl
        self._vertices = Buffer(gl)
        self._indices = Buffer(gl, ELEMENT_ARRAY_BUFFER)
        self.array = VertexArray(gl).attach(self._vertices, attributes).index(self._indices)
        self.count = 0

    def fill(self, vertices: NDArray[np.float32], indices: NDArray[np.uint32] | None = None) -> None:
        """Replace the vertices and, unless None, the indices."""
        self._vertices.fill(np.asarray(vertices, dtype=np.float32), STATIC_DRAW)
        if indices is not None:
            self._gl.BindVertexArray(self.array.handle)
            self._indices.fill(np.asarray(indices, dtype=np.uint32), STATIC_DRAW)
            self._gl.BindVertexArray(0)
            self.count = int(np.size(indices))

    def draw(self) -> None:
        """Draw every triangle."""
        if self.count:
            self._gl.BindVertexArray(self.array.handle)
            self._gl.DrawElements(TRIANGLES, self.count, UNSIGNED_INT, None)

    def draw_ranges(self, first: NDArray[np.int64], count: NDArray[np.int32]) -> None:
        """Draw parts: `first` indices (as byte offsets) and `count` of indices each."""
        if len(count):
            self._gl.BindVertexArray(self.array.handle)
            self._gl.MultiDrawElements(TRIANGLES, pointer(count), UNSIGNED_INT, pointer(first), len(count))


class InstancedGrid:
    """One indexed grid drawn many times: vertices (n, 3) f4 at location 0, instance rows beside them."""

    def __init__(self, gl: Calls, instance: Sequence[Attribute]) -> None:
        self._gl = gl
        self._vertices, self._instances = Buffer(gl), Buffer(gl)
        self._indices = Buffer(gl, ELEMENT_ARRAY_BUFFER)
        self._array = VertexArray(gl).attach(self._vertices, [Attribute(0, 3)])
        self._array.attach(self._instances, instance).index(self._indices)
        self.index_count = 0
        self.count = 0

    def shape(self, vertices: NDArray[np.float32], indices: NDArray[np.uint32]) -> None:
        """Replace the grid."""
        self._vertices.fill(np.asarray(vertices, dtype=np.float32), STATIC_DRAW)
        self._gl.BindVertexArray(self._array.handle)
        self._indices.fill(np.asarray(indices, dtype=np.uint32), STATIC_DRAW)
        self._gl.BindVertexArray(0)
        self.index_count = int(np.size(indices))

    def fill(self, rows: NDArray[np.float32]) -> None:
        """One row an instance."""
        self.count = len(rows)
        if self.count:
            self._instances.fill(np.asarray(rows, dtype=np.float32))

    def draw(self) -> None:
        """Draw all instances in one call."""
        if self.count:
            self._gl.BindVertexArray(self._array.handle)
            self._gl.DrawElementsInstanced(TRIANGLES, self.index_count, UNSIGNED_INT, None, self.count)


class InstancedShape:
    """One small shape drawn many times."""

    def __init__(
        self, gl: Calls, corners: NDArray[np.float32], instance: Sequence[Attribute], width: int | None = None
    ) -> None:
        """`corners` (n, 2) triangles at location 0."""
        self._gl = gl
        self._corners = Buffer(gl)
        self._corners.fill(np.asarray(corners, dtype=np.float32), STATIC_DRAW)
        self._instances = Buffer(gl)
        self._vertex_count = len(corners)
        self.count = 0
        self._array = VertexArray(gl).attach(self._corners, [Attribute(0, width or corners.shape[1])])
        if instance:
            self._array.attach(self._instances, instance)

    def fill(self, rows: NDArray[np.float32]) -> None:
        """One row an instance."""
        self.count = len(rows)
        if self.count:
            self._instances.fill(np.asarray(rows, dtype=np.float32))

    def draw(self) -> None:
        """Draw all instances."""
        if self.count:
            self._gl.BindVertexArray(self._array.handle)
            self._gl.DrawArraysInstanced(TRIANGLES, 0, self._vertex_count, self.count)

    def draw_once(self) -> None:
        """Draw the bare shape."""
        self._gl.BindVertexArray(self._array.handle)
        self._gl.DrawArrays(TRIANGLES, 0, self._vertex_count)


class IndirectBuffer:
    """Draw commands for many meshes in one call (OpenGL 4.3): rows of (vertex count, instances, first, base)."""

    def __init__(self, gl: Calls) -> None:
        self._gl = gl
        self._buffer = Buffer(gl, DRAW_INDIRECT_BUFFER)

    def draw(self, commands: NDArray[np.uint32]) -> None:
        """Submit commands (n, 4) u4 over the current vertex array."""
        self._buffer.fill(commands)
        assert self._gl.MultiDrawArraysIndirect is not None
        self._gl.MultiDrawArraysIndirect(TRIANGLES, None, len(commands), 0)
