"""The renderer: turns a draw list, seen by a camera, into pixels; a few dozen calls a frame."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from editor.viewport.camera.camera import Camera
from editor.viewport.render import gl as g
from editor.viewport.render.anchored import Anchored, anchor_for, moved_camera
from editor.viewport.render.context import Context
from editor.viewport.render.culling import frustum_planes, see_through, visible_instances
from editor.viewport.render.effects_pass import EffectsPass
from editor.viewport.render.frame_block import FrameBlock, direction
from editor.viewport.render.ground_pass import GroundPass
from editor.viewport.render.handles_pass import HandlesPass
from editor.viewport.render.instance_cells import InstanceCells
from editor.viewport.render.instance_rows import InstancePacker, InstanceRows
from editor.viewport.render.marks_pass import MarksPass
from editor.viewport.render.mesh_batch import MeshBatch
from editor.viewport.render.mesh_library import MeshLibrary
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.outline_pass import OutlinePass
from editor.viewport.render.pick_pass import PickPass
from editor.viewport.render.pose_table import PoseTable
from editor.viewport.render.program import Program
from editor.viewport.render.shadow_pass import ShadowPass
from editor.viewport.render.sky_pass import SkyPass
from editor.viewport.render.sparks_pass import SparksPass
from editor.viewport.render.targets import Target
from editor.viewport.render.terrain.props_pass import PropsPass
from editor.viewport.render.terrain.terrain_pass import TerrainPass
from engine.present.colour import srgb
from engine.present.draw_list import DrawList, Instances

FLIP = np.diag([1.0, -1.0, 1.0, 1.0])

SEE_THROUGH = 0.14
"""Light of a body that is seen through, as a share of its tint: many faces lie over each other there."""

FAR_SHARE = 1.05
"""The far plane of endless ground, as a share of how far it reaches: the air closes before it.

With the near plane at 0.3 m, 24 bits of depth tell 2 mm apart at 100 m, 3 cm at 400 m, 20 cm at 1 km, 3 m at 4 km.
Marks lie 11 cm above the ground, and farther away there is one surface only, so depth needs no other form.
"""
LOW_GROUND_M, HAZE_M = 10.0, 90.0
"""Where the lowland's haze lies, and over what height it thins."""


@dataclass(frozen=True)
class FrameCost:
    """What the last frame took: triangles submitted and instances shown."""

    triangles: int
    instances: int


class Renderer:
    """Draws into a target of its own; `read_pixels` fetches it, `show` copies it to a widget's frame buffer."""

    def __init__(self, context: Context, size: tuple[int, int], *, samples: int = 0, flipped: bool = True) -> None:
        """`flipped`: row 0 of the pixels is the top of the picture, so that an image needs no turning."""
        self.context = context
        self._gl = gl = context.gl
        self._samples = samples
        self._flipped = flipped
        self._library = MeshLibrary(gl)
        self._packer = InstancePacker(self._library)
        self._poses = PoseTable(gl)
        self._block = FrameBlock(gl)
        self._ground = GroundPass(context)
        self.terrain = TerrainPass(context)
        self._anchored = Anchored()
        self._anchor = (0.0, 0.0)
        self._sky = SkyPass(context)
        self._shadows = ShadowPass(context, self._library)
        self._effects = EffectsPass(context)
        self._sparks = SparksPass(context)
        self._marks = MarksPass(context, self._effects.ring)
        self._outline = OutlinePass(context, self._library)
        self._handles = HandlesPass(context)
        self._picker = PickPass(context, self._library)
        self._solid = Program(context, "mesh.vert", "mesh.frag", textures=("shadow_map",))
        self._foliage = Program(context, "mesh.vert", "mesh.frag", ["FOLIAGE"], ("shadow_map",))
        self._ghost = Program(context, "ghost.vert", "ghost.frag")
        self._still = Program(context, "mesh.vert", "mesh.frag", ["CELLS"], ("shadow_map",))
        self._still_foliage = Program(context, "mesh.vert", "mesh.frag", ["FOLIAGE", "CELLS"], ("shadow_map",))
        self._props = PropsPass(gl, self._library)
        self._cells: list[InstanceCells] = [self._props.cells]
        self._batch = MeshBatch(gl, self._library)
        self._ghosts = MeshBatch(gl, self._library)
        self._instances: InstanceRows | None = None
        self._view_projection = np.eye(4)
        self._seen_from = (np.zeros((6, 4), dtype=np.float32), np.zeros(3, dtype=np.float32))
        self.size = size
        self._target: Target | None = None
        self._inset_target: Target | None = None
        self.cost = FrameCost(0, 0)

    @property
    def shadow_bakes(self) -> int:
        """How often the shadows of still things were baked so far: dearer than all else in a picture."""
        return self._shadows.bakes

    def resize(self, size: tuple[int, int]) -> None:
        """Pictures of another size (width, height) [pixels] from now on."""
        self.size = (max(size[0], 1), max(size[1], 1))

    def inset(
        self, picture: DrawList, camera: Camera, options: RenderOptions, size: tuple[int, int]
    ) -> NDArray[np.uint8]:
        """The pixels (height, width, 4) u8, row 0 the top, of a picture besides the last one.

        What was drawn last stays what `show`, `read_pixels` and `pick` are about.
        """
        kept = (self.size, self._target, self._instances, self._view_projection, self._seen_from, self.cost)
        self.size, self._target = size, self._inset_target
        try:
            self.draw(picture, camera, options, anchor=self._anchor)
            pixels = self.read_pixels()
        finally:
            self._inset_target = self._target
            self.size, self._target, self._instances, self._view_projection, self._seen_from, self.cost = kept
        return pixels if self._flipped else np.flipud(pixels)

    def draw(
        self,
        picture: DrawList,
        camera: Camera,
        options: RenderOptions,
        *,
        anchor: tuple[float, float] | None = None,
    ) -> None:
        """Draw one picture into the target; `anchor`: about which point, where it is not to be chosen by the camera."""
        target = self._current_target()
        width, height = self.size
        self._anchor = anchor_for(camera.eye, self._anchor) if anchor is None else anchor
        camera = moved_camera(camera, self._anchor)
        picture = self._anchored.picture(picture, self._anchor)
        options = self._moved_options(options)
        if picture.terrain is not None:
            camera = replace(camera, far=max(picture.view_m * FAR_SHARE, camera.far))
        self.terrain.follow(picture.terrain, self._anchor, options)
        self._props.follow(picture.scenery, software=self.context.is_software)
        self._view_projection = camera.view_projection(width / height)
        matrix = FLIP @ self._view_projection if self._flipped else self._view_projection
        air = picture.environment
        new_ground = self._ground.follow(picture.ground, air.sun_azimuth)
        if self._library.catch_up():
            self._packer.forget()
        parts = [*picture.instances, *([self._ground.wood] if self._ground.wood is not None else [])]
        instances = self._instances = self._packer.pack(parts)
        self._poses.fill(parts, picture.time)
        self._describe(picture, camera, options, matrix)
        if options.settled or not self._shadows.is_of(self._ground):
            sun = direction(air.sun_azimuth, max(air.sun_elevation, 4.0))
            self._shadows.update(instances, self._ground, self._block, sun, self._props, self._anchor)
        elif new_ground:
            self._shadows.darken(instances, self._ground)
        self._block["shadow_matrix"] = self._shadows.matrix
        self._block.upload()
        planes = frustum_planes(matrix)
        eye = np.array(camera.eye, dtype=np.float32)
        self._seen_from = (planes, eye)
        clear_to = None if options.clear_to is None else np.array(options.clear_to, dtype=np.float32)
        shown, mesh = visible_instances(instances, self._library, planes, eye, clear_to)
        ghost = instances.ghost[shown]
        if clear_to is not None:
            ghost = ghost | see_through(instances, self._library, eye, clear_to)[shown]
        solid = ~ghost
        self._batch.fill(instances.rows, mesh[solid], shown[solid])
        textures = {"shadow_map": self._shadows.shadow_map, "light_map": self._shadows.light_map}
        self._begin(target, options.backdrop)
        self._draw_solid(planes, textures, options)
        self._draw_soft(picture, instances, shown, mesh, ghost, options)
        self._draw_marks(instances, options, matrix, target)
        triangles = self._batch.triangle_count + self.terrain.triangle_count
        triangles += sum(cells.triangle_count for cells in self._cells)
        count = len(shown) + sum(cells.instance_count for cells in self._cells)
        self.cost = FrameCost(triangles, count)

    def read_pixels(self, into: NDArray[np.uint8] | None = None) -> NDArray[np.uint8]:
        """The picture (height, width, 4) u8, RGBA; waits until it is drawn."""
        target = self._current_target()
        if target.samples > 1:
            resolved = Target(self._gl, target.width, target.height, depth=False)
            target.resolve_to(resolved.handle)
            pixels = resolved.read(into)
            resolved.delete()
            return pixels
        return target.read(into)

    def show(self, framebuffer: int) -> None:
        """Copy the picture to a frame buffer of the same size, and leave nothing bound that others would change.

        Qt's painter binds buffers of its own next: into a vertex array that still is bound, they would go into ours.
        """
        gl = self._gl
        self._current_target().resolve_to(framebuffer)
        gl.BindVertexArray(0)
        gl.BindBuffer(g.ARRAY_BUFFER, 0)
        gl.UseProgram(0)
        gl.ActiveTexture(g.TEXTURE0)

    def new_cells(self, capacity: int, rows_a_cell: int) -> InstanceCells:
        """Room for instances that stand still, drawn in each picture from now on."""
        cells = InstanceCells(self._gl, self._library, capacity, rows_a_cell)
        self._cells.append(cells)
        return cells

    def packed(self, part: Instances) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        """Instances as rows (n, 12) f4 and mesh numbers (n,) i4, for cells."""
        return self._packer.rows_of(part)

    def finish(self) -> None:
        """Wait until everything is drawn."""
        self._gl.Finish()

    def pick(self, x: float, y: float, without: frozenset[str] = frozenset()) -> str | None:
        """The entity under pixel (x, y from the top left) of the last picture, looking through those in `without`."""
        if self._instances is None:
            return None
        scene = (self._instances, self._ground, self.terrain, self._view_projection)
        return self._picker.at(*scene, x, y, self.size, without)

    def pick_box(self, left: float, top: float, right: float, bottom: float) -> tuple[str, ...]:
        """The entities seen inside a rectangle of the last picture."""
        if self._instances is None:
            return ()
        box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
        return self._picker.inside(self._instances, self._ground, self.terrain, self._view_projection, box, self.size)

    def _current_target(self) -> Target:
        width, height = self.size
        if self._target is None or (self._target.width, self._target.height) != (width, height):
            if self._target is not None:
                self._target.delete()
            self._target = Target(self._gl, width, height, samples=self._samples)
        return self._target

    def _describe(
        self, picture: DrawList, camera: Camera, options: RenderOptions, matrix: NDArray[np.floating]
    ) -> None:
        block = self._block
        width, height = self.size
        block.set_environment(picture.environment)
        block.set_lamps(picture.glows, np.array(camera.pivot if options.editing else camera.eye, dtype=np.float32))
        self._ground.describe(block)
        self.terrain.describe(block)
        reach = picture.view_m if picture.terrain is not None else 0.0
        block["far_air"] = (reach, LOW_GROUND_M, HAZE_M, 0.0)
        block["view_projection"] = matrix
        block["eye"] = (*camera.eye, picture.time)
        block["camera_right"] = (*camera.right, 0.0)
        block["camera_up"] = (*camera.up, 0.0)
        block["resolution"] = (1.0 / width, 1.0 / height, width, height)
        fog, vignette = (0.42, 0.25) if options.editing else (1.0, 1.0)
        exposure = (1.74 - 0.38 * vignette) * picture.environment.exposure
        # A parallel view looks from far away, yet its grid must not fade.
        grid_reach = 1.0 if camera.ortho == 0.0 else 8.0
        block["mood"] = (fog * picture.environment.fog_density, vignette, exposure, grid_reach)

    def _begin(self, target: Target, backdrop: str) -> None:
        gl = self._gl
        target.bind()
        for capability in (g.BLEND, g.STENCIL_TEST, g.SCISSOR_TEST):
            gl.Disable(capability)
        gl.Enable(g.DEPTH_TEST)
        gl.DepthFunc(g.LEQUAL)
        gl.DepthMask(1)
        gl.ColorMask(1, 1, 1, 1)
        if backdrop:
            gl.ClearColor(*srgb(backdrop).tolist(), 1.0)
        gl.Clear(g.DEPTH_BIT | g.STENCIL_BIT | (g.COLOR_BIT if backdrop else 0))
        gl.Enable(g.CULL_FACE)
        gl.FrontFace(g.CLOCKWISE if self._flipped else g.COUNTER_CLOCKWISE)

    def _draw_solid(self, planes: NDArray[np.float32], textures: dict[str, int], options: RenderOptions) -> None:
        foliage = self._library.is_foliage
        grid = options.grid and options.editing
        self._solid.use(textures)
        self._batch.draw(~foliage)
        cells = [each for each in self._cells if len(each)]
        for each in cells:
            each.cull(planes, self._seen_from[1], self._anchor)
        clear_to = (*options.clear_to, 1.0) if options.clear_to is not None else (0.0, 0.0, 0.0, 0.0)
        if cells:
            self._still.use(textures)
            self._still.set_vector("clear_to", *clear_to)
        for each in cells:
            each.draw(self._still, ~foliage)
        self._ground.draw(planes, textures, grid=grid)
        self.terrain.draw(planes, self._seen_from[1], textures)
        self._gl.Disable(g.CULL_FACE)
        self._foliage.use(textures)
        self._batch.draw(foliage)
        if cells:
            self._still_foliage.use(textures)
            self._still_foliage.set_vector("clear_to", *clear_to)
        for each in cells:
            each.draw(self._still_foliage, foliage)
        if not options.backdrop:
            self._sky.draw()

    def _moved_options(self, options: RenderOptions) -> RenderOptions:
        """The options with their places relative to the anchor."""
        if self._anchor == (0.0, 0.0):
            return options
        x, z = self._anchor
        handles, clear_to = options.handles, options.clear_to
        if handles is not None:
            place = handles.place
            handles = replace(handles, place=(place[0] - x, place[1], place[2] - z))
        if clear_to is not None:
            clear_to = (clear_to[0] - x, clear_to[1], clear_to[2] - z)
        return replace(options, handles=handles, clear_to=clear_to)

    def _draw_soft(
        self,
        picture: DrawList,
        instances: InstanceRows,
        shown: NDArray[np.intp],
        mesh: NDArray[np.int32],
        ghosts: NDArray[np.bool_],
        options: RenderOptions,
    ) -> None:
        gl = self._gl
        gl.Enable(g.BLEND)
        gl.DepthMask(0)
        gl.BlendFunc(g.SRC_ALPHA, g.ONE_MINUS_SRC_ALPHA)
        if self._ground.shape is not None:
            self._shadows.draw_moving(instances, shown, mesh, self._ground.heights)
        self._sparks.draw_areas(picture, self._ground.heights)
        self._effects.draw_on_ground(picture, self._ground.heights)
        self._marks.draw(picture, self._ground.heights, *self._seen_from)
        gl.BlendFunc(g.ONE, g.ONE)
        if ghosts.any():
            gl.Enable(g.CULL_FACE)
            rows = instances.rows[shown[ghosts]]
            rows[~instances.ghost[shown[ghosts]], 8:11] *= SEE_THROUGH
            self._ghosts.fill(rows, mesh[ghosts])
            self._ghost.use()
            self._ghosts.draw()
            gl.Disable(g.CULL_FACE)
        gl.Disable(g.DEPTH_TEST)
        if not options.backdrop:
            self._sky.draw_veil()
        gl.Enable(g.DEPTH_TEST)
        self._effects.draw_light(picture)
        self._sparks.draw_sparks(picture)

    def _draw_marks(
        self, instances: InstanceRows, options: RenderOptions, matrix: NDArray[np.floating], target: Target
    ) -> None:
        gl = self._gl
        gl.Disable(g.DEPTH_TEST)
        colours = (options.selected_colour, options.hovered_colour)
        selected = instances.of_entities(options.selected)
        hovered = instances.of_entities(options.hovered - options.selected)
        self._outline.draw(instances, selected, hovered, matrix, target, colours)
        if options.handles is not None:
            self._handles.draw(options.handles)
        gl.Disable(g.DEPTH_TEST)
        gl.Disable(g.BLEND)
        gl.DepthMask(1)
