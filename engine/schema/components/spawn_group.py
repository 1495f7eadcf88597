"""Wave: actors who appear together at the start, when a trigger fires, or after another wave."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class SpawnGroup(Component, id="spawn_group", title="Wave", icon="waves"):
    """Actors who appear together at the start, when a trigger fires, or after another wave."""

    prefab: str = prop("", ref="prefab", doc="Who appears.")
    count: int = prop(1, unit="1", ge=1, le=500, step=1, doc="How many appear.")
    radius: float = prop(2.0, unit="m", ge=0.0, step=0.5, doc="How far around this place they are spread.")
    when: Literal["start", "trigger", "after"] = prop(
        "start", doc="At the start of the encounter, when the trigger fires, or after another wave was thinned out."
    )
    trigger: str = prop("", ref="entity", only={"when": "trigger"}, doc="Trigger that calls them.")
    after: str = prop(
        "", ref="entity", only={"when": "after"}, doc="Wave that has to come, and to be thinned out, before this one."
    )
    left: int = prop(
        0,
        unit="1",
        ge=0,
        le=500,
        step=1,
        title="Left at most",
        only={"when": "after"},
        doc="How many of the wave before may still stand when this one is called.",
    )
    delay: float = prop(0.0, unit="s", ge=0.0, step=0.5, doc="Time between the call and their appearance.")
