"""Resonant guard: a guard raised at the last moment throws the blow back on everybody around."""

from engine.schema.component import Component
from engine.schema.fields import prop


class ResonantGuard(Component, id="resonant_guard", icon="shield-check"):
    """A guard raised at the last moment throws the blow back on everybody around."""

    window: float = prop(
        0.2,
        unit="s",
        gt=0.0,
        le=1.0,
        step=0.05,
        column="parry_window",
        doc="How late it has to be raised: a guard that began longer ago only softens the blow.",
    )
    radius: float = prop(4.5, unit="m", gt=0.0, le=12.0, step=0.5, column="parry_radius", doc="How far it reaches.")
    push: float = prop(
        420.0, unit="N s", ge=0.0, step=20.0, column="parry_push", doc="Impulse on whoever stands right there."
    )
    stagger: float = prop(40.0, unit="1", ge=0.0, step=5.0, column="parry_stagger", doc="Stagger of each enemy around.")
