"""Projectile: a ball that flies when it is thrown, hits what is in its way and lies there for a while."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Projectile(Component, id="projectile", icon="circle", row=True):
    """A ball that flies when it is thrown, hits what is in its way and lies there for a while."""

    radius: float = prop(0.12, unit="m", gt=0.0, le=0.5, step=0.01, column="radius", doc="Radius of the ball.")
    mass: float = prop(4.0, unit="kg", gt=0.0, step=0.5, column="mass", doc="How hard it hits.")
    friction: float = prop(
        0.5, unit="1", ge=0.0, le=2.0, step=0.05, column="rigid_friction", doc="How fast it stops on the ground."
    )
    bounce: float = prop(
        0.4,
        unit="1",
        ge=0.0,
        le=1.0,
        step=0.05,
        column="rigid_bounce",
        doc="Share of its speed that it keeps when it bounces.",
    )
    lifetime: float = prop(
        8.0,
        unit="s",
        gt=0.0,
        le=600.0,
        step=0.5,
        column="projectile_lifetime",
        doc="Time from the throw after which it is gone and can be thrown again.",
    )
