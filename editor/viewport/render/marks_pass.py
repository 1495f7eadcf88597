"""Draws batches of rings and lines on the ground: a few calls for thousands of them, only those in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.buffers import Attribute, InstancedShape
from editor.viewport.render.context import Context
from editor.viewport.render.culling import spheres_inside
from editor.viewport.render.program import Program
from engine.present.draw_list import DrawList, LineBatch, RingBatch
from engine.present.ground import height_at

F32 = NDArray[np.float32]
NEAR_M = 25.0
"""Rings farther away than this are drawn with fewer sides."""
NEAR_SIDES, FAR_SIDES, WIDE_SIDES = 20, 8, 40
LARGE_M = 1.5
PIECES = 6
DASH_M = 0.4
INPUTS = (Attribute(3, 4, True), Attribute(4, 4, True), Attribute(5, 4, True))


class MarksPass:
    """Buffers of the batches; filled for each picture, since what they show moves."""

    def __init__(self, context: Context, ring: Program) -> None:
        """`ring` is the program that draws single rings too."""
        self._gl = gl = context.gl
        self._ring = ring
        self._near = InstancedShape(gl, ring_sides(NEAR_SIDES), INPUTS)
        self._far = InstancedShape(gl, ring_sides(FAR_SIDES), INPUTS)
        self._wide = InstancedShape(gl, ring_sides(WIDE_SIDES), INPUTS)
        self._line = Program(context, "segment.vert", "line.frag", textures=("heights",))
        self._lines = InstancedShape(gl, line_pieces(PIECES), INPUTS)

    def draw(self, picture: DrawList, heights: int, planes: F32, eye: F32) -> None:
        """All batches; `planes` (6, 4) and `eye` (3,) [m] are the camera's. The caller blends by alpha.

        Among thousands of bodies the ground is hidden nearly everywhere, so what may be seen through them is drawn
        once more, fainter, where it lies behind something.
        """
        if picture.ring_batches:
            rows = np.concatenate([ring_rows(batch) for batch in picture.ring_batches])
            through = _through(picture.ring_batches)
            seen = _in_view(picture, planes, rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3])
            self._ring.use({"heights": heights})
            self._draw_twice(rows[seen], through[seen], lambda part: self._draw_rings(part, eye))
        if picture.line_batches:
            rows = np.concatenate([line_rows(batch) for batch in picture.line_batches])
            through = _through(picture.line_batches)
            middle, half = (rows[:, 0:2] + rows[:, 2:4]) / 2, (rows[:, 2:4] - rows[:, 0:2]) / 2
            reach = np.hypot(half[:, 0], half[:, 1]) + rows[:, 8]
            seen = _in_view(picture, planes, middle[:, 0], rows[:, 9], middle[:, 1], reach)
            self._line.use({"heights": heights})
            self._draw_twice(rows[seen], through[seen], self._draw_lines)

    def _draw_twice(self, rows: F32, through: F32, draw: Callable[[F32], None]) -> None:
        draw(rows)
        hidden = rows[through > 0.0]
        if len(hidden):
            hidden[:, 7] *= through[through > 0.0]
            self._gl.DepthFunc(g.GREATER)
            draw(hidden)
            self._gl.DepthFunc(g.LEQUAL)

    def _draw_rings(self, rows: F32, eye: F32) -> None:
        away = np.hypot(rows[:, 0] - eye[0], rows[:, 2] - eye[2])
        is_wide = rows[:, 3] > LARGE_M
        is_near = (away < NEAR_M) & ~is_wide
        for shape, part in ((self._near, is_near), (self._wide, is_wide), (self._far, ~(is_near | is_wide))):
            shape.fill(rows[part])
            shape.draw()

    def _draw_lines(self, rows: F32) -> None:
        self._lines.fill(rows)
        self._lines.draw()


def ring_rows(batch: RingBatch) -> F32:
    """Rows (n, 12): place and radius, colour, style."""
    rows = np.empty((len(batch.radius), 12), dtype=np.float32)
    rows[:, :3], rows[:, 3], rows[:, 4:8] = batch.place, batch.radius, batch.colour
    rows[:, 8] = batch.width
    rows[:, 9] = np.maximum(8.0, np.round(batch.radius * 9.0)) if batch.dashed else 0.0
    rows[:, 10:] = 0.0
    return rows


def line_rows(batch: LineBatch) -> F32:
    """Rows (n, 12): start and end, colour, style."""
    rows = np.empty((len(batch.lift), 12), dtype=np.float32)
    rows[:, :2], rows[:, 2:4], rows[:, 4:8] = batch.start, batch.end, batch.colour
    rows[:, 8], rows[:, 9], rows[:, 10] = batch.width / 2, batch.lift, batch.tip
    way = batch.end - batch.start
    rows[:, 11] = np.maximum(2.0, np.round(np.hypot(way[:, 0], way[:, 1]) / DASH_M)) if batch.dashed else 0.0
    return rows


def ring_sides(sides: int) -> F32:
    """Triangles round a ring: turn 0..1, side -1..1."""
    turn = np.arange(sides + 1) / sides
    a, b = turn[:-1], turn[1:]
    one = np.ones(sides)
    corners = [(a, -one), (a, one), (b, -one), (a, one), (b, one), (b, -one)]
    return np.stack([np.stack(corner, axis=1) for corner in corners], axis=1).reshape(-1, 2).astype(np.float32)


def line_pieces(pieces: int) -> F32:
    """Triangles along a line: share 0..1, side -1..1; then the arrow head."""
    head = np.array([(3.0, 0.0), (2.0, 1.0), (2.0, -1.0)], dtype=np.float32)
    return np.concatenate([ring_sides(pieces), head])


def _through(batches: Sequence[RingBatch] | Sequence[LineBatch]) -> F32:
    """What is left of each mark's opacity where it is hidden, (n,)."""
    return np.concatenate([np.full(len(batch.colour), batch.through, dtype=np.float32) for batch in batches])


def _in_view(picture: DrawList, planes: F32, x: F32, lift: F32, z: F32, reach: F32) -> NDArray[np.intp]:
    """Which marks may be seen. Their height is looked up, so that the planes above and below count too."""
    y = height_at(picture.ground, x, z) + lift
    centre = np.stack([x, y, z], axis=1).astype(np.float32)
    return np.flatnonzero(spheres_inside(planes, centre, (reach + 1.0).astype(np.float32)))
