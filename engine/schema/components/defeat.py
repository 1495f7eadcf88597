"""Defeat: what loses the encounter."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Defeat(Component, id="defeat", icon="x-square"):
    """What loses the encounter."""

    when: Literal["player_down", "party_down", "objective_failed"] = prop(
        "player_down", doc="The player stays down, the whole party is down, or an objective fails."
    )
    seconds: float = prop(
        8.0, unit="s", ge=0.0, step=1.0, only={"when": "player_down"}, doc="How long the player may stay down."
    )
