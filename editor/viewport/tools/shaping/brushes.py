"""What one press of each brush does, with the numbers that the brush is set to."""

from __future__ import annotations

from functools import partial

from editor.core.terrain.shaping import ShapeSettings, ShapeTool
from engine.terrain.shaping import Brush, flatten, paint, raise_, smooth, stamp
from engine.terrain.shaping.stroke import Dab

SMOOTHS = ("raise", "paint", "stamp")
"""The brushes with which Ctrl smooths."""
RISE = 0.05
"""A press at full strength raises the middle by this share of the radius, so that slopes look alike at any size."""
TITLES: dict[ShapeTool, tuple[str, str]] = {
    "raise": ("Raise the ground", "Lower the ground"),
    "flatten": ("Flatten the ground", "Flatten the ground"),
    "smooth": ("Smooth the ground", "Smooth the ground"),
    "paint": ("Paint the ground", "Take paint off the ground"),
    "stamp": ("Stamp a landform", "Dig a landform"),
}


def title_of(tool: ShapeTool, *, lowers: bool) -> str:
    """What the history says of a stroke."""
    return TITLES[tool][int(lowers)]


def brush_of(tool: ShapeTool, settings: ShapeSettings, x: float, z: float) -> Brush:
    """The brush at (x, z) [m] as the engine knows it: strength in metres for raise, a share for the others."""
    strength = {"raise": settings.strength * settings.radius * RISE, "stamp": 1.0}.get(tool, settings.strength)
    return Brush(x, z, settings.radius, strength, settings.falloff)


def dab_of(tool: ShapeTool, settings: ShapeSettings, level: float, *, lowers: bool) -> Dab:
    """One press of a brush; `level` [m] is the height that flatten levels to, `lowers` turns the brush round."""
    sign = -1.0 if lowers else 1.0
    match tool:
        case "raise":
            return partial(raise_, amount=sign)
        case "flatten":
            return partial(flatten, height_m=level)
        case "smooth":
            return smooth
        case "paint":
            return partial(paint, material=None if lowers else settings.material)
        case "stamp":
            return partial(
                stamp,
                amount=sign,
                shape=settings.stamp,
                height_m=settings.stamp_height,
                rotation_deg=settings.stamp_turn,
            )
