"""Wishes: how an action asks for an ability; the ability's own system decides whether it may begin.

An action (slot "actions") writes `wish` and `wish_target` each tick. A system of slot "abilities" reads them, and
begins the ability when its cooldown has run off and nothing else is under way. Wishes never outlive their tick.
"""

from engine.world.columns import column

NOTHING, BLOW, SHOT, SHOCKWAVE, MENDING, REVIVAL, STANCE, USING, WEAVING = range(9)
FIRST_PROJECT_ABILITY = 16
"""Abilities of a project are numbered from here upwards.

USING is a hand on whatever an objective asks to be used, WEAVING on a thread that a project lets be woven: neither is
an ability of the engine's own, and both last as long as the key is held.
"""

WISH = column("wish", "row", "i4", digest=False, doc="Ability asked for this tick; NOTHING (0) is none.")
WISH_TARGET = column(
    "wish_target", "row", "i4", default=-1, digest=False, doc="Local id that the wish is aimed at, or -1."
)
