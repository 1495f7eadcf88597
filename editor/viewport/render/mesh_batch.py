"""Instances sorted by mesh and drawn with as few calls as the driver allows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Buffer, IndirectBuffer, VertexArray, point_at
from editor.viewport.render.culling import CROWD_FROM
from editor.viewport.render.gl import ARRAY_BUFFER, TRIANGLES, Calls
from editor.viewport.render.instance_rows import FLOATS_AN_INSTANCE, INSTANCE_ATTRIBUTES
from editor.viewport.render.kernels.crowd import gather_by_mesh
from editor.viewport.render.mesh_library import MESH_ATTRIBUTES, MeshLibrary


class MeshBatch:
    """One instance buffer and the draw commands over it."""

    def __init__(self, gl: Calls, library: MeshLibrary) -> None:
        self._gl = gl
        self._library = library
        self._instances = Buffer(gl)
        self._array = VertexArray(gl).attach(library.buffer, MESH_ATTRIBUTES)
        self._array.attach(self._instances, INSTANCE_ATTRIBUTES)
        self._indirect = IndirectBuffer(gl) if gl.MultiDrawArraysIndirect is not None else None
        self._commands = np.zeros((0, 4), dtype=np.uint32)
        self._mesh = np.zeros(0, dtype=np.int32)

    def fill(self, rows: NDArray[np.float32], mesh: NDArray[np.int32], wanted: NDArray[np.intp] | None = None) -> None:
        """Replace the instances: rows (n, 12) f4, the mesh of each; of `wanted` (k,) rows alone, the mesh of those."""
        many = np.bincount(mesh, minlength=1) if len(mesh) else np.zeros(1, dtype=np.int64)
        begin = np.cumsum(many) - many
        meshes = np.flatnonzero(many)
        start, count = begin[meshes], many[meshes]
        self._instances.fill(_by_mesh(rows, mesh, wanted, begin))
        commands = np.empty((len(meshes), 4), dtype=np.uint32)
        commands[:, 0] = self._library.count[meshes]
        commands[:, 1] = count
        commands[:, 2] = self._library.first[meshes]
        commands[:, 3] = start
        self._commands = commands
        self._mesh = meshes.astype(np.int32)

    @property
    def triangle_count(self) -> int:
        """How many triangles a draw of everything submits."""
        return int((self._commands[:, 0].astype(np.int64) * self._commands[:, 1]).sum() // 3)

    def draw(self, wanted: NDArray[np.bool_] | None = None) -> None:
        """Draw the instances whose mesh is `wanted` (a flag for each mesh of the library; None: all)."""
        commands = self._commands if wanted is None else self._commands[wanted[self._mesh]]
        if not len(commands):
            return
        self._gl.BindVertexArray(self._array.handle)
        if self._indirect is not None:
            self._indirect.draw(np.ascontiguousarray(commands))
            return
        stride = 4 * FLOATS_AN_INSTANCE
        self._gl.BindBuffer(ARRAY_BUFFER, self._instances.handle)
        for vertices, instances, first, base in commands.tolist():
            point_at(self._gl, INSTANCE_ATTRIBUTES, stride, base * stride)
            self._gl.DrawArraysInstanced(TRIANGLES, first, vertices, instances)


def _by_mesh(
    rows: NDArray[np.float32], mesh: NDArray[np.int32], wanted: NDArray[np.intp] | None, begin: NDArray[np.int64]
) -> NDArray[np.float32]:
    """The rows of each mesh side by side; `begin` (m,): where those of each begin."""
    if len(mesh) < CROWD_FROM:
        order = np.argsort(mesh, kind="stable")
        return np.ascontiguousarray(rows[order if wanted is None else wanted[order]], dtype=np.float32)
    out = np.empty((len(mesh), rows.shape[1]), dtype=np.float32)
    gather_by_mesh(rows, np.arange(len(mesh)) if wanted is None else wanted, mesh, begin, out)
    return out
