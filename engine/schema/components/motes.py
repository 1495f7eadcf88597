"""Motes: small things in the air, from embers to rain."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import Color, prop


class Motes(Component, id="motes", icon="sparkle"):
    """Small things in the air, from embers to rain, seen while the scene plays."""

    kind: Literal["embers", "rain", "dust", "fireflies"] = prop("dust", doc="What they are: it says how they move.")
    count: int = prop(80, unit="1", ge=0, le=400, step=10, doc="How many are in the air at once.")
    radius: float = prop(
        0.0, unit="m", ge=0.0, step=1.0, doc="How far from here they are; 0 keeps them around the player, wherever."
    )
    color: Color = prop("#ffd9a0", title="Colour", doc="Colour of their light.")
    wind: float = prop(0.0, unit="m/s", ge=0.0, le=20.0, step=0.5, doc="How fast they drift, the way this faces.")
