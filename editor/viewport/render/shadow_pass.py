"""Shadows: those of still things are baked when they change, those of moving ones laid on the ground each frame."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.buffers import Attribute, InstancedShape
from editor.viewport.render.context import Context
from editor.viewport.render.culling import frustum_planes, visible_instances
from editor.viewport.render.frame_block import FrameBlock
from editor.viewport.render.ground_pass import GroundPass
from editor.viewport.render.instance_rows import InstanceRows
from editor.viewport.render.mesh_batch import MeshBatch
from editor.viewport.render.mesh_library import MeshLibrary
from editor.viewport.render.program import Program
from editor.viewport.render.targets import DepthTarget, Target
from editor.viewport.render.terrain.props_pass import PropsPass

MAP_SIZE, LIGHT_SIZE = 1024, 512
SPOT_SIDES = 12
_TO_TEXTURE = np.array([[0.5, 0, 0, 0.5], [0, 0.5, 0, 0.5], [0, 0, 0.5, 0.5], [0, 0, 0, 1]])


class ShadowPass:
    """The shadow map, the light map baked from it, and the shadows of what moves."""

    def __init__(self, context: Context, library: MeshLibrary) -> None:
        gl = self._gl = context.gl
        self._library = library
        self._depth = DepthTarget(gl, MAP_SIZE)
        self._light = Target(gl, LIGHT_SIZE, LIGHT_SIZE, depth=False)
        self._batch = MeshBatch(gl, library)
        self._casters = MeshBatch(gl, library)
        self._caster = Program(context, "caster.vert", "depth.frag")
        self._surface = Program(context, "surface.vert", "depth.frag")
        self._bake = Program(context, "light_map.vert", "light_map.frag", textures=("shadow_map",))
        self._cast = Program(context, "cast_shadow.vert", "cast_shadow.frag", textures=("heights", "light_map"))
        self._spot = Program(context, "spot.vert", "spot.frag", textures=("heights",))
        self._spots = InstancedShape(gl, _fan(SPOT_SIDES), (Attribute(3, 4, True),))
        self._done: tuple[object, ...] = ()
        self._pieces: tuple[object, ...] = ()
        self._place: tuple[float, ...] = ()
        self.bakes = 0
        self.matrix = np.eye(4)
        self.shadow_map = self._depth.texture
        self.light_map = self._light.texture

    def is_of(self, ground: GroundPass) -> bool:
        """Whether what is baked was baked where the ground lies: another form of it may wait until a hand lets go."""
        return self._place == _place(ground)

    def update(
        self,
        instances: InstanceRows,
        ground: GroundPass,
        block: FrameBlock,
        sun: NDArray[np.float32],
        props: PropsPass,
        anchor: tuple[float, float],
    ) -> bool:
        """Bake again when the ground, the sun or a still thing has changed; True when it did.

        Uploads `block` with the new matrix, as baking needs it. `props` is the scenery; all is relative to `anchor`.
        """
        window = _window(ground)
        if window is not None and props.is_settled:
            # While pieces still come in, their shadows wait: baking takes longer than a frame.
            self._pieces = props.pieces_in(*window, anchor)
        key = (instances.still, id(ground.shape), tuple(np.round(sun, 4).tolist()), self._pieces)
        if key == self._done:
            return False
        self._done, self._place = key, _place(ground)
        self.bakes += 1
        projection = self._sun_projection(ground, sun)
        self.matrix = _TO_TEXTURE @ projection
        block["shadow_matrix"] = self.matrix
        block.upload()
        self._draw_map(instances, ground, projection, None if window is None else props.standing_in(*window, anchor))
        self._bake_light(ground)
        self.darken(instances, ground)
        return True

    def darken(self, instances: InstanceRows, ground: GroundPass) -> None:
        """Darken the ground around the feet of what stands still on it."""
        ground.shade(self._shaded_spots(instances))

    def draw_moving(
        self, instances: InstanceRows, shown: NDArray[np.intp], drawn: NDArray[np.int32], heights: int
    ) -> None:
        """Lay the shadows of the moving among the shown instances on the ground; the caller blends by alpha.

        `drawn`: the mesh that stands for each of them; of a crowd far away, one that darkens nothing. One of a crowd
        near by casts the outline that it has in the distance: on the ground nobody can tell.
        """
        gl = self._gl
        ghost = instances.ghost[shown]
        casts = self._library.is_moving[drawn] & ~ghost
        self._casters.fill(instances.rows, self._library.far[drawn[casts]], shown[casts])
        gl.Enable(g.STENCIL_TEST)
        gl.StencilFunc(g.EQUAL, 0, 255)
        gl.StencilOp(g.KEEP, g.KEEP, g.INCREMENT)
        self._cast.use({"heights": heights, "light_map": self.light_map})
        self._casters.draw()
        gl.Disable(g.STENCIL_TEST)
        keep = self._library.is_moving[instances.mesh[shown]] & ~ghost
        spots = instances.rows[shown[keep], :4].copy()
        spots[:, 3] *= self._library.shadow_radius[drawn[keep]]
        self._spots.fill(np.ascontiguousarray(spots[spots[:, 3] > 0.0]))
        self._spot.use({"heights": heights})
        self._spots.draw()

    def _sun_projection(self, ground: GroundPass, sun: NDArray[np.float32]) -> NDArray[np.float64]:
        """Look along the light at the whole patch."""
        half, centre = 30.0, np.zeros(3)
        if ground.shape is not None:
            x, z, heights = ground.shape.x, ground.shape.z, ground.shape.heights
            half = max(x[-1] - x[0], z[-1] - z[0]) / 2.0
            centre = np.array([(x[0] + x[-1]) / 2.0, float(np.median(heights)), (z[0] + z[-1]) / 2.0])
        forward = -sun.astype(np.float64)
        right = np.cross(forward, [0.0, 1.0, 0.0])
        right /= max(float(np.linalg.norm(right)), 1e-6)
        up = np.cross(right, forward)
        view = np.eye(4)
        view[0, :3], view[1, :3], view[2, :3] = right, up, -forward
        view[:3, 3] = -view[:3, :3] @ centre
        across, depth = half * 1.14, half * 2.0
        upright = half * max(abs(float(sun[1])), 0.3) * 1.42 + 7.0
        if ground.shape is not None and not ground.is_drawn:
            # A window lies anywhere, also where a mountain rises through it.
            relief = float(ground.shape.heights.max() - ground.shape.heights.min())
            upright, depth = upright + relief, depth + relief
        return np.diag([1.0 / across, 1.0 / upright, -1.0 / depth, 1.0]) @ view

    def _draw_map(
        self,
        instances: InstanceRows,
        ground: GroundPass,
        projection: NDArray[np.float64],
        scenery: tuple[NDArray[np.float32], NDArray[np.int32]] | None,
    ) -> None:
        gl = self._gl
        planes = frustum_planes(projection)
        keep, mesh = visible_instances(instances, self._library, planes, None)
        still = ~(self._library.is_moving[mesh] | self._library.is_foliage[mesh] | instances.ghost[keep])
        rows, meshes = instances.rows[keep[still]], mesh[still]
        if scenery is not None:
            rows, meshes = np.concatenate([rows, scenery[0]]), np.concatenate([meshes, scenery[1]])
        self._batch.fill(rows, meshes)
        self._depth.bind()
        for capability in (g.BLEND, g.CULL_FACE, g.STENCIL_TEST, g.SCISSOR_TEST):
            gl.Disable(capability)
        gl.Enable(g.DEPTH_TEST)
        gl.DepthMask(1)
        gl.Clear(g.DEPTH_BIT)
        self._caster.use()
        self._caster.set_matrix("projection", projection)
        self._batch.draw()
        self._surface.use()
        self._surface.set_matrix("projection", projection)
        ground.draw_bare()

    def _bake_light(self, ground: GroundPass) -> None:
        self._light.bind()
        self._gl.Disable(g.DEPTH_TEST)
        self._gl.ClearColor(1.0, 1.0, 1.0, 1.0)
        self._gl.Clear(g.COLOR_BIT)
        self._bake.use({"shadow_map": self.shadow_map})
        ground.draw_bare()

    def _shaded_spots(self, instances: InstanceRows) -> NDArray[np.float64]:
        mesh = instances.mesh
        still = ~(self._library.is_moving[mesh] | instances.ghost) & (self._library.shadow_radius[mesh] > 0.0)
        rows = instances.rows[still]
        radius = self._library.shadow_radius[mesh[still]] * rows[:, 3]
        return np.stack([rows[:, 0], rows[:, 2], radius], axis=1).astype(np.float64)


def _place(ground: GroundPass) -> tuple[float, ...]:
    """What the ground covers: low x, low z, high x, high z [m]; nothing without ground."""
    if ground.shape is None:
        return ()
    x, z = ground.shape.x, ground.shape.z
    return float(x[0]), float(z[0]), float(x[-1]), float(z[-1])


def _window(ground: GroundPass) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Low and high (x, z) [m] of a window on endless ground and of what may cast a shadow into it; None of a patch."""
    if ground.shape is None or ground.is_drawn:
        return None
    x, z = ground.shape.x, ground.shape.z
    reach = 0.15 * float(x[-1] - x[0])
    return (float(x[0]) - reach, float(z[0]) - reach), (float(x[-1]) + reach, float(z[-1]) + reach)


def _fan(sides: int) -> NDArray[np.float32]:
    """A disc as triangles: (turn 0..1, 0 centre or 1 rim)."""
    turn = np.arange(sides) / sides
    following = (np.arange(sides) + 1) / sides
    centre = np.zeros(sides)
    corners = np.stack([[turn, centre], [turn, centre + 1.0], [following, centre + 1.0]])
    return np.ascontiguousarray(corners.transpose(2, 0, 1).reshape(-1, 2), dtype=np.float32)
