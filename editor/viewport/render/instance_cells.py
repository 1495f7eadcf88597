"""Instances that stand still, kept on the graphics card in cells: a frame sends the commands of those in view alone."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Attribute, Buffer, IndirectBuffer, VertexArray
from editor.viewport.render.gl import ARRAY_BUFFER, FLOAT, STREAM_DRAW, TRIANGLES, Calls, pointer
from editor.viewport.render.instance_rows import FLOATS_AN_INSTANCE, INSTANCE_ATTRIBUTES
from editor.viewport.render.kernels.cells import cull_cells
from editor.viewport.render.mesh_library import MESH_ATTRIBUTES, MeshLibrary

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
GROUP_FIELDS = 8


@dataclass(frozen=True, eq=False)
class _Cell:
    slot: int
    groups: F32
    """(k, 8): low (3), high (3), first row in the slot, rows."""
    mesh: I32
    reach: F32


class InstanceCells:
    """Cells of at most `rows_a_cell` instances, `capacity` of them at once."""

    def __init__(self, gl: Calls, library: MeshLibrary, capacity: int, rows_a_cell: int) -> None:
        self._gl = gl
        self._library = library
        self.rows_a_cell = rows_a_cell
        self._free = list(range(capacity - 1, -1, -1))
        self._cells: dict[Hashable, _Cell] = {}
        self._buffer = Buffer(gl)
        self._buffer.fill(np.zeros((capacity * rows_a_cell, FLOATS_AN_INSTANCE), dtype=np.float32), STREAM_DRAW)
        self._array = VertexArray(gl).attach(library.buffer, MESH_ATTRIBUTES).attach(self._buffer, INSTANCE_ATTRIBUTES)
        self._indirect = IndirectBuffer(gl) if gl.MultiDrawArraysIndirect is not None else None
        self._flat: tuple[NDArray[np.generic], ...] | None = None
        self._lods = np.zeros((0, 5), dtype=np.float32)
        self._revision = -1
        self._commands = np.zeros((0, 4), dtype=np.uint32)
        self._drawn = np.zeros(0, dtype=np.int32)
        self._shown = 0

    def __contains__(self, name: Hashable) -> bool:
        return name in self._cells

    def __len__(self) -> int:
        return len(self._cells)

    @property
    def names(self) -> Sequence[Hashable]:
        """The cells that there are."""
        return tuple(self._cells)

    @property
    def is_full(self) -> bool:
        """Whether another cell finds no room."""
        return not self._free

    @property
    def instance_count(self) -> int:
        """Instances that the last `cull` left."""
        return int(self._commands[: self._shown, 1].sum())

    @property
    def triangle_count(self) -> int:
        """Triangles that the last `cull` left."""
        shown = self._commands[: self._shown].astype(np.int64)
        return int((shown[:, 0] * shown[:, 1]).sum() // 3)

    def put(self, name: Hashable, rows: F32, mesh: I32, reach: F32) -> None:
        """Add a cell: rows (n, 12) f4, each one's mesh and from where on [m] it is left out. The rest is cut."""
        self.remove(name)
        order = np.argsort(mesh, kind="stable")[: self.rows_a_cell]
        rows, mesh, reach = np.ascontiguousarray(rows[order]), mesh[order], reach[order]
        numbers, start, count = np.unique(mesh, return_index=True, return_counts=True)
        groups = np.empty((len(numbers), GROUP_FIELDS), dtype=np.float32)
        for k, (number, first, many) in enumerate(zip(numbers.tolist(), start.tolist(), count.tolist(), strict=True)):
            part = rows[first : first + many]
            size = part[:, 3].max()
            around = self._library.spread[number] * size
            top = 2.0 * self._library.middle[number] * size
            groups[k, :3], groups[k, 3:6] = part[:, :3].min(axis=0), part[:, :3].max(axis=0)
            groups[k, [0, 2]] -= around
            groups[k, [3, 5]] += around
            groups[k, 4] += top
            groups[k, 6:] = first, many
        slot = self._free.pop()
        self._cells[name] = _Cell(slot, groups, numbers.astype(np.int32), reach[start])
        self._gl.BindBuffer(ARRAY_BUFFER, self._buffer.handle)
        row_bytes = 4 * FLOATS_AN_INSTANCE
        self._gl.BufferSubData(ARRAY_BUFFER, slot * self.rows_a_cell * row_bytes, rows.nbytes, pointer(rows))
        self._flat = None

    def remove(self, name: Hashable) -> None:
        """Forget a cell, if it is there."""
        cell = self._cells.pop(name, None)
        if cell is not None:
            self._free.append(cell.slot)
            self._flat = None

    def clear(self) -> None:
        """Forget all cells."""
        for name in self.names:
            self.remove(name)

    def cull(self, planes: F32, eye: F32) -> None:
        """Choose what is in view, and at which level of detail, for the draws of this frame."""
        low, high, first, count, mesh, reach = self._flattened()
        if self._revision != self._library.revision:
            self._lods = self._levels()
            self._revision = self._library.revision
        library = self._library
        self._shown = int(
            cull_cells(
                planes, eye, low, high, first, count, mesh, reach, self._lods,
                library.first.astype(np.int32), library.count.astype(np.int32), self._commands, self._drawn,
            )
        ) if len(first) else 0  # fmt: skip

    def draw(self, wanted: NDArray[np.bool_]) -> None:
        """Draw what the last `cull` left and whose mesh is `wanted` (a flag for each mesh of the library)."""
        commands = self._commands[: self._shown][wanted[self._drawn[: self._shown]]]
        if not len(commands):
            return
        gl = self._gl
        gl.BindVertexArray(self._array.handle)
        if self._indirect is not None:
            self._indirect.draw(np.ascontiguousarray(commands))
            return
        stride = 4 * FLOATS_AN_INSTANCE
        gl.BindBuffer(ARRAY_BUFFER, self._buffer.handle)
        for vertices, instances, first, base in commands.tolist():
            self._point_at(base * stride, stride, INSTANCE_ATTRIBUTES)
            gl.DrawArraysInstanced(TRIANGLES, first, vertices, instances)

    def _flattened(self) -> tuple[NDArray[np.generic], ...]:
        if self._flat is None:
            cells = list(self._cells.values())
            groups = np.concatenate([cell.groups for cell in cells]) if cells else np.zeros((0, 8), dtype=np.float32)
            base = np.repeat([cell.slot * self.rows_a_cell for cell in cells], [len(cell.groups) for cell in cells])
            mesh = np.concatenate([cell.mesh for cell in cells]) if cells else np.zeros(0, dtype=np.int32)
            reach = np.concatenate([cell.reach for cell in cells]) if cells else np.zeros(0, dtype=np.float32)
            self._flat = (
                np.ascontiguousarray(groups[:, 0:3]),
                np.ascontiguousarray(groups[:, 3:6]),
                (groups[:, 6].astype(np.int64) + base.astype(np.int64)).astype(np.int32),
                groups[:, 7].astype(np.int32),
                mesh,
                reach.astype(np.float32),
            )
            self._commands = np.zeros((len(groups), 4), dtype=np.uint32)
            self._drawn = np.zeros(len(groups), dtype=np.int32)
        return self._flat

    def _levels(self) -> F32:
        library = self._library
        levels = np.zeros((len(library.specs), 5), dtype=np.float32)
        levels[:, 0], levels[:, 1] = library.far, library.far_from
        levels[:, 2], levels[:, 3] = library.speck, library.speck_from
        return levels

    def _point_at(self, offset: int, stride: int, attributes: tuple[Attribute, ...]) -> None:
        for attribute in attributes:
            self._gl.VertexAttribPointer(attribute.location, attribute.width, FLOAT, 0, stride, offset)
            offset += 4 * attribute.width
