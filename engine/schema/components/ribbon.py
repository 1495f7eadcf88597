"""Ribbon: a thread of light that ties this place to another, or rises into the sky."""

from engine.schema.component import Component
from engine.schema.fields import Color, prop


class Ribbon(Component, id="ribbon", icon="mdi6.vector-curve"):
    """A thread of light that ties this place to another, or rises into the sky."""

    to: str = prop("", ref="entity", doc="Where the thread leads; empty for none.")
    color: Color = prop("#ffc667", title="Colour", doc="Colour where it begins.")
    end_color: Color = prop("#4fe3dc", title="End colour", doc="Colour where it ends.")
    height: float = prop(2.2, unit="m", ge=0.0, step=0.1, doc="How far above the ground both ends hang.")
    sag: float = prop(-1.5, unit="m", step=0.1, doc="How far its middle hangs down; negative lifts it.")
    width: float = prop(0.42, unit="m", gt=0.0, step=0.02, doc="How broad it is.")
    strands: int = prop(3, unit="1", ge=0, le=8, step=1, doc="Fine strands that twist around it.")
    rise: float = prop(0.0, unit="m", ge=0.0, step=1.0, doc="How high a strand rises from here; 0 for none.")
