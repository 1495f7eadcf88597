"""Ranged: an attack over a distance."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Ranged(Component, id="ranged", icon="crosshair"):
    """An attack over a distance."""

    damage: float = prop(
        10.0, unit="hp", ge=0.0, step=1.0, column="ranged_damage", doc="Harm done by one hit, before armour."
    )
    range: float = prop(
        15.0, unit="m", gt=0.0, step=0.5, column="ranged_range", doc="Greatest gap between the two bodies."
    )
    cooldown: float = prop(
        1.0, unit="s", ge=0.0, step=0.1, column="ranged_cooldown", doc="Time from one shot to the next."
    )
    windup: float = prop(
        0.3, unit="s", ge=0.0, step=0.05, column="ranged_windup", doc="Time from taking aim to the hit."
    )
    stagger: float = prop(
        5.0, unit="1", ge=0.0, step=1.0, column="ranged_stagger", doc="How much a hit adds to the victim's stagger."
    )
