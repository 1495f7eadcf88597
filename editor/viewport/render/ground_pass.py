"""Draws the ground: the patch with its baked light and the hills around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Attribute, IndexedMesh
from editor.viewport.render.context import Context
from editor.viewport.render.culling import boxes_inside
from editor.viewport.render.frame_block import FrameBlock
from editor.viewport.render.ground_shape import GroundShape, build_ground, with_shade
from editor.viewport.render.ground_window import window_shape
from editor.viewport.render.program import Program
from editor.viewport.render.surroundings import build_hills, far_wood
from engine.present.draw_list import Ground, Instances

GROUND_ATTRIBUTES = (Attribute(0, 3), Attribute(1, 3), Attribute(2, 4))
TEXTURES = ("shadow_map", "light_map")


class GroundPass:
    """Holds the buffers of the current ground; `follow` rebuilds them when it is another."""

    def __init__(self, context: Context) -> None:
        from vispy import gloo

        self._context = context
        self._gloo = gloo
        self._near = Program(context, "ground.vert", "ground.frag", textures=TEXTURES)
        self._near_grid = Program(context, "ground.vert", "ground.frag", ["GRID"], TEXTURES)
        self._far = Program(context, "ground.vert", "ground.frag", ["FAR"], TEXTURES[:1])
        self.mesh = IndexedMesh(context.gl, GROUND_ATTRIBUTES)
        self._hills = IndexedMesh(context.gl, GROUND_ATTRIBUTES)
        self._window = IndexedMesh(context.gl, GROUND_ATTRIBUTES[:1])
        self.shape: GroundShape | None = None
        self.wood: Instances | None = None
        self._ground: Ground | None = None
        self._heights = gloo.Texture2D(
            np.zeros((2, 2, 1), dtype=np.float32), format="luminance", internalformat="r32f", interpolation="linear"
        )
        self.heights = context.handle(self._heights)

    def follow(self, ground: Ground | None, sun_azimuth: float) -> bool:
        """Take over a ground; True when it is not the one before."""
        known = self._ground
        if ground is known or (ground and known and _same(ground, known)):
            return False
        self._ground = ground
        if ground is None:
            self.shape, self.wood = None, None
            self.mesh.count = self._hills.count = 0
            return True
        if ground.is_drawn:
            self.shape = build_ground(ground)
            self.mesh.fill(self.shape.vertices, self.shape.indices)
            hills = build_hills(ground)
            self._hills.fill(hills.vertices, hills.indices)
            self.wood = far_wood(ground, sun_azimuth)
        else:
            known = self.shape
            self.shape = window_shape(ground)
            same_size = known is not None and known.indices is self.shape.indices
            self._window.fill(self.shape.vertices, None if same_size else self.shape.indices)
            self.wood = None
        self._send_heights(self.shape.heights)
        return True

    @property
    def is_drawn(self) -> bool:
        """Whether this pass shows the ground; endless ground shows itself."""
        return self._ground is not None and self._ground.is_drawn

    def _send_heights(self, heights: NDArray[np.float32]) -> None:
        texels = np.ascontiguousarray(heights[..., None])
        if self._heights.shape == texels.shape:
            self._heights.set_data(texels)
        else:
            self._heights = self._gloo.Texture2D(
                texels,
                format="luminance",
                internalformat="r32f",
                interpolation="linear",
                wrapping="clamp_to_edge",
            )
        self.heights = self._context.handle(self._heights)

    def shade(self, spots: NDArray[np.floating]) -> None:
        """Darken the ground around what stands on it: (k, 3) x, z, radius [m]."""
        if self.shape is not None and self.is_drawn:
            self.mesh.fill(with_shade(self.shape, spots))

    def describe(self, block: FrameBlock) -> None:
        """Tell the shaders where the patch lies."""
        if self.shape is None:
            block["ground_frame"] = (0.0, 0.0, 1.0, 1.0)
            block["ground_texel"] = (0.0, 0.5, 0.0, 0.5)
            return
        x, z = self.shape.x, self.shape.z
        rows, columns = self.shape.heights.shape
        block["ground_frame"] = (x[0], z[0], 1.0 / (x[-1] - x[0]), 1.0 / (z[-1] - z[0]))
        block["ground_texel"] = ((columns - 1) / columns, 0.5 / columns, (rows - 1) / rows, 0.5 / rows)

    def draw(self, planes: NDArray[np.float32], textures: dict[str, int], *, grid: bool) -> None:
        """Draw the visible chunks and the hills."""
        if self.shape is None or not self.is_drawn:
            return
        (self._near_grid if grid else self._near).use(textures)
        seen = boxes_inside(planes, self.shape.low, self.shape.high)
        self.mesh.draw_ranges(self.shape.first[seen], self.shape.count[seen])
        self._far.use(textures)
        self._hills.draw()

    def draw_bare(self, planes: NDArray[np.float32] | None = None) -> None:
        """Draw the patch's triangles with whatever program is in use."""
        if self.shape is None:
            return
        if not self.is_drawn:
            self._window.draw()
            return
        if planes is None:
            self.mesh.draw()
            return
        seen = boxes_inside(planes, self.shape.low, self.shape.high)
        self.mesh.draw_ranges(self.shape.first[seen], self.shape.count[seen])


def _same(one: Ground, other: Ground) -> bool:
    return (
        one.heights is other.heights
        and one.revision == other.revision
        and one.path is other.path
        and one.origin == other.origin
        and one.materials is other.materials
        and one.look == other.look
    )
