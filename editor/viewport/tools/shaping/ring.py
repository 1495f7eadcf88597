"""The ring of a brush on the ground: its edge, where its effect begins to fade, and a dot in its middle."""

from __future__ import annotations

import numpy as np

from engine.present.batches import lines
from engine.present.draw_list import LineBatch

SIDES = 48
DARK, LIGHT, LOWERS = "#101317", "#ffffff", "#ffb03a"
WIDTH_PIXELS = 2.0
"""A dark line under a light one reads on snow as on soil, and in greyscale."""
SMALLEST_M = 0.03
THROUGH = 0.4
"""What is left of the ring behind a hill: a brush as wide as a valley is never seen whole."""


def brush_marks(
    place: tuple[float, float],
    radius: float,
    falloff: float,
    metres_a_pixel: float,
    *,
    lowers: bool = False,
    facing: float | None = None,
) -> list[LineBatch]:
    """The lines of a brush at `place` (x, z) [m], draped over the ground.

    radius [m]; falloff 0..1, the share of the radius over which the effect fades; metres_a_pixel: how much ground one
    pixel covers there, so that lines keep their width; lowers: drawn amber and dashed, as what takes ground away;
    facing [deg]: an arrow from the middle to the rim, for a landform that is turned.
    """
    wide = max(metres_a_pixel * WIDTH_PIXELS, SMALLEST_M)
    colour = LOWERS if lowers else LIGHT
    marks = [
        _ring(place, radius, DARK, wide * 2.2, dashed=False),
        _ring(place, radius, colour, wide, dashed=lowers),
    ]
    inner = radius * (1.0 - falloff)
    if SMALLEST_M < inner < radius * 0.98:
        marks.append(_ring(place, inner, colour, wide * 0.7, dashed=True))
    x, z = place
    if facing is not None:
        turn = np.radians(facing)
        rim = [[x + radius * float(np.sin(turn)), 0.0, z + radius * float(np.cos(turn))]]
        marks.append(lines(None, [[x, 0.0, z]], rim, colour, width=wide, tip=wide * 5.0, through=THROUGH))
    arm = max(wide * 3.0, radius * 0.02)
    cross = np.array([[x - arm, 0.0, z], [x, 0.0, z - arm]]), np.array([[x + arm, 0.0, z], [x, 0.0, z + arm]])
    marks.append(lines(None, *cross, colour, width=wide, through=THROUGH))
    return marks


def _ring(place: tuple[float, float], radius: float, colour: str, width: float, *, dashed: bool) -> LineBatch:
    angle = np.linspace(0.0, 2.0 * np.pi, SIDES + 1)
    points = np.stack(
        [place[0] + radius * np.cos(angle), np.zeros(SIDES + 1), place[1] + radius * np.sin(angle)], axis=1
    )
    return lines(None, points[:-1], points[1:], colour, width=width, dashed=dashed, through=THROUGH)
