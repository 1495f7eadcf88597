"""Lesson: something to practise guarding on."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Lesson(Component, id="lesson", icon="graduation-cap"):
    """Something to practise guarding on."""

    signal: str = prop("guarded", ref="signal", doc="Signal that is sent once a blow was blocked, or a few were taken.")
