"""Finds what stands under a pixel or inside a rectangle, by drawing numbers instead of colours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.context import Context
from editor.viewport.render.culling import frustum_planes, visible_instances
from editor.viewport.render.ground_pass import GroundPass
from editor.viewport.render.instance_rows import InstanceRows
from editor.viewport.render.mesh_batch import MeshBatch
from editor.viewport.render.mesh_library import MeshLibrary
from editor.viewport.render.program import Program
from editor.viewport.render.targets import Target
from editor.viewport.render.terrain.terrain_pass import TerrainPass

CLICK_PIXELS = 9
BOX_PIXELS = 256


class PickPass:
    """A small target that the part of the view in question is drawn into."""

    def __init__(self, context: Context, library: MeshLibrary) -> None:
        self._gl = context.gl
        self._library = library
        self._batch = MeshBatch(context.gl, library)
        self._numbers = Program(context, "caster.vert", "number.frag")
        self._surface = Program(context, "surface.vert", "number.frag")
        self._targets: dict[tuple[int, int], Target] = {}

    def at(
        self,
        instances: InstanceRows,
        ground: GroundPass,
        terrain: TerrainPass,
        view_projection: NDArray[np.floating],
        x: float,
        y: float,
        size: tuple[int, int],
        without: frozenset[str] = frozenset(),
    ) -> str | None:
        """The entity at pixel (x, y) of a picture of `size` (rows from the top), or close to it; None: nobody.

        Entities in `without` are as if they were not there.
        """
        half = CLICK_PIXELS / 2.0
        numbers = self._draw(
            instances,
            ground,
            terrain,
            view_projection,
            (x - half, y - half, x + half, y + half),
            size,
            (CLICK_PIXELS,) * 2,
            without,
        )
        offset = np.abs(np.arange(CLICK_PIXELS) - CLICK_PIXELS // 2)
        distance = np.hypot(offset[:, None], offset[None, :])
        named = np.array([bool(entity) for entity in ("", *instances.entity)])
        candidates = np.flatnonzero(named[numbers.ravel()])
        if not len(candidates):
            return None
        best = candidates[np.argmin(distance.ravel()[candidates])]
        return instances.entity[int(numbers.ravel()[best]) - 1]

    def inside(
        self,
        instances: InstanceRows,
        ground: GroundPass,
        terrain: TerrainPass,
        view_projection: NDArray[np.floating],
        box: tuple[float, float, float, float],
        size: tuple[int, int],
    ) -> tuple[str, ...]:
        """The entities that can be seen inside a rectangle (left, top, right, bottom) [pixels], in scene order."""
        width = int(np.clip(box[2] - box[0], 1, BOX_PIXELS))
        height = int(np.clip(box[3] - box[1], 1, BOX_PIXELS))
        numbers = self._draw(instances, ground, terrain, view_projection, box, size, (width, height))
        found = [instances.entity[number - 1] for number in np.unique(numbers) if number > 0]
        return tuple(dict.fromkeys(entity for entity in found if entity))

    def _draw(
        self,
        instances: InstanceRows,
        ground: GroundPass,
        terrain: TerrainPass,
        view_projection: NDArray[np.floating],
        box: tuple[float, float, float, float],
        size: tuple[int, int],
        pixels: tuple[int, int],
        without: frozenset[str] = frozenset(),
    ) -> NDArray[np.int64]:
        gl = self._gl
        narrowed = _window(box, size) @ np.asarray(view_projection, dtype=np.float64)
        planes = frustum_planes(narrowed)
        keep, mesh = visible_instances(instances, self._library, planes, None)
        named = np.array(
            [bool(instances.entity[i]) or not self._library.is_foliage[m] for i, m in zip(keep, mesh, strict=True)],
            dtype=bool,
        )
        if without:
            named &= np.array([instances.entity[i] not in without for i in keep], dtype=bool)
        self._batch.fill(instances.rows[keep[named]], mesh[named])
        if pixels not in self._targets:
            if len(self._targets) > 8:
                for old in self._targets.values():
                    old.delete()
                self._targets.clear()
            self._targets[pixels] = Target(gl, *pixels)
        target = self._targets[pixels]
        target.bind()
        for capability in (g.BLEND, g.CULL_FACE, g.STENCIL_TEST, g.SCISSOR_TEST):
            gl.Disable(capability)
        gl.Enable(g.DEPTH_TEST)
        gl.DepthMask(1)
        gl.DepthFunc(g.LEQUAL)
        gl.ClearColor(0.0, 0.0, 0.0, 0.0)
        gl.Clear(g.COLOR_BIT | g.DEPTH_BIT)
        self._numbers.use()
        self._numbers.set_matrix("projection", narrowed)
        self._batch.draw()
        if ground.is_drawn:
            self._surface.use()
            self._surface.set_matrix("projection", narrowed)
            ground.draw_bare(planes)
        terrain.draw_bare(narrowed, planes)
        bytes_ = target.read().astype(np.int64)
        return bytes_[..., 0] + bytes_[..., 1] * 256 + bytes_[..., 2] * 65536


def _window(box: tuple[float, float, float, float], size: tuple[int, int]) -> NDArray[np.float64]:
    """The matrix that blows a rectangle of the picture (pixels, rows from the top) up to the whole, row 0 first."""
    width, height = size
    left, right = box[0] / width * 2.0 - 1.0, box[2] / width * 2.0 - 1.0
    top, bottom = 1.0 - box[1] / height * 2.0, 1.0 - box[3] / height * 2.0
    scale_x, scale_y = 2.0 / max(right - left, 1e-9), -2.0 / max(top - bottom, 1e-9)
    window = np.eye(4)
    window[0, 0], window[1, 1] = scale_x, scale_y
    window[0, 3], window[1, 3] = -(left + right) / 2.0 * scale_x, -(top + bottom) / 2.0 * scale_y
    return window
