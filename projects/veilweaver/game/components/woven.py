"""Woven: something that is there only while a weave is woven, or only while it is not."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Woven(Component, id="woven", icon="bounding-box"):
    """Something that is there only while a weave is woven, or only while it is not.

    Together with a barrier it blocks the way only then; give such a barrier armour 1, since what fate holds no blade
    breaks. Anything else is only seen or not.
    """

    by: str = prop("", ref="entity", doc="The weave that decides about it.")
    shows: Literal["woven", "unwoven"] = prop("woven", doc="When it is there.")
