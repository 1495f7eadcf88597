"""Combo: a chain of blows that breaks an enemy's stance."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Combo(Component, id="combo", icon="hand-fist"):
    """A chain of blows that breaks an enemy's stance."""

    damage: float = prop(18.0, unit="hp", ge=0.0, step=1.0, column="combo_damage", doc="Harm of the whole chain.")
    stagger: float = prop(250.0, unit="1", ge=0.0, step=10.0, column="combo_stagger", doc="Stagger of the whole chain.")
    reach: float = prop(1.6, unit="m", gt=0.0, step=0.1, column="combo_reach", doc="Free ground that it bridges.")
    cooldown: float = prop(8.0, unit="s", ge=0.0, step=0.5, column="combo_cooldown", doc="From one combo to the next.")
    windup: float = prop(0.8, unit="s", ge=0.0, step=0.1, column="combo_windup", doc="Time until the last blow lands.")
