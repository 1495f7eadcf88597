"""Echo dash: a burst of movement that harms whoever stands in the way, paid in Echo."""

from engine.schema.component import Component
from engine.schema.fields import prop


class EchoDash(Component, id="echo_dash", icon="person-simple-run"):
    """A burst of movement that harms whoever stands in the way, paid in Echo."""

    length: float = prop(10.0, unit="m", gt=0.0, le=20.0, step=0.5, column="dash_length", doc="How far it carries.")
    damage: float = prop(30.0, unit="hp", ge=0.0, step=1.0, column="dash_damage", doc="Harm to each enemy in the way.")
    cooldown: float = prop(1.0, unit="s", ge=0.0, step=0.1, column="dash_cooldown", doc="From one dash to the next.")
    cost: int = prop(1, unit="1", ge=0, step=1, column="dash_cost", doc="Echo that a dash costs.")
