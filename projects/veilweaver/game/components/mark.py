"""Mark: an arrow that makes everybody's blows on its target count for more."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Mark(Component, id="mark", icon="target"):
    """An arrow that makes everybody's blows on its target count for more."""

    bonus: float = prop(0.15, unit="1", ge=0.0, le=2.0, step=0.05, column="mark_bonus", doc="Share of extra harm.")
    time: float = prop(6.0, unit="s", gt=0.0, step=0.5, column="mark_time", doc="How long a mark lasts.")
    range: float = prop(18.0, unit="m", gt=0.0, step=0.5, column="mark_range", doc="How far the arrow carries.")
    cooldown: float = prop(6.0, unit="s", ge=0.0, step=0.5, column="mark_cooldown", doc="From one mark to the next.")
