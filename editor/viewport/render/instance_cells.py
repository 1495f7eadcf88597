"""Instances that stand still, kept on the graphics card in cells: a frame sends the commands of those in view alone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Buffer, IndirectBuffer, VertexArray, point_at
from editor.viewport.render.gl import ARRAY_BUFFER, STREAM_DRAW, TRIANGLES, Calls, pointer
from editor.viewport.render.instance_rows import FLOATS_AN_INSTANCE, INSTANCE_ATTRIBUTES
from editor.viewport.render.kernels.cells import cull_cells
from editor.viewport.render.mesh_library import MESH_ATTRIBUTES, MeshLibrary
from editor.viewport.render.program import Program

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
GROUPS_A_CELL = 4
"""At first; there is room for more when a cell has more."""


@dataclass(frozen=True, eq=False)
class Groups:
    """g groups of rows that are culled together: boxes low, high (g, 3) f4 [m], rows `first` and `count` (g,) i4.

    mesh (g,) i4: the mesh of each; reach (g,) f4: from where on it is left out [m].
    """

    low: F32
    high: F32
    first: I32
    count: I32
    mesh: I32
    reach: F32

    @classmethod
    def of(cls, many: int) -> Groups:
        """So many empty ones."""
        first, count, mesh = np.zeros((3, many), dtype=np.int32)
        low, high = np.zeros((2, many, 3), dtype=np.float32)
        return cls(low, high, first, count, mesh, np.zeros(many, dtype=np.float32))

    def cut(self, many: int) -> Groups:
        """The first of them."""
        return Groups(*(getattr(self, each.name)[:many] for each in fields(self)))


class InstanceCells:
    """Cells of at most `rows_a_cell` instances, `capacity` of them at once."""

    def __init__(self, gl: Calls, library: MeshLibrary, capacity: int, rows_a_cell: int) -> None:
        self._gl = gl
        self._library = library
        self.rows_a_cell = rows_a_cell
        self._capacity = capacity
        self._free = list(range(capacity - 1, -1, -1))
        self._slots: dict[Hashable, int] = {}
        self._buffer = Buffer(gl)
        self._buffer.fill(np.zeros((capacity * rows_a_cell, FLOATS_AN_INSTANCE), dtype=np.float32), STREAM_DRAW)
        self._array = VertexArray(gl).attach(library.buffer, MESH_ATTRIBUTES).attach(self._buffer, INSTANCE_ATTRIBUTES)
        self._indirect = IndirectBuffer(gl) if gl.MultiDrawArraysIndirect is not None else None
        self._width = 0
        self._origins: dict[tuple[float, float], int] = {}
        self._origin = np.zeros(capacity, dtype=np.int32)
        self._away = np.zeros((capacity, 3), dtype=np.float32)
        self._anchor = (0.0, 0.0)
        self._make_room(GROUPS_A_CELL)
        self._lods = np.zeros((0, 6), dtype=np.float32)
        self._first = self._count = np.zeros(0, dtype=np.int32)
        self._revision = -1
        self._shown = 0

    def __contains__(self, name: Hashable) -> bool:
        return name in self._slots

    def __len__(self) -> int:
        return len(self._slots)

    @property
    def names(self) -> tuple[Hashable, ...]:
        """The cells that there are."""
        return tuple(self._slots)

    @property
    def is_full(self) -> bool:
        """Whether another cell finds no room."""
        return not self._free

    @property
    def instance_count(self) -> int:
        """Instances that the last `cull` left."""
        return int(self._commands[: self._shown, 1].sum()) if self._slots else 0

    @property
    def triangle_count(self) -> int:
        """Triangles that the last `cull` left."""
        shown = self._commands[: self._shown if self._slots else 0].astype(np.int64)
        return int((shown[:, 0] * shown[:, 1]).sum() // 3)

    def put(self, name: Hashable, rows: F32, mesh: I32, reach: F32, origin: tuple[float, float] = (0.0, 0.0)) -> None:
        """Add a cell: rows (n, 12) f4 with places relative to `origin` (x, z) [m].

        mesh (n,) i4: the mesh of each; reach (n,) f4: from where on it is left out [m]. What is more than a cell holds
        is cut. ValueError when all cells are taken.
        """
        kind = mesh[: self.rows_a_cell]
        order = np.argsort(kind, kind="stable")
        rows, reach = np.ascontiguousarray(rows[order]), reach[order]
        kinds, first, count = np.unique(kind[order], return_index=True, return_counts=True)
        groups = Groups.of(len(kinds))
        groups.mesh[:], groups.first[:], groups.count[:] = kinds, first, count
        for k, (number, begin, many) in enumerate(zip(kinds.tolist(), first.tolist(), count.tolist(), strict=True)):
            part = rows[begin : begin + many]
            size = part[:, 3].max()
            around = self._library.spread[number] * size
            groups.low[k] = part[:, :3].min(axis=0) - around
            groups.high[k] = part[:, :3].max(axis=0) + around
            groups.high[k, 1] += 2.0 * self._library.middle[number] * size
            groups.reach[k] = reach[begin : begin + many].max()
        self.put_groups(name, rows, groups, origin)

    def put_groups(self, name: Hashable, rows: F32, groups: Groups, origin: tuple[float, float] = (0.0, 0.0)) -> None:
        """Add a cell whose rows are sorted into groups already; ValueError when all cells are taken."""
        self.remove(name)
        if not self._free:
            raise ValueError(f"no room for another cell beside {len(self._slots)}")
        many = len(groups.first)
        if many > self._width:
            self._make_room(max(many, 2 * self._width))
        slot = self._slots[name] = self._free.pop()
        rows = rows[: self.rows_a_cell]
        place = slice(slot * self._width, slot * self._width + many)
        base = slot * self.rows_a_cell
        table = self._table
        table.low[place], table.high[place], table.mesh[place] = groups.low, groups.high, groups.mesh
        table.first[place], table.reach[place] = groups.first + base, groups.reach
        table.count[place] = np.clip(len(rows) - groups.first, 0, groups.count)
        self._origin[slot] = self._origins.setdefault(origin, len(self._origins))
        self._away[slot] = (origin[0] - self._anchor[0], 0.0, origin[1] - self._anchor[1])
        self._low[place] = groups.low + self._away[slot]
        self._high[place] = groups.high + self._away[slot]
        if len(rows):
            self._gl.BindBuffer(ARRAY_BUFFER, self._buffer.handle)
            self._gl.BufferSubData(ARRAY_BUFFER, base * 4 * FLOATS_AN_INSTANCE, rows.nbytes, pointer(rows))

    def remove(self, name: Hashable) -> None:
        """Forget a cell, if it is there."""
        slot = self._slots.pop(name, None)
        if slot is not None:
            self._free.append(slot)
            self._table.count[slot * self._width : (slot + 1) * self._width] = 0

    def clear(self) -> None:
        """Forget all cells."""
        for name in self.names:
            self.remove(name)

    def cull(self, planes: F32, eye: F32, anchor: tuple[float, float]) -> None:
        """Choose what is in view, and at which level of detail; all is relative to `anchor` (x, z) [m]."""
        if anchor != self._anchor:
            self._anchor = anchor
            self._place()
        library = self._library
        if self._revision != library.revision:
            columns = (library.far, library.far_from, library.speck, library.speck_from, library.dot, library.dot_from)
            self._lods = np.stack(columns, axis=1).astype(np.float32)
            self._first, self._count = library.first.astype(np.int32), library.count.astype(np.int32)
            self._revision = library.revision
        self._shown = 0
        if self._slots:
            table = self._table
            boxes = (self._low, self._high, table.first, table.count, table.mesh, table.reach)
            meshes = (self._lods, self._first, self._count)
            out = (self._commands, self._drawn, self._group)
            self._shown = int(cull_cells(planes, eye, *boxes, *meshes, *out))

    def draw(self, program: Program, wanted: NDArray[np.bool_]) -> None:
        """Draw what the last `cull` left and whose mesh is `wanted` (a flag for each mesh), one call an origin."""
        chosen = np.flatnonzero(wanted[self._drawn[: self._shown]])
        if not len(chosen):
            return
        slots = self._group[chosen] // self._width
        origin = self._origin[slots]
        self._gl.BindVertexArray(self._array.handle)
        turns = np.flatnonzero(np.diff(origin))
        if len(turns):
            order = np.argsort(origin, kind="stable")
            chosen, slots, origin = chosen[order], slots[order], origin[order]
            turns = np.flatnonzero(np.diff(origin))
        commands = self._commands[chosen]
        bounds = [0, *(turns + 1).tolist(), len(origin)]
        for begin, end in pairwise(bounds):
            program.set_vector("shift", *self._away[slots[begin]].tolist(), 0.0)
            self._submit(commands[begin:end])

    def _submit(self, commands: NDArray[np.uint32]) -> None:
        if self._indirect is not None:
            self._indirect.draw(commands)
            return
        stride = 4 * FLOATS_AN_INSTANCE
        self._gl.BindBuffer(ARRAY_BUFFER, self._buffer.handle)
        for vertices, instances, first, base in commands.tolist():
            point_at(self._gl, INSTANCE_ATTRIBUTES, stride, base * stride)
            self._gl.DrawArraysInstanced(TRIANGLES, first, vertices, instances)

    def _make_room(self, width: int) -> None:
        """Give each slot room for so many groups; a slot's groups lie together, those that it has not are empty."""
        many = self._capacity * width
        table = Groups.of(many)
        for each in fields(Groups) if self._width else ():
            new, old = getattr(table, each.name), getattr(self._table, each.name)
            shape = old.shape[1:]
            room = new.reshape(self._capacity, width, *shape)
            room[:, : self._width] = old.reshape(self._capacity, self._width, *shape)
        self._table, self._width = table, width
        self._commands = np.zeros((many, 4), dtype=np.uint32)
        self._drawn, self._group = np.zeros((2, many), dtype=np.int32)
        self._place()

    def _place(self) -> None:
        """Boxes relative to the anchor."""
        origins = np.array([*self._origins, (0.0, 0.0)])
        self._away[:, ::2] = origins[self._origin] - self._anchor
        away = np.repeat(self._away, self._width, axis=0)
        self._low, self._high = self._table.low + away, self._table.high + away
