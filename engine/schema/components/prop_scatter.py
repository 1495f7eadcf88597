"""Prop scatter: scenery strewn over the ground; it blocks nobody."""

from engine.schema.component import Component
from engine.schema.fields import prop


class PropScatter(Component, id="prop_scatter", icon="tree-evergreen"):
    """Scenery strewn over the ground; it blocks nobody."""

    mesh: str = prop("grass", ref="mesh", doc="Shape that is strewn.")
    count: int = prop(100, unit="1", ge=0, le=20000, step=10, doc="How many pieces.")
    radius: float = prop(10.0, unit="m", gt=0.0, step=0.5, doc="How far around this place they lie.")
    seed: int = prop(1, unit="1", step=1, doc="Another number strews them another way.")
