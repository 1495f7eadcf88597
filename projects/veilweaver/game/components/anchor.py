"""Anchor: a point that holds the threads of a place, and frays when it is fought over."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Anchor(Component, id="anchor", icon="diamond"):
    """A point that holds the threads of a place, and frays when it is fought over."""

    stability: float = prop(
        0.8,
        unit="1",
        ge=0.0,
        le=1.0,
        step=0.01,
        doc="1 perfect, 0.7 stable, 0.4 unstable, 0.1 critical, less is broken.",
    )
    decay_per_minute: float = prop(0.01, unit="1/min", ge=0.0, le=1.0, step=0.01, doc="Stability lost to time alone.")
    fight_loss: float = prop(0.05, unit="1", ge=0.0, le=1.0, step=0.01, doc="Stability that a fight beside it costs.")
    fight_radius: float = prop(3.0, unit="m", gt=0.0, step=0.5, doc="How near a fight has to be.")
    repair: float = prop(0.3, unit="1", gt=0.0, le=1.0, step=0.05, doc="Stability that one mending gives back.")
    repair_time: float = prop(5.0, unit="s", gt=0.0, step=0.5, doc="How long a mending takes.")
    repair_radius: float = prop(3.0, unit="m", gt=0.0, step=0.5, doc="How near the weaver has to stand.")
