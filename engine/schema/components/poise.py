"""Poise: how many hits a thing keeps its stance through."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Poise(Component, id="poise", icon="shield-checkered"):
    """How many hits a thing keeps its stance through."""

    stagger_max: float = prop(
        50.0,
        unit="1",
        gt=0.0,
        step=5.0,
        column="stagger_max",
        doc="Stagger at which it loses its stance and can't act for a while.",
    )
