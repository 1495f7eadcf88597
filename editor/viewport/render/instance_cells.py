"""Instances that stand still, kept on the graphics card in cells: a frame sends the commands of those in view alone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Attribute, Buffer, IndirectBuffer, VertexArray
from editor.viewport.render.gl import ARRAY_BUFFER, FLOAT, STREAM_DRAW, TRIANGLES, Calls, pointer
from editor.viewport.render.instance_rows import FLOATS_AN_INSTANCE, INSTANCE_ATTRIBUTES
from editor.viewport.render.kernels.cells import cull_cells
from editor.viewport.render.mesh_library import MESH_ATTRIBUTES, MeshLibrary
from editor.viewport.render.program import Program

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]


MOST_PARTS = 64


@dataclass(frozen=True, eq=False)
class _Cell:
    slot: int
    origin: tuple[float, float]
    groups: F32
    """(k, 8): low (3), high (3), first row in the slot, rows."""
    mesh: I32
    reach: F32


@dataclass(frozen=True, eq=False)
class _Flat:
    """All groups of all cells, those of one origin together; boxes relative to `anchor`."""

    anchor: tuple[float, float]
    low: F32
    high: F32
    first: I32
    count: I32
    mesh: I32
    reach: F32
    origin: I32
    origins: list[tuple[float, float]]


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
        self._flat: _Flat | None = None
        self._lods = np.zeros((0, 6), dtype=np.float32)
        self._first = self._count = np.zeros(0, dtype=np.int32)
        self._revision = -1
        self._commands = np.zeros((0, 4), dtype=np.uint32)
        self._drawn = self._group = np.zeros(0, dtype=np.int32)
        self._shown = 0

    def __contains__(self, name: Hashable) -> bool:
        return name in self._cells

    def __len__(self) -> int:
        return len(self._cells)

    @property
    def names(self) -> tuple[Hashable, ...]:
        """The cells that there are."""
        return tuple(self._cells)

    @property
    def is_full(self) -> bool:
        """Whether another cell finds no room."""
        return not self._free

    @property
    def instance_count(self) -> int:
        """Instances that the last `cull` left."""
        return int(self._commands[: self._shown, 1].sum()) if self._cells else 0

    @property
    def triangle_count(self) -> int:
        """Triangles that the last `cull` left."""
        shown = self._commands[: self._shown if self._cells else 0].astype(np.int64)
        return int((shown[:, 0] * shown[:, 1]).sum() // 3)

    def put(
        self,
        name: Hashable,
        rows: F32,
        mesh: I32,
        reach: F32,
        origin: tuple[float, float] = (0.0, 0.0),
        part: I32 | None = None,
    ) -> None:
        """Add a cell: rows (n, 12) f4 with places relative to `origin` (x, z) [m].

        mesh (n,) i4: the mesh of each; reach (n,) f4: from where on it is left out [m]; part (n,) i4 below 64: things
        of one part are culled together, None: all of a mesh. What is more than a cell holds is cut. ValueError when all
        cells are taken.
        """
        self.remove(name)
        if not self._free:
            raise ValueError(f"no room for another cell beside {len(self._cells)}")
        sort = mesh[: self.rows_a_cell].astype(np.int64) * MOST_PARTS
        if part is not None:
            sort += part[: self.rows_a_cell]
        order = np.argsort(sort, kind="stable")
        rows, reach = np.ascontiguousarray(rows[order]), reach[order]
        kinds, start, count = np.unique(sort[order], return_index=True, return_counts=True)
        numbers = (kinds // MOST_PARTS).astype(np.int32)
        groups = np.empty((len(numbers), 8), dtype=np.float32)
        for k, (number, first, many) in enumerate(zip(numbers.tolist(), start.tolist(), count.tolist(), strict=True)):
            part = rows[first : first + many]
            size = part[:, 3].max()
            around = self._library.spread[number] * size
            groups[k, :3] = part[:, :3].min(axis=0) - around
            groups[k, 3:6] = part[:, :3].max(axis=0) + around
            groups[k, 4] += 2.0 * self._library.middle[number] * size
            groups[k, 6:] = first, many
        slot = self._free.pop()
        self._cells[name] = _Cell(slot, origin, groups, numbers, reach[start])
        self._flat = None
        if len(rows):
            self._gl.BindBuffer(ARRAY_BUFFER, self._buffer.handle)
            offset = slot * self.rows_a_cell * 4 * FLOATS_AN_INSTANCE
            self._gl.BufferSubData(ARRAY_BUFFER, offset, rows.nbytes, pointer(rows))

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

    def cull(self, planes: F32, eye: F32, anchor: tuple[float, float]) -> None:
        """Choose what is in view, and at which level of detail; all is relative to `anchor` (x, z) [m]."""
        flat = self._flattened(anchor)
        library = self._library
        if self._revision != library.revision:
            columns = (library.far, library.far_from, library.speck, library.speck_from, library.dot, library.dot_from)
            self._lods = np.stack(columns, axis=1).astype(np.float32)
            self._first, self._count = library.first.astype(np.int32), library.count.astype(np.int32)
            self._revision = library.revision
        self._shown = 0
        if len(flat.first):
            boxes = (flat.low, flat.high, flat.first, flat.count, flat.mesh, flat.reach)
            meshes = (self._lods, self._first, self._count)
            out = (self._commands, self._drawn, self._group)
            self._shown = int(cull_cells(planes, eye, *boxes, *meshes, *out))

    def draw(self, program: Program, wanted: NDArray[np.bool_]) -> None:
        """Draw what the last `cull` left and whose mesh is `wanted` (a flag for each mesh), one call an origin."""
        chosen = np.flatnonzero(wanted[self._drawn[: self._shown]])
        if not len(chosen) or self._flat is None:
            return
        flat = self._flat
        origin = flat.origin[self._group[chosen]]
        self._gl.BindVertexArray(self._array.handle)
        commands = self._commands[chosen]
        # Groups of one origin lie together.
        bounds = [0, *(np.flatnonzero(np.diff(origin)) + 1).tolist(), len(origin)]
        for begin, end in pairwise(bounds):
            x, z = flat.origins[int(origin[begin])]
            program.set_vector("shift", x - flat.anchor[0], 0.0, z - flat.anchor[1], 0.0)
            self._submit(commands[begin:end])

    def _submit(self, commands: NDArray[np.uint32]) -> None:
        if self._indirect is not None:
            self._indirect.draw(commands)
            return
        stride = 4 * FLOATS_AN_INSTANCE
        self._gl.BindBuffer(ARRAY_BUFFER, self._buffer.handle)
        for vertices, instances, first, base in commands.tolist():
            self._point_at(base * stride, stride, INSTANCE_ATTRIBUTES)
            self._gl.DrawArraysInstanced(TRIANGLES, first, vertices, instances)

    def _flattened(self, anchor: tuple[float, float]) -> _Flat:
        if self._flat is None or self._flat.anchor != anchor:
            cells = sorted(self._cells.values(), key=lambda cell: cell.origin)
            origins = sorted({cell.origin for cell in cells})
            many = [len(cell.groups) for cell in cells]
            none = np.zeros((0, 8), dtype=np.float32)
            groups = np.concatenate([none, *(cell.groups for cell in cells)])
            base = np.repeat(np.array([cell.slot * self.rows_a_cell for cell in cells], dtype=np.int64), many)
            number = np.repeat(np.array([origins.index(cell.origin) for cell in cells], dtype=np.int32), many)
            away = np.array([(x - anchor[0], 0.0, z - anchor[1]) for x, z in origins]).reshape(-1, 3)[number]
            self._flat = _Flat(
                anchor,
                (groups[:, 0:3] + away).astype(np.float32),
                (groups[:, 3:6] + away).astype(np.float32),
                (groups[:, 6].astype(np.int64) + base).astype(np.int32),
                groups[:, 7].astype(np.int32),
                np.concatenate([np.zeros(0, dtype=np.int32), *(cell.mesh for cell in cells)]),
                np.concatenate([np.zeros(0, dtype=np.float32), *(cell.reach for cell in cells)]),
                number,
                origins,
            )
            self._commands = np.zeros((len(groups), 4), dtype=np.uint32)
            self._drawn, self._group = np.zeros((2, len(groups)), dtype=np.int32)
        return self._flat

    def _point_at(self, offset: int, stride: int, attributes: tuple[Attribute, ...]) -> None:
        for attribute in attributes:
            self._gl.VertexAttribPointer(attribute.location, attribute.width, FLOAT, 0, stride, offset)
            offset += 4 * attribute.width
