"""Draws the handles of a tool over everything else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.buffers import Attribute, IndexedMesh
from editor.viewport.render.context import Context
from editor.viewport.render.options import Handles
from editor.viewport.render.program import Program


class HandlesPass:
    """The buffer of the shown handles; filled again when they are other ones."""

    def __init__(self, context: Context) -> None:
        self._gl = context.gl
        self._program = Program(context, "handle.vert", "handle.frag")
        self._mesh = IndexedMesh(context.gl, (Attribute(0, 3), Attribute(1, 3), Attribute(2, 4)))
        self._last: NDArray[np.float32] | None = None

    def draw(self, handles: Handles) -> None:
        """Draw them in front of the scene, yet rightly before and behind each other."""
        gl = self._gl
        if self._last is not handles.vertices:
            self._last = handles.vertices
            self._mesh.fill(handles.vertices, np.arange(len(handles.vertices), dtype=np.uint32))
        gl.Enable(g.BLEND)
        gl.BlendFunc(g.SRC_ALPHA, g.ONE_MINUS_SRC_ALPHA)
        gl.Enable(g.DEPTH_TEST)
        gl.DepthMask(1)
        gl.DepthRange(0.0, 0.02)
        self._program.use()
        self._program.set_vector("place", *handles.place, handles.unit_m)
        self._mesh.draw()
        gl.DepthRange(0.0, 1.0)
