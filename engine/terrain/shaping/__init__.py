"""Brushes that shape the ground: pure functions from a landscape, its edits and a brush to the tiles that change."""

from engine.terrain.shaping.brush import Brush, Shaped, falloff_at
from engine.terrain.shaping.flatten import flatten
from engine.terrain.shaping.paint import GRASS, paint
from engine.terrain.shaping.raise_ import lower, raise_
from engine.terrain.shaping.smooth import smooth
from engine.terrain.shaping.stamp import STAMPS, stamp
from engine.terrain.shaping.stroke import Stroke

__all__ = [
    "GRASS",
    "STAMPS",
    "Brush",
    "Shaped",
    "Stroke",
    "falloff_at",
    "flatten",
    "lower",
    "paint",
    "raise_",
    "smooth",
    "stamp",
]
