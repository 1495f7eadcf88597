"""Body: a moving body that takes room, pushes and is pushed."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Body(Component, id="body", icon="person", row=True):
    """A moving body that takes room, pushes and is pushed."""

    radius: float = prop(
        0.4, unit="m", gt=0.0, step=0.05, column="radius", doc="Half the width of the room that it takes."
    )
    height: float = prop(
        1.8, unit="m", gt=0.0, step=0.1, column="height", doc="From the ground to the top of the head."
    )
    mass: float = prop(80.0, unit="kg", gt=0.0, step=5.0, column="mass", doc="How hard it is to push aside.")
    speed: float = prop(4.2, unit="m/s", ge=0.0, step=0.1, column="speed", doc="Fastest run.")
    acceleration: float = prop(
        20.0, unit="m/s2", gt=0.0, step=1.0, column="acceleration", doc="How fast it gains and loses speed."
    )
    step_height: float = prop(
        0.35, unit="m", ge=0.0, step=0.05, column="step_height", doc="Highest edge that it walks up or down."
    )
    climb_angle: float = prop(
        45.0,
        unit="deg",
        ge=0.0,
        lt=90.0,
        step=1.0,
        column="climb_limit",
        convert="tangent",
        doc="Steepest ground that it walks up; on steeper ground it slides down.",
    )
    jump_height: float = prop(
        0.0, unit="m", ge=0.0, step=0.1, column="jump_height", doc="How high a jump lifts its feet; 0 can't jump."
    )
