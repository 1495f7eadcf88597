"""Objective: something that the party is asked to do."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Objective(Component, id="objective", icon="flag-banner"):
    """Something that the party is asked to do."""

    kind: Literal["defeat_all", "defeat", "protect", "reach", "survive", "use", "signal"] = prop(
        "defeat_all",
        doc="What is asked; protecting fails by death or 8 s down.",
    )
    target: str = prop(
        "",
        ref="entity",
        only={"kind": ("defeat", "protect", "reach", "use", "signal")},
        doc="Actor, wave or place; empty means this place. Of a signal: where it comes from, or what holds such "
        "places.",
    )
    after: str = prop(
        "", ref="entity", doc="Objective that has to be met first; until then this one is neither shown nor asked."
    )
    radius: float = prop(
        2.0,
        unit="m",
        gt=0.0,
        step=0.5,
        only={"kind": ("reach", "use")},
        yields_to=("target", "trigger"),
        doc="How near a place counts as reached or can be used; a trigger's area wins.",
    )
    seconds: float = prop(
        30.0,
        unit="s",
        gt=0.0,
        step=0.5,
        only={"kind": ("survive", "use")},
        doc="How long to survive, or to use; other kinds don't look at it.",
    )
    signal: str = prop("", ref="signal", only={"kind": "signal"}, doc="Signal of the project's game to wait for.")
    button: Literal["none", "melee", "ranged", "dash", "guard", "jump", "weave"] = prop(
        "none", doc="Whose key is shown while it is asked."
    )
    text: str = prop("", lines=2, doc="What the player reads while playing; empty shows the name.")
