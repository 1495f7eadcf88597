"""Weave: a thread of fate that the player may pull at one place, and let go again."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Weave(Component, id="weave", icon="infinity"):
    """A thread of fate that the player may pull at one place, and let go again."""

    kind: Literal["reinforce", "collapse", "raise", "redirect", "lower", "stabilize"] = prop(
        "reinforce", doc="What it does to the world, in a word; what stands or goes is said by `woven`."
    )
    budget: Literal["terrain", "weather"] = prop(
        "terrain", doc="Which of the encounter's budgets it takes a share of, as long as it is woven."
    )
    share: int = prop(1, unit="1", ge=0, le=9, step=1, doc="How much of that budget it takes.")
    price: int = prop(1, unit="1", ge=0, le=20, step=1, doc="Echo that weaving it costs.")
    refund: float = prop(
        1.0, unit="1", ge=0.0, le=1.0, step=0.25, doc="Share of the price that comes back when it is let go."
    )
    reach: float = prop(2.5, unit="m", gt=0.0, le=8.0, step=0.5, doc="How near the weaver has to stand.")
    signal: str = prop("", ref="signal", doc="Signal that is given when it is woven for the first time.")
    excludes: str = prop("", ref="entity", doc="Another weave that can't be woven together with this one.")
    changes: Literal["nothing", "stabilize_storm", "redirect_storm"] = prop(
        "nothing", doc="What else follows from it in this and later places."
    )
    text: str = prop("", doc='What it does, as the price tag tells it: "weave the bridge".')
