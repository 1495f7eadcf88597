"""Perception: what an agent can see and hear, and how long it remembers."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Perception(Component, id="perception", icon="eye"):
    """What an agent can see and hear, and how long it remembers an enemy that it lost sight of."""

    sight: float = prop(25.0, unit="m", ge=0.0, step=1.0, column="sight_range", doc="How far it sees.")
    fov: float = prop(
        200.0,
        unit="deg",
        gt=0.0,
        le=360.0,
        step=5.0,
        column="sight_cos",
        convert="half_angle_cos",
        title="Field of view",
        doc="Width of the field of view; 360 sees all round.",
    )
    hearing: float = prop(
        15.0, unit="m", ge=0.0, step=1.0, column="hearing_range", doc="How far it hears who runs or fights."
    )
    memory: float = prop(
        6.0,
        unit="s",
        ge=0.0,
        le=600.0,
        step=0.5,
        column="memory_ticks",
        doc="How long it remembers, and looks for, an enemy that it no longer sees or hears.",
    )
