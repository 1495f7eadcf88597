"""Area attack: a blow that hits every enemy around."""

from engine.schema.component import Component
from engine.schema.fields import prop


class AreaAttack(Component, id="area_attack", icon="circles-three"):
    """A blow that hits every enemy around."""

    damage: float = prop(
        25.0,
        unit="hp",
        ge=0.0,
        step=1.0,
        column="area_damage",
        doc="Harm done to each enemy in the area, before armour.",
    )
    radius: float = prop(6.0, unit="m", gt=0.0, step=0.1, column="area_radius", doc="How far around it reaches.")
    cooldown: float = prop(
        3.0, unit="s", ge=0.0, step=0.1, column="area_cooldown", doc="Time from one blow to the next."
    )
    windup: float = prop(
        1.0, unit="s", ge=0.0, step=0.05, column="area_windup", doc="Time between the warning and the hit."
    )
