"""Boss: its health stands in a bar at the top of the screen."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Boss(Component, id="boss", icon="crown"):
    """Its health stands in a bar at the top of the screen."""

    bar: bool = prop(True, column="has_boss_bar", doc="Whether the bar is shown.")
