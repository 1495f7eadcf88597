"""Health: how much harm a thing can take before it falls."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Health(Component, id="health", icon="heart", row=True):
    """How much harm a thing can take before it falls."""

    current: float = prop(100.0, unit="hp", ge=0.0, step=5.0, column="health", doc="What is left.")
    maximum: float = prop(100.0, unit="hp", gt=0.0, step=5.0, column="health_max", doc="What healing can restore.")
    armour: float = prop(
        0.0, unit="1", ge=0.0, le=1.0, step=0.05, column="armour", doc="Share of each hit that is kept off."
    )
