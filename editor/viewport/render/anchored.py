"""Far from the origin a picture is drawn relative to an anchor near the eye, so that float32 keeps its millimetres."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from editor.viewport.camera.camera import Camera
from engine.present.draw_list import DrawList, Glow, Ground, GroundLine, Instances, LineBatch, Ribbon, RingBatch
from engine.present.effects import Sparks

STEP_M = 1024.0
"""Anchors are whole multiples of this: whole cells of every level, and exact in float32."""
NEAR_M = 2048.0
"""Nearer to the origin, along both axes, nothing is moved: the pictures stay the same to the bit."""
Anchor = tuple[float, float]
Part = TypeVar("Part")


def anchor_for(eye: tuple[float, float, float], before: Anchor = (0.0, 0.0)) -> Anchor:
    """What a picture from `eye` [m] is drawn relative to (x, z) [m]; `before` is kept while the eye is near it."""
    x, _, z = eye
    if max(abs(x), abs(z)) <= NEAR_M:
        return (0.0, 0.0)
    if before != (0.0, 0.0) and max(abs(x - before[0]), abs(z - before[1])) <= STEP_M:
        return before
    return (round(x / STEP_M) * STEP_M, round(z / STEP_M) * STEP_M)


def moved_camera(camera: Camera, anchor: Anchor) -> Camera:
    """The same view in places relative to the anchor."""
    x, y, z = camera.eye
    return camera if anchor == (0.0, 0.0) else replace(camera, eye=(x - anchor[0], y, z - anchor[1]))


class Anchored:
    """Moves draw lists; a part seen before, at the same anchor, is the same object again, so that packers know it."""

    def __init__(self) -> None:
        self._anchor: Anchor = (0.0, 0.0)
        self._known: dict[int, tuple[Any, Any]] = {}

    def picture(self, picture: DrawList, anchor: Anchor) -> DrawList:
        """The picture relative to the anchor; the picture itself at the origin. Its `terrain` keeps whole numbers."""
        if anchor == (0.0, 0.0):
            self._known = {}
            return picture
        if anchor != self._anchor:
            self._anchor, self._known = anchor, {}
        fresh: dict[int, tuple[Any, Any]] = {}
        x, z = anchor

        def moved(part: Part, move: Callable[[Part], Part]) -> Part:
            known = self._known.get(id(part))
            made = known if known is not None and known[0] is part else (part, move(part))
            fresh[id(part)] = made
            return made[1]

        offset = np.array([x, 0.0, z])

        def point(place: tuple[float, float, float]) -> tuple[float, float, float]:
            return (place[0] - x, place[1], place[2] - z)

        def body(part: Instances) -> Instances:
            return replace(part, position=(part.position.astype(np.float64) - offset).astype(np.float32))

        def ground(part: Ground) -> Ground:
            return replace(part, origin=(part.origin[0] - x, part.origin[1] - z), beyond=None)

        def rings(part: RingBatch) -> RingBatch:
            return replace(part, place=(part.place.astype(np.float64) - offset).astype(np.float32))

        def lines(part: LineBatch) -> LineBatch:
            flat = offset[::2]
            ends = [(end.astype(np.float64) - flat).astype(np.float32) for end in (part.start, part.end)]
            return replace(part, start=ends[0], end=ends[1])

        def ribbon(part: Ribbon) -> Ribbon:
            return replace(part, start=point(part.start), end=point(part.end))

        def line(part: GroundLine) -> GroundLine:
            return replace(part, points=tuple(point(place) for place in part.points))

        def glow(part: Glow) -> Glow:
            return replace(part, position=point(part.position))

        def sparks(part: Sparks) -> Sparks:
            return replace(part, place=(part.place.astype(np.float64) - offset).astype(np.float32))

        made = replace(
            picture,
            sparks=[sparks(part) for part in picture.sparks],
            telegraphs=[replace(each, position=point(each.position)) for each in picture.telegraphs],
            ground=moved(picture.ground, ground) if picture.ground is not None else None,
            instances=[moved(part, body) for part in picture.instances],
            rings=[moved(ring, lambda one: replace(one, position=point(one.position))) for ring in picture.rings],
            areas=[moved(area, lambda one: replace(one, position=point(one.position))) for area in picture.areas],
            ribbons=[moved(part, ribbon) for part in picture.ribbons],
            glows=[moved(part, glow) for part in picture.glows],
            lines=[moved(part, line) for part in picture.lines],
            ring_batches=[moved(part, rings) for part in picture.ring_batches],
            line_batches=[moved(part, lines) for part in picture.line_batches],
            camera_target=None if picture.camera_target is None else point(picture.camera_target),
        )
        self._known = fresh
        return made
