"""Appearance: what a thing looks like."""

from engine.schema.component import Component
from engine.schema.fields import Color, prop


class Appearance(Component, id="appearance", icon="palette"):
    """What a thing looks like."""

    mesh: str = prop("marker", ref="mesh", doc="Shape that is drawn.")
    tint: Color = prop("#ffffff", doc="Colour that multiplies the mesh's own; white leaves it as it is.")
    glow: float = prop(0.0, unit="1", ge=0.0, le=4.0, step=0.1, doc="Strength of the light around it; 0 is none.")
