"""Rigid body: a loose thing, such as a crate, that slides over the ground when it is pushed, hit or thrown about."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import Vec3, prop


class RigidBody(Component, id="rigid_body", icon="package", row=True):
    """A loose thing, such as a crate, that slides over the ground when it is pushed, hit or thrown about."""

    shape: Literal["box", "circle"] = prop("box", doc="Outline on the ground.")
    size: Vec3 = prop(
        (1.0, 1.0, 1.0),
        unit="m",
        gt=0.0,
        step=0.1,
        doc="Full width, height and depth of a box; of a circle only the height counts.",
    )
    radius: float = prop(0.5, unit="m", gt=0.0, step=0.05, only={"shape": "circle"}, doc="Radius of a circle.")
    mass: float = prop(40.0, unit="kg", gt=0.0, step=5.0, column="mass", doc="How hard it is to move.")
    friction: float = prop(
        0.5,
        unit="1",
        ge=0.0,
        le=2.0,
        step=0.05,
        column="rigid_friction",
        doc="Grip on the ground: this times its weight is the force that moves it.",
    )
    bounce: float = prop(
        0.1,
        unit="1",
        ge=0.0,
        le=1.0,
        step=0.05,
        column="rigid_bounce",
        doc="Share of the speed that a blow gives back; what meets counts by the product of both.",
    )
