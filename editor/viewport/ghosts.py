"""Ghosts: what would stand, or stood, at a place, see-through; and the line between that place and the one of now."""

from __future__ import annotations

import numpy as np

from engine.present.colour import linear
from engine.present.draw_list import DrawList, Instances, Point, Ribbon, instances

MOVED_M = 0.01
"""How far something has to go to count as moved [m]."""
LIFT_M, WIDTH_M = 0.1, 0.05


def ghost(mesh: str, place: Point, yaw: float, scale: float, colour: str) -> Instances:
    """A mesh in one colour ("#rrggbb"), turned by `yaw` [rad], that lets through what stands behind it."""
    return instances(mesh, [place], yaw=yaw, scale=scale, tint=linear(colour), ghost=True)


def add_way(picture: DrawList, start: Point, end: Point, colour: str) -> None:
    """A line between two places, where something has moved."""
    if float(np.abs(np.subtract(start, end)).max()) > MOVED_M:
        one, other = ((x, y + LIFT_M, z) for x, y, z in (start, end))
        picture.ribbons.append(Ribbon(one, other, colour, width=WIDTH_M))
