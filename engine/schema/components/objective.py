"""Objective: something that the party is asked to do."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Objective(Component, id="objective", icon="flag-banner"):
    """Something that the party is asked to do."""

    kind: Literal["defeat_all", "protect", "reach", "survive"] = prop(
        "defeat_all",
        doc="Defeat every hostile, protect or reach the target, or survive for a time. Protecting can only fail: "
        "when the target dies, or is down for 8 s.",
    )
    target: str = prop(
        "", ref="entity", doc="Whom to protect, or whom or which place to reach; empty means this place."
    )
    seconds: float = prop(30.0, unit="s", gt=0.0, step=5.0, doc="How long to survive; other kinds don't look at it.")
    text: str = prop("", doc="What the player reads while playing; empty shows the name.")
