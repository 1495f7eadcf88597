"""Draws particles, and the areas where a blow will land: one call each, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.buffers import Attribute, InstancedShape
from editor.viewport.render.context import Context
from editor.viewport.render.program import Program
from editor.viewport.render.sky_pass import QUAD
from engine.present.colour import srgb
from engine.present.draw_list import DrawList
from engine.present.effects import Sparks, Telegraph

F32 = NDArray[np.float32]
INPUTS = (Attribute(3, 4, True), Attribute(4, 4, True), Attribute(5, 4, True))
OUTWARD, AROUND = 10, 36
THROUGH = 0.45
"""What is left of an area's opacity where something stands before it."""
SHAPES = {"circle": 0.0, "cone": 1.0, "line": 2.0}


class SparksPass:
    """Programs and buffers; made when something is drawn for the first time, so that quiet pictures start as fast."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._gl = context.gl
        self._spark: tuple[Program, InstancedShape] | None = None
        self._area: tuple[Program, InstancedShape] | None = None

    def draw_areas(self, picture: DrawList, heights: int) -> None:
        """All telegraphs; the caller blends by alpha.

        What grass or a body hides is drawn once more, fainter: nobody is to be struck by what they could not see.
        """
        if not picture.telegraphs:
            return
        if self._area is None:
            program = Program(self._context, "telegraph.vert", "telegraph.frag", textures=("heights",))
            self._area = program, InstancedShape(self._gl, grid_corners(OUTWARD, AROUND), INPUTS)
        program, shape = self._area
        shape.fill(telegraph_rows(picture.telegraphs))
        program.use({"heights": heights})
        shape.draw()
        rows = telegraph_rows(picture.telegraphs)
        rows[:, 11] *= THROUGH
        shape.fill(rows)
        self._gl.DepthFunc(g.GREATER)
        shape.draw()
        self._gl.DepthFunc(g.LEQUAL)

    def draw_sparks(self, picture: DrawList) -> None:
        """All particles; blending is additive again afterwards."""
        rows = spark_rows(picture.sparks)
        if not len(rows):
            return
        if self._spark is None:
            program = Program(self._context, "spark.vert", "spark.frag")
            self._spark = program, InstancedShape(self._gl, QUAD, INPUTS)
        program, shape = self._spark
        self._gl.BlendFunc(g.ONE, g.ONE_MINUS_SRC_ALPHA)
        shape.fill(rows)
        program.use()
        shape.draw()
        self._gl.BlendFunc(g.ONE, g.ONE)


def spark_rows(batches: Sequence[Sparks]) -> F32:
    """Rows (n, 12): place and size, streak, colour."""
    rows = np.zeros((sum(len(batch) for batch in batches), 12), dtype=np.float32)
    begin = 0
    for batch in batches:
        part = rows[begin : begin + len(batch)]
        part[:, :3], part[:, 3], part[:, 4:7], part[:, 8:] = batch.place, batch.size, batch.trail, batch.colour
        begin += len(batch)
    return rows


def telegraph_rows(telegraphs: Sequence[Telegraph]) -> F32:
    """Rows (n, 12): place, shape, colour; what is nearly full shows more strongly."""
    rows = np.zeros((len(telegraphs), 12), dtype=np.float32)
    for i, each in enumerate(telegraphs):
        x, _, z = each.position
        rows[i, :4] = (x, z, each.reach, each.yaw)
        rows[i, 4:8] = (SHAPES[each.shape], each.width / 2.0, min(max(each.filled, 0.0), 1.0), 0.0)
        rows[i, 8:11] = srgb(each.colour)
        rows[i, 11] = 0.8 + 0.2 * each.filled
    return rows


def grid_corners(outward: int, around: int) -> F32:
    """Triangles (n, 2) of a grid: out 0..1, around -1..1."""
    out, turn = np.arange(outward + 1) / outward, np.arange(around + 1) / around * 2.0 - 1.0
    corners = [
        (out[i + a], turn[k + b])
        for i in range(outward)
        for k in range(around)
        for a, b in ((0, 0), (1, 0), (0, 1), (1, 0), (1, 1), (0, 1))
    ]
    return np.array(corners, dtype=np.float32)
