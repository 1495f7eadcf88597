"""Columns of errands: what the party has to see to next, where that is, and how to get there."""

from engine.world.columns import column

NO_ERRAND, GO_THERE, USE_THERE, WEAVE_THERE = range(4)

ERRAND_OBJECTIVE = column(
    "errand_objective", "lane", "i4", default=-1, doc="The open objective that is seen to first, -1 none."
)
ERRAND_KIND = column("errand_kind", "lane", "i4", doc="0 none, 1 go there, 2 use there, 3 weave there.")
ERRAND_PLACE = column("errand_place", "lane", "f4", width=(2,), unit="m", doc="Where that is, (x, z).")
ERRAND_NEAR = column("errand_near", "lane", "f4", unit="m", doc="How near to the place one has to be.")
ERRAND_AT = column(
    "errand_at", "lane", "i4", default=-1, doc="Which of all places it is, -1 where an actor is sought who moves about."
)
ERRAND_CHOICE = column(
    "errand_choice",
    "lane",
    "i4",
    default=-1,
    doc="Where an objective can be met in several places, the number of the one to take; -1 leaves it to chance.",
    is_carried=True,
)
ERRAND_NEXT = column(
    "errand_next", "lane", "f4", width=(2,), unit="m", doc="Where the player walks next on the way there, (x, z)."
)

# What the encounter says: shared by every lane.
ERRAND_FIRST = column(
    "errand_first", "static", "i4", doc="(objectives + 1,) where the places of each objective begin among all."
)
ERRAND_SPOT = column(
    "errand_spot", "static", "f4", ndim=2, unit="m", doc="(places, 3) x, z and how near one has to be."
)
ERRAND_RULE = column(
    "errand_rule",
    "static",
    "i4",
    ndim=2,
    doc="(places, 2) kind of errand, local id of an actor who is the place or -1.",
)
ERRAND_WAY = column(
    "errand_way", "static", "i1", ndim=4, doc="(places, rows, columns, 2) direction to each place, of length 127."
)
