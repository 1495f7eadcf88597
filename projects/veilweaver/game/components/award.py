"""Award: an ability that the player learns when a trigger fires."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Award(Component, id="award", icon="medal"):
    """An ability that the player learns when a trigger fires; earlier encounters of the slice are without it."""

    ability: Literal["echo_dash"] = prop("echo_dash", doc="What is learnt.")
    trigger: str = prop("", ref="entity", doc="Trigger with which it is learnt; empty: at the beginning.")
