"""Victory: what wins the encounter."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Victory(Component, id="victory", icon="trophy"):
    """What wins the encounter."""

    when: Literal["hostiles_down", "objective", "all_objectives"] = prop(
        "hostiles_down", doc="Every hostile is down or fled, one objective is met, or all are."
    )
    objective: str = prop("", ref="entity", only={"when": "objective"}, doc="The objective that wins.")
