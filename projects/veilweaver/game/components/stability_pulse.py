"""Stability pulse: steadies the frayed anchor that needs it most."""

from engine.schema.component import Component
from engine.schema.fields import prop


class StabilityPulse(Component, id="stability_pulse", icon="broadcast"):
    """Steadies the frayed anchor that needs it most."""

    amount: float = prop(0.1, unit="1", gt=0.0, le=1.0, step=0.01, column="pulse_amount", doc="Stability given back.")
    range: float = prop(6.0, unit="m", gt=0.0, step=0.5, column="pulse_range", doc="How near the anchor must be.")
    cooldown: float = prop(12.0, unit="s", ge=0.0, step=0.5, column="pulse_cooldown", doc="From one pulse to the next.")
