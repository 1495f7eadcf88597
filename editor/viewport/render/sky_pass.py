"""Draws the sky behind everything, and the veil of light around the sun before everything."""

from __future__ import annotations

import numpy as np

from editor.viewport.render.buffers import Attribute, IndexedMesh, InstancedShape
from editor.viewport.render.context import Context
from editor.viewport.render.panorama import dome, panorama
from editor.viewport.render.program import Program

QUAD = np.array([[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]], dtype=np.float32)


class SkyPass:
    """The dome with its panorama, and the veil."""

    def __init__(self, context: Context) -> None:
        from vispy import gloo

        self._program = Program(context, "sky.vert", "sky.frag", textures=("panorama",))
        self._veil = Program(context, "veil.vert", "veil.frag")
        self._dome = IndexedMesh(context.gl, (Attribute(0, 3), Attribute(1, 2)))
        self._dome.fill(*dome())
        self._quad = InstancedShape(context.gl, QUAD, ())
        self._panorama = gloo.Texture2D(
            panorama(), format="rgba", interpolation="linear", wrapping=("clamp_to_edge", "repeat")
        )
        self._texture = context.handle(self._panorama)

    def draw(self) -> None:
        """Fill what nothing has covered."""
        self._program.use({"panorama": self._texture})
        self._dome.draw()

    def draw_veil(self) -> None:
        """Add the glare of the sun; the caller blends by addition and without depth."""
        self._veil.use()
        self._quad.draw_once()
