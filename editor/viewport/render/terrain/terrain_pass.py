"""Draws endless ground: fills the slots that changed, culls the chunks, and submits them in one call a grid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.buffers import Attribute, InstancedGrid
from editor.viewport.render.context import Context
from editor.viewport.render.frame_block import FrameBlock
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.program import Program
from editor.viewport.render.terrain.atlas import POINTS, Atlas
from editor.viewport.render.terrain.chunk_rows import SKIRT_CELLS, ChunkRows, chunk_rows, in_view
from editor.viewport.render.terrain.grain import grain_texture
from editor.viewport.render.terrain.grid import chunk_grid
from editor.viewport.render.terrain.near_grids import GRIDS, near_grids
from engine.present.terrain import TerrainFrame

F32 = NDArray[np.float32]
INPUTS = (Attribute(3, 4, True), Attribute(4, 4, True), Attribute(5, 4, True))
TEXTURES = ("heights", "weights", "grain", "light_map", "shadow_map")
SOFTWARE_SHARE = 4
"""Points a drawn quad spans where the processor draws; on a graphics card one."""


class TerrainPass:
    """The textures, the grid and the programs of endless ground."""

    def __init__(self, context: Context) -> None:
        self._context = context
        gl = self._gl = context.gl
        self._grids = [InstancedGrid(gl, INPUTS) for _ in range(GRIDS)]
        self._has_near_grids = False
        self._eye = np.zeros(3, dtype=np.float32)
        self.quads = 0
        self._atlas: Atlas | None = None
        self._programs: dict[tuple[str, ...], Program] = {}
        self._defines: tuple[str, ...] = ()
        self._surface: Program | None = None
        self._grain = 0
        self._frame: TerrainFrame | None = None
        self._held: tuple[object, int, int] | None = None
        self._chunks: ChunkRows | None = None
        self._anchor = (0.0, 0.0)
        self._skirt = SKIRT_CELLS
        self.uploaded_bytes = 0
        self.uploads = 0
        self.drawn = 0
        self.draws = 0

    @property
    def frame(self) -> TerrainFrame | None:
        """The chunks of the current picture."""
        return self._frame

    @property
    def triangle_count(self) -> int:
        """Triangles that the last draw submitted."""
        return sum(grid.count * grid.index_count for grid in self._grids) // 3

    def follow(self, frame: TerrainFrame | None, anchor: tuple[float, float], options: RenderOptions) -> None:
        """Take over the chunks of a picture, make what draws them, and send what is new in their slots.

        To be called before a target is bound: making a program lets go of it.
        """
        self.uploaded_bytes = self.uploads = 0
        if frame is None:
            self._frame, self._chunks = None, None
            return
        if frame is not self._frame:
            self._send(frame)
        assert self._atlas is not None
        cells = self._atlas.points - 1
        self._make_programs(options)
        quads = options.terrain_quads
        has_near_grids = self._context.is_software and quads == 0
        quads = quads or (cells // SOFTWARE_SHARE if self._context.is_software else cells)
        if (quads, has_near_grids) != (self.quads, self._has_near_grids):
            for step, grid in enumerate(reversed(self._grids)):
                # Chunks of one grid meet in the same bits, so there is nothing to hide.
                grid.shape(*chunk_grid(min(quads << step, cells), skirt=has_near_grids))
            self.quads, self._has_near_grids = quads, has_near_grids
        skirt = SKIRT_CELLS if options.terrain_skirts else 0.0
        if frame is not self._frame or (anchor, skirt) != (self._anchor, self._skirt):
            self._chunks = chunk_rows(frame, self._atlas.columns, cells, anchor, skirt)
        self._skirt = skirt
        self._frame, self._anchor = frame, anchor

    def draw(self, planes: F32, eye: F32, textures: dict[str, int]) -> None:
        """Draw the chunks in view. `textures`: the light map and the shadow map of the picture."""
        self.draws = 0
        self._eye = eye
        if self._begin(planes, eye):
            assert self._atlas is not None
            program = self._programs[self._defines]
            own = {"heights": self._atlas.heights, "weights": self._atlas.weights, "grain": self._grain}
            program.use({**textures, **own})
            self._submit(program)

    def draw_bare(self, projection: NDArray[np.floating], planes: F32) -> None:
        """Draw the bare surface through another projection, as number 0, to find what stands before it."""
        if self._begin(planes, self._eye):
            assert self._atlas is not None
            assert self._surface is not None
            self._surface.use({"heights": self._atlas.heights})
            self._surface.set_matrix("projection", projection)
            self._submit(self._surface)

    def describe(self, block: FrameBlock) -> None:
        """Tell the shaders what all positions are relative to."""
        x, z = self._anchor
        block["anchor"] = (x, z, x % 5.0, z % 5.0)

    def _begin(self, planes: F32, eye: F32) -> bool:
        if self._chunks is None:
            return False
        seen = in_view(self._chunks, planes, eye)
        self.drawn = len(seen)
        rows = self._chunks.rows[seen]
        if not self._has_near_grids:
            self._grids[-1].fill(rows)
            for grid in self._grids[:-1]:
                grid.count = 0
            return self.drawn > 0
        assert self._frame is not None
        assert self._atlas is not None
        x, y, z = eye.tolist()
        place = (x + self._anchor[0], y, z + self._anchor[1])
        chosen, edges = near_grids(self._frame, self._atlas.points - 1, place)
        if edges is not None:
            rows[:, 8:] = edges[seen]
        for step, grid in enumerate(self._grids):
            grid.fill(rows[chosen[seen] == step])
        return self.drawn > 0

    def _submit(self, program: Program) -> None:
        assert self._frame is not None
        assert self._atlas is not None
        points = self._atlas.points
        for step, grid in enumerate(reversed(self._grids)):
            if grid.count:
                quads = min(self.quads << step, points - 1)
                program.set_vector("lattice", self._frame.cell, (points - 1) / quads, quads, points)
                grid.draw()
                self.draws += 1

    def _make_programs(self, options: RenderOptions) -> None:
        coarse = ("COARSE",) if self._context.is_software and not options.terrain_fine else ()
        grid = ("GRID",) if options.grid and options.editing else ()
        self._defines = (*coarse, *grid, *(("LEVELS",) if options.terrain_debug else ()))
        if self._defines not in self._programs:
            self._programs[self._defines] = Program(
                self._context, "terrain.vert", "terrain.frag", self._defines, TEXTURES
            )
        if self._surface is None:
            self._surface = Program(self._context, "terrain_surface.vert", "number.frag", textures=("heights",))
            self._grain = grain_texture(self._gl, software=self._context.is_software)

    def _send(self, frame: TerrainFrame) -> None:
        """Send the frame's uploads, or everything where a frame was missed or the slots are others."""
        # `everything` names the streamer: two of them may have counted equally far.
        if self._held == (frame.everything, frame.pool, frame.sequence):
            return
        is_next = self._held == (frame.everything, frame.pool, frame.sequence - 1)
        uploads = frame.uploads if is_next else frame.everything()
        points = len(uploads[0][1].weights) if uploads else POINTS
        if self._atlas is None or self._atlas.capacity != frame.capacity or (uploads and self._atlas.points != points):
            if self._atlas is not None:
                self._atlas.delete()
            self._atlas = Atlas(self._gl, frame.capacity, points)
            uploads = frame.everything()
        for slot, chunk in uploads:
            self.uploaded_bytes += self._atlas.upload(slot, chunk)
            self.uploads += 1
        self._held = (frame.everything, frame.pool, frame.sequence)
