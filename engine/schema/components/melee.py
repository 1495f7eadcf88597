"""Melee: a blow with a weapon in the hand."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Melee(Component, id="melee", icon="sword"):
    """A blow with a weapon in the hand."""

    damage: float = prop(
        12.0, unit="hp", ge=0.0, step=1.0, column="melee_damage", doc="Harm done by one hit, before armour."
    )
    reach: float = prop(
        1.8,
        unit="m",
        gt=0.0,
        step=0.1,
        column="melee_reach",
        doc="Greatest gap between the two bodies that a blow bridges.",
    )
    cooldown: float = prop(
        1.0, unit="s", ge=0.0, step=0.1, column="melee_cooldown", doc="Time from one blow to the next."
    )
    windup: float = prop(
        0.3,
        unit="s",
        ge=0.0,
        step=0.05,
        column="melee_windup",
        doc="Time from the start of the swing to the hit; it can be seen coming.",
    )
    stagger: float = prop(
        10.0, unit="1", ge=0.0, step=1.0, column="melee_stagger", doc="How much a hit adds to the victim's stagger."
    )
