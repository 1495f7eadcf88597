"""Aegis: a barrier of light about the threatened player that takes harm in their place."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Aegis(Component, id="aegis", icon="shield"):
    """A barrier of light about the threatened player that takes harm in their place."""

    amount: float = prop(25.0, unit="hp", gt=0.0, step=1.0, column="aegis_amount", doc="Harm that a barrier takes.")
    time: float = prop(5.0, unit="s", gt=0.0, step=0.5, column="aegis_time", doc="How long a barrier lasts.")
    range: float = prop(12.0, unit="m", gt=0.0, step=0.5, column="aegis_range", doc="How far it is raised.")
    cooldown: float = prop(
        14.0, unit="s", ge=0.0, step=0.5, column="aegis_cooldown", doc="From one barrier to the next."
    )
