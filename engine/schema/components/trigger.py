"""Trigger: a place or a time that sets something off, once."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import Vec3, prop


class Trigger(Component, id="trigger", icon="bounding-box"):
    """A place or a time that sets something off, once."""

    shape: Literal["circle", "box"] = prop("circle", doc="Outline of the area.")
    radius: float = prop(4.0, unit="m", gt=0.0, step=0.5, only={"shape": "circle"}, doc="Radius of a circle.")
    size: Vec3 = prop(
        (6.0, 4.0, 6.0), unit="m", gt=0.0, step=0.5, only={"shape": "box"}, doc="Full width, height and depth of a box."
    )
    event: Literal["enter", "timer", "objective", "signal"] = prop(
        "enter",
        doc="Fires when somebody enters the area, or on a timer, an objective met, a signal.",
    )
    side: Literal["party", "hostile", "neutral"] = prop("party", only={"event": "enter"}, doc="Whose entering counts.")
    delay: float = prop(
        0.0, unit="s", ge=0.0, step=0.5, doc="Time until a timer fires, or between what sets it off and firing."
    )
    objective: str = prop(
        "", ref="entity", only={"event": "objective"}, doc="Objective that sets it off once it is met."
    )
    signal: str = prop("", ref="signal", only={"event": "signal"}, doc="Signal that sets it off.")
