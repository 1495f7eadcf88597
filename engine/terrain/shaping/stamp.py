"""Stamp: press a whole landform into the ground at once."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from engine.terrain.edits import TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping.brush import Brush, Shaped
from engine.terrain.shaping.window import OVER_THE_EDGE, window_of

Floats = NDArray[np.float64]
Shape = Callable[[Floats, Floats], Floats]


def hill(u: Floats, v: Floats) -> Floats:
    """A round hill: (1 - d*d)^2 of the distance d, level on top and at the foot."""
    rest = np.maximum(1.0 - (u * u + v * v), 0.0)
    return rest * rest


def crater(u: Floats, v: Floats) -> Floats:
    """A bowl as deep as the stamp is high, with a rim of a quarter of that at two thirds of the radius."""
    d = np.sqrt(u * u + v * v)
    bowl = -_step(1.0 - d / 0.55)
    rim = 0.25 * _step(1.0 - np.abs(d - 0.65) / 0.35)
    return bowl + rim


def ridge(u: Floats, v: Floats) -> Floats:
    """A ridge along v: sharp across, running out towards both ends."""
    return np.maximum(1.0 - np.abs(u) / 0.5, 0.0) * _step(1.0 - np.abs(v))


def plateau(u: Floats, v: Floats) -> Floats:
    """A table: level up to two thirds of the radius, then a steep flank."""
    return _step((1.0 - np.sqrt(u * u + v * v)) * 3.0)


def ramp(u: Floats, v: Floats) -> Floats:
    """A way up along v, from nothing at one end to the full height at the other, half as wide as it is long."""
    return np.clip((v + 0.85) / 1.7, 0.0, 1.0) * _step((0.55 - np.abs(u)) * 8.0) * _step((1.0 - np.abs(v)) * 8.0)


STAMPS: Mapping[str, Shape] = MappingProxyType(
    {"hill": hill, "crater": crater, "ridge": ridge, "plateau": plateau, "ramp": ramp}
)
"""The landforms by name: functions of (u, v) in radii from the middle to a share of the height, 0 outside the disc."""


def stamp(
    landscape: Landscape,
    edits: TerrainEdits,
    brush: Brush,
    amount: float = 1.0,
    shape: str = "hill",
    height_m: float = 5.0,
    rotation_deg: float = 0.0,
) -> Shaped:
    """Add a landform to the ground: `height_m` times `brush.strength` times `amount` high; a negative one digs.

    Args:
        landscape: The ground.
        edits: How it is shaped now.
        brush: Where, and how wide; its falloff counts for nothing, the landform has its own flanks.
        amount: Scales the height.
        shape: hill, crater, ridge, plateau or ramp.
        height_m: Its height [m].
        rotation_deg: How far it is turned [deg], from +z towards +x as a facing is.

    Raises:
        ValueError: There is no such landform.
    """
    if shape not in STAMPS:
        raise ValueError(f"there is no stamp {shape!r}; expected one of {', '.join(STAMPS)}")
    window = window_of(landscape, edits, brush)
    if window is None:
        return Shaped(notes=(OVER_THE_EDGE,))
    across = (np.arange(window.low[0], window.high[0]) * landscape.cell - brush.x) / brush.radius_m
    along = (np.arange(window.low[1], window.high[1]) * landscape.cell - brush.z) / brush.radius_m
    angle = np.deg2rad(rotation_deg)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    u = across[None, :] * cos - along[:, None] * sin
    v = across[None, :] * sin + along[:, None] * cos
    is_inside = u * u + v * v <= 1.0
    by = np.rint(np.where(is_inside, STAMPS[shape](u, v), 0.0) * (height_m * brush.strength * amount * 1000.0))
    before = window.offsets()
    return window.with_offsets(before, before[window.inside] + by)


def _step(t: Floats) -> Floats:
    """Hermite's step, 0 to 1."""
    t = np.clip(t, 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)
