"""Light: a lamp: colours what is near it."""

from engine.schema.component import Component
from engine.schema.fields import Color, prop


class Light(Component, id="light", icon="sun"):
    """A lamp: colours what is near it."""

    color: Color = prop("#ffd9a0", title="Colour", doc="Colour of the light.")
    range: float = prop(6.0, unit="m", gt=0.0, step=0.5, doc="How far it reaches.")
    lights: bool = prop(
        True,
        title="Lights things",
        doc="Whether it colours what is near it; else it only hangs in the air, as mist does.",
    )
