"""Line: something that somebody says, shown as a subtitle."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Line(Component, id="line", icon="chat-circle-text"):
    """Something that somebody says, shown as a subtitle."""

    speaker: str = prop("", ref="entity", doc="Who says it.")
    text: str = prop("", lines=4, doc="What is said.")
    when: Literal["start", "trigger", "objective", "signal", "wave"] = prop(
        "start",
        doc="When it is said: at the start, or when what is named happens.",
    )
    of: str = prop(
        "",
        ref="entity",
        only={"when": ("trigger", "objective", "wave")},
        doc="The trigger, the objective or the wave that it waits for.",
    )
    signal: str = prop("", ref="signal", only={"when": "signal"}, doc="Signal that it waits for.")
    delay: float = prop(0.0, unit="s", ge=0.0, step=0.5, doc="Time from then until it is said.")
    seconds: float = prop(4.0, unit="s", gt=0.0, step=0.5, doc="How long it can be read.")
