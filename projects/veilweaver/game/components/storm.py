"""Storm: what the choice about the storm does in this place."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Storm(Component, id="storm", icon="cloud-lightning"):
    """What the choice about the storm does in this place.

    A stabilized storm leaves everything as it is. A redirected one takes sight, doubles what the fallen leave behind,
    and frightens Stalkers.
    """

    sight: float = prop(
        0.4,
        unit="1",
        gt=0.0,
        le=1.0,
        step=0.05,
        doc="Share of everybody's sight that a redirected storm leaves.",
    )
    drops: int = prop(
        2, unit="1", ge=1, le=10, step=1, doc="How many times the Echo the fallen leave when it is redirected."
    )
    fear: float = prop(
        35.0, unit="hp", ge=0.0, step=5.0, doc="Health below which hostiles think of flight when it is redirected."
    )
