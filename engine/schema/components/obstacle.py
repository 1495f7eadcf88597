"""Obstacle: something solid that stands still and blocks the way."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import Vec3, prop


class Obstacle(Component, id="obstacle", icon="wall"):
    """Something solid that stands still and blocks the way."""

    shape: Literal["box", "circle"] = prop("box", doc="Outline on the ground.")
    size: Vec3 = prop(
        (2.0, 2.0, 2.0),
        unit="m",
        gt=0.0,
        step=0.1,
        doc="Full width, height and depth of a box; of a circle only the height counts.",
    )
    radius: float = prop(1.0, unit="m", gt=0.0, step=0.1, only={"shape": "circle"}, doc="Radius of a circle.")
    walkable: bool = prop(
        False,
        only={"shape": "box"},
        doc="Ways lead over the top of a box, as over a bridge or stairs, and none under it.",
    )
