"""Draws what shines or lies on the ground: rings, areas, lines, threads of light, glows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render import gl as g
from editor.viewport.render.buffers import Attribute, IndexedMesh, InstancedShape
from editor.viewport.render.context import Context
from editor.viewport.render.program import Program
from editor.viewport.render.sky_pass import QUAD
from editor.viewport.render.strips import area_strips, hidden_strips, ribbon_strips
from engine.present.colour import linear, srgb
from engine.present.draw_list import SIDE_COLOUR, DrawList, Glow, Ring

RING_SIDES = 40
# Cyan burns out to white sooner than gold: less of it.
_BRIGHTNESS_WEIGHT = np.array([0.25, 0.6, 0.45])


class EffectsPass:
    """Buffers of the effects, filled again only when their part of the draw list changes."""

    def __init__(self, context: Context) -> None:
        self._gl = gl = context.gl
        self.ring = Program(context, "ring.vert", "line.frag", textures=("heights",))
        self._rings = InstancedShape(
            gl, _ring_corners(RING_SIDES), (Attribute(3, 4, True), Attribute(4, 4, True), Attribute(5, 4, True))
        )
        self._line = Program(context, "line.vert", "line.frag")
        self._lines = IndexedMesh(gl, (Attribute(0, 3), Attribute(1, 4), Attribute(2, 2)))
        self._hidden = IndexedMesh(gl, (Attribute(0, 3), Attribute(1, 4), Attribute(2, 2)))
        self._ribbon = Program(context, "ribbon.vert", "ribbon.frag")
        self._ribbons = IndexedMesh(gl, (Attribute(0, 3), Attribute(1, 3), Attribute(2, 3), Attribute(3, 3)))
        self._glow = Program(context, "glow.vert", "glow.frag")
        self._glows = InstancedShape(gl, QUAD, (Attribute(3, 4, True), Attribute(4, 4, True)))
        self._last_lines: object = None
        self._last_rings: tuple[list[Ring], NDArray[np.float32]] = ([], np.zeros((0, 12), dtype=np.float32))
        self._last_glows: list[Glow] | None = None
        self._last_ribbons: object = None

    def draw_on_ground(self, picture: DrawList, heights: int) -> None:
        """Rings, areas and lines; the caller blends by alpha."""
        self._rings.fill(self._ring_rows(picture.rings))
        self.ring.use({"heights": heights})
        self._rings.draw()
        marks = (id(picture.ground), tuple(picture.areas), tuple(picture.lines))
        if marks != self._last_lines:
            self._last_lines = marks
            self._lines.fill(*area_strips(picture.ground, picture.areas, picture.lines))
            self._hidden.fill(*hidden_strips(picture.ground, picture.lines))
        if self._lines.count:
            self._line.use()
            self._lines.draw()
        if self._hidden.count:
            self._gl.DepthFunc(g.GREATER)
            self._hidden.draw()
            self._gl.DepthFunc(g.LEQUAL)

    def _ring_rows(self, rings: list[Ring]) -> NDArray[np.float32]:
        """The rows of all rings; those of rings seen in the last picture are not made again."""
        known, rows = self._last_rings
        if rings is known:
            return rows
        if len(rings) == len(known):
            changed = [i for i, (old, new) in enumerate(zip(known, rings, strict=True)) if old is not new]
            if changed:
                rows = rows.copy()
                rows[changed] = ring_rows([rings[i] for i in changed])
        else:
            rows = ring_rows(rings)
        self._last_rings = (rings, rows)
        return rows

    def draw_light(self, picture: DrawList) -> None:
        """Threads and glows; the caller blends by addition."""
        ribbons = tuple(picture.ribbons)
        if ribbons != self._last_ribbons:
            self._last_ribbons = ribbons
            self._ribbons.fill(*ribbon_strips(ribbons))
        if self._ribbons.count:
            self._ribbon.use()
            self._ribbons.draw()
        if picture.glows != self._last_glows:
            self._last_glows = list(picture.glows)
            self._glows.fill(glow_rows(picture.glows))
        self._glow.use()
        self._glows.draw()


def ring_rows(rings: Sequence[Ring]) -> NDArray[np.float32]:
    """One row (12 floats) a ring: place and radius, colour, style."""
    rows = np.zeros((len(rings), 12), dtype=np.float32)
    for i, ring in enumerate(rings):
        x, _, z = ring.position
        rows[i, :4] = (x, 0.0, z, ring.radius)
        rows[i, 4:7] = srgb(ring.colour or SIDE_COLOUR[ring.side])
        rows[i, 7] = 0.85
        dashes = max(8.0, np.round(ring.radius * 9.0)) if ring.style == "dashed" else 0.0
        width = 0.06 if ring.radius < 1.5 else 0.09
        rows[i, 8:] = (width, dashes, ring.facing or 0.0, 0.0 if ring.facing is None else 1.0)
    return rows


def glow_rows(glows: Sequence[Glow]) -> NDArray[np.float32]:
    """One row (8 floats) a glow: place and size, light, whether it drifts. A lamp also has a small bright heart."""
    rows: list[tuple[float, ...]] = []
    for glow in glows:
        colour = linear(glow.colour)
        calm = (
            1.0 if glow.drift else 1.0 - 0.35 * float(np.clip(colour @ _BRIGHTNESS_WEIGHT - colour[0], 0.0, 1.0)) * 2.0
        )
        light = colour * glow.strength * (1.0 if glow.drift else max(calm, 0.65))
        drift = 1.0 if glow.drift else 0.0
        if glow.lights:
            rows.append((*glow.position, glow.radius * 2.0, *(light * 0.26), 0.0))
            rows.append((*glow.position, glow.radius * 0.73, *(light * 0.40), 0.0))
        else:
            rows.append((*glow.position, glow.radius * 2.0, *light, drift))
    return np.array(rows, dtype=np.float32).reshape(-1, 8)


def _ring_corners(sides: int) -> NDArray[np.float32]:
    """Triangles round a ring (turn 0..1, side -1..1), then the arrow tip (turn 2 for its base, 3 for its point)."""
    corners: list[tuple[float, float]] = []
    for i in range(sides):
        a, b = i / sides, (i + 1) / sides
        corners += [(a, -1.0), (a, 1.0), (b, -1.0), (a, 1.0), (b, 1.0), (b, -1.0)]
    corners += [(3.0, 0.0), (2.0, 1.0), (2.0, -1.0)]
    return np.array(corners, dtype=np.float32)
