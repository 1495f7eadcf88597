"""Barrier: a box that can be put up during play, blocks the way and can be broken."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Barrier(Component, id="barrier", icon="wall", row=True):
    """A box that can be put up during play, blocks the way and can be broken."""

    half_extent_x: float = prop(1.4, unit="m", gt=0.0, step=0.1, doc="Half its width, left to right.")
    half_extent_z: float = prop(0.25, unit="m", gt=0.0, step=0.05, doc="Half its depth, front to back.")
    height: float = prop(
        1.2, unit="m", gt=0.0, step=0.1, column="height", doc="How tall it is; who is taller looks over it."
    )
    hp: float = prop(120.0, unit="hp", gt=0.0, step=10.0, doc="Harm that it takes before it breaks.")
