"""Support: heals friends over time."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Support(Component, id="support", icon="first-aid-kit"):
    """Heals friends over time."""

    heal_fraction: float = prop(
        0.2,
        unit="1",
        ge=0.0,
        le=1.0,
        step=0.05,
        column="heal_fraction",
        doc="Share of the friend's greatest health that one healing gives back.",
    )
    heal_time: float = prop(
        3.0, unit="s", gt=0.0, step=0.1, column="heal_time", doc="Time over which the health comes back."
    )
    heal_below: float = prop(
        0.55,
        unit="1",
        ge=0.0,
        le=1.0,
        step=0.05,
        column="heal_below",
        doc="Share of health below which a friend is worth healing.",
    )
    range: float = prop(
        9.0, unit="m", gt=0.0, step=0.5, column="support_range", doc="Greatest gap between the two bodies."
    )
    cooldown: float = prop(
        6.0, unit="s", ge=0.0, step=0.5, column="support_cooldown", doc="Time from one healing to the next."
    )
