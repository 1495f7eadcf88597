"""Warden: a keeper of oaths that fights in three phases and takes the court's anchors apart."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Warden(Component, id="warden", icon="shield-star"):
    """A keeper of oaths that fights in three phases and takes the court's anchors apart."""

    cleave_length: float = prop(
        5.5, unit="m", gt=0.0, step=0.5, column="cleave_length", doc="How far before it a cleave strikes; harm: melee."
    )
    lash_damage: float = prop(18.0, unit="hp", ge=0.0, step=1.0, column="lash_damage", doc="Harm of a lash.")
    lash_reach: float = prop(9.0, unit="m", gt=0.0, step=0.5, column="lash_reach", doc="How far a lash strikes.")
    lash_windup: float = prop(1.2, unit="s", ge=0.0, step=0.1, column="lash_windup", doc="Time until it lands.")
    lash_cooldown: float = prop(
        6.0,
        unit="s",
        ge=0.0,
        step=0.5,
        column="lash_cooldown",
        doc="From one lash to the next; less in the last phase.",
    )
    rupture_damage: float = prop(30.0, unit="hp", ge=0.0, step=1.0, column="rupture_damage", doc="Harm of a rupture.")
    rupture_radius: float = prop(
        5.0, unit="m", gt=0.0, step=0.5, column="rupture_radius", doc="How far around the anchor it strikes."
    )
    rupture_loss: float = prop(
        0.35, unit="1", ge=0.0, le=1.0, step=0.05, column="rupture_loss", doc="Stability that the anchor loses."
    )
    rupture_windup: float = prop(2.0, unit="s", ge=0.0, step=0.1, column="rupture_windup", doc="Time until it lands.")
    rupture_wait: float = prop(
        6.0, unit="s", ge=0.0, step=1.0, column="rupture_wait", doc="From the second or third phase's beginning to it."
    )
    ward_stops: float = prop(
        0.5, unit="1", ge=0.0, le=0.9, step=0.05, column="ward_stops", doc="Share of harm that its ward stops."
    )
    ward_cooldown: float = prop(
        24.0, unit="s", ge=0.0, step=1.0, column="ward_cooldown", doc="From a ward's fall until the next."
    )
