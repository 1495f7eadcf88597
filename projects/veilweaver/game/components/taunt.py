"""Taunt: draws the attention of enemies around."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Taunt(Component, id="taunt", icon="megaphone"):
    """Draws the attention of enemies around."""

    radius: float = prop(9.0, unit="m", gt=0.0, step=0.5, column="taunt_radius", doc="How far the challenge carries.")
    time: float = prop(4.0, unit="s", gt=0.0, step=0.5, column="taunt_time", doc="How long enemies heed it.")
    cooldown: float = prop(10.0, unit="s", ge=0.0, step=0.5, column="taunt_cooldown", doc="From one taunt to the next.")
