"""Draws the edge around selected and hovered things, only where they are on the screen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.buffers import InstancedShape
from editor.viewport.render.context import Context
from editor.viewport.render.instance_rows import InstanceRows
from editor.viewport.render.mesh_batch import MeshBatch
from editor.viewport.render.mesh_library import MeshLibrary
from editor.viewport.render.program import Program
from editor.viewport.render.targets import Target
from engine.present.colour import srgb

EDGE, CLEARED = 4, 8
"""Pixels beside the marked things that hold their edge, and that the mask is cleared for: the edge looks beside it."""
SCREEN = np.array([[-1, -1], [3, -1], [-1, 3]], dtype=np.float32)


class OutlinePass:
    """A mask of the marked things and the edge drawn from it."""

    def __init__(self, context: Context, library: MeshLibrary) -> None:
        self._gl = context.gl
        self._library = library
        self._batch = MeshBatch(context.gl, library)
        self._mask = Program(context, "caster.vert", "mask.frag")
        self._edge = Program(context, "screen.vert", "outline.frag", textures=("mask",))
        self._screen = InstancedShape(context.gl, SCREEN, ())
        self._target: Target | None = None

    def draw(
        self,
        instances: InstanceRows,
        selected: NDArray[np.intp],
        hovered: NDArray[np.intp],
        view_projection: NDArray[np.floating],
        into: Target,
        colours: tuple[str, str],
    ) -> None:
        """Edges in colours (selected, hovered), "#rrggbb", over the picture in `into`."""
        marked = np.concatenate([selected, hovered])
        area = self._screen_area(instances, marked, view_projection, into) if len(marked) else None
        if area is None:
            return
        gl = self._gl
        if self._target is None or (self._target.width, self._target.height) != (into.width, into.height):
            if self._target is not None:
                self._target.delete()
            self._target = Target(gl, into.width, into.height, depth=False)
        self._target.bind()
        gl.Enable(g.SCISSOR_TEST)
        gl.Scissor(*_rectangle(area, into, CLEARED))
        for capability in (g.DEPTH_TEST, g.BLEND, g.CULL_FACE):
            gl.Disable(capability)
        gl.ClearColor(0.0, 0.0, 0.0, 0.0)
        gl.Clear(g.COLOR_BIT)
        self._mask.use()
        self._mask.set_matrix("projection", view_projection)
        for indices, channel in ((hovered, (0.0, 1.0, 0.0, 1.0)), (selected, (1.0, 0.0, 0.0, 1.0))):
            if len(indices):
                self._batch.fill(instances.rows[indices], instances.mesh[indices])
                self._mask.set_vector("channel", *channel)
                self._batch.draw()
        into.bind()
        gl.Scissor(*_rectangle(area, into, EDGE))
        gl.Enable(g.BLEND)
        gl.BlendFunc(g.SRC_ALPHA, g.ONE_MINUS_SRC_ALPHA)
        self._edge.use({"mask": self._target.texture})
        for name, colour in zip(("selected_colour", "hovered_colour"), colours, strict=True):
            self._edge.set_vector(name, *srgb(colour), 1.0)
        self._screen.draw_once()
        gl.Disable(g.SCISSOR_TEST)

    def _screen_area(
        self,
        instances: InstanceRows,
        marked: NDArray[np.intp],
        view_projection: NDArray[np.floating],
        into: Target,
    ) -> NDArray[np.floating] | None:
        """The rectangle ((left, low), (right, high)) [pixels] that holds the marked things."""
        rows, mesh = instances.rows[marked], instances.mesh[marked]
        reach = (self._library.radius[mesh] * rows[:, 3])[:, None]
        centre = rows[:, :3].copy()
        centre[:, 1] += self._library.middle[mesh] * rows[:, 3]
        offsets = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], dtype=np.float32)
        corners = (centre[:, None, :] + offsets[None] * reach[:, None]).reshape(-1, 3)
        clip = np.concatenate([corners, np.ones((len(corners), 1))], axis=1) @ np.asarray(view_projection).T
        if (clip[:, 3] <= 0.05).any():
            return np.array([[0, 0], [into.width, into.height]], dtype=np.float64)
        place = (clip[:, :2] / clip[:, 3:] * 0.5 + 0.5) * [into.width, into.height]
        area = np.array([place.min(axis=0), place.max(axis=0)])
        _x, _y, width, height = _rectangle(area, into, EDGE)
        return area if width > 0 and height > 0 else None


def _rectangle(area: NDArray[np.floating], into: Target, margin: int) -> tuple[int, int, int, int]:
    """An area with a margin as (x, y, width, height) in whole pixels of the target."""
    most = [into.width, into.height]
    left, low = np.clip(np.floor(area[0]) - margin, 0, most).astype(int)
    right, high = np.clip(np.ceil(area[1]) + margin, 0, most).astype(int)
    return (int(left), int(low), int(right - left), int(high - low))
