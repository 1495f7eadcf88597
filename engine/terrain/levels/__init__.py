"""Levels of detail of an endless ground: which chunks to want, which to draw, and how they change without a crack."""

from engine.terrain.levels.drawn import DrawnChunks, Selection
from engine.terrain.levels.selector import LevelSelector
from engine.terrain.levels.settings import LevelSettings

__all__ = ["DrawnChunks", "LevelSelector", "LevelSettings", "Selection"]
