"""Where the flying camera may be: above the ground, and inside an endless world."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.terrain.landscape import Landscape

Eye = tuple[float, float, float]
EYE_ABOVE_M = 1.0
"""How near the flying camera comes to the ground [m]: from below, nothing of it would be seen."""


def kept_in_world(eye: Eye, landscape: Landscape) -> tuple[Eye, bool]:
    """The place of the camera, lifted out of the ground and brought back to the edge, and whether it was beyond it.

    A patch ends in view: beyond it the camera goes where it likes.
    """
    x, y, z = eye
    low_x, low_z, high_x, high_z = landscape.bounds
    inner_x, inner_z = min(max(x, low_x), high_x), min(max(z, low_z), high_z)
    is_beyond = (inner_x, inner_z) != (x, z)
    if is_beyond and landscape.kind != "endless":
        return eye, False
    return (inner_x, max(y, landscape.height_at(inner_x, inner_z) + EYE_ABOVE_M), inner_z), is_beyond
