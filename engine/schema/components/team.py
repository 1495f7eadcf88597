"""Team: which side a thing is on."""

from typing import Literal

from engine.schema.component import Component
from engine.schema.fields import prop


class Team(Component, id="team", icon="flag", row=True):
    """Which side a thing is on."""

    side: Literal["party", "hostile", "neutral"] = prop(
        "neutral", column="team", doc="Party and hostiles fight each other; neutrals are left alone."
    )
