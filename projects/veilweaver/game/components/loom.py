"""Loom: what an encounter allows to be woven, and where the way must stay open to."""

from engine.schema.component import Component
from engine.schema.fields import prop


class Loom(Component, id="loom", icon="path"):
    """What an encounter allows to be woven, and where the way must stay open to.

    No weave is granted after which the party could not get to the way out any more, by any weaves that it could pay.
    """

    terrain: int = prop(3, unit="1", ge=0, le=20, step=1, doc="Budget for weaves of the ground at one time.")
    weather: int = prop(1, unit="1", ge=0, le=20, step=1, doc="Budget for weaves of wind and water at one time.")
    must_weave: int = prop(
        0, unit="1", ge=0, le=6, step=1, doc="How many weaves have to be woven before the way out counts as open."
    )
    way_out: str = prop("", ref="entity", doc="Where the party must always be able to get to.")
