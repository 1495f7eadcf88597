"""Columns of weaving: the encounter's weaves as tables, what is woven in a lane, and what has followed from it."""

from engine.world.columns import column

# What the encounter says: shared by every lane.
WEAVE_RULE = column(
    "weave_rule",
    "static",
    "i4",
    ndim=2,
    doc="(weaves, 8) kind, budget, share, price, Echo back, signal (-1 none), excluded weave (-1 none), changes.",
)
WEAVE_PLACE = column("weave_place", "static", "f4", ndim=2, unit="m", doc="(weaves, 3) x, z, reach.")
WEAVE_REGION = column(
    "weave_region",
    "static",
    "u1",
    ndim=3,
    doc="(sets, rows, columns) by set of woven weaves: number of the region that a cell of the grid is in, 0 for none.",
)
WEAVE_NEED = column(
    "weave_need",
    "static",
    "i4",
    ndim=2,
    doc="(sets, 256) by set and region: the least Echo with which the way out can still be opened; 255 never.",
)
WEAVE_WAY = column(
    "weave_way",
    "static",
    "u2",
    ndim=4,
    doc="(sets, places, rows, columns) what walking to each place of an errand costs, 5 a straight step; 65535 no way.",
)
WAY_OUT = column("way_out", "static", "f4", unit="m", doc="(3,) x, z of the way out, and the party's greatest radius.")
WOVEN_BY = column("woven_by", "row", "i4", default=-1, doc="Weave that decides whether the row is in play, or -1.")
WOVEN_SHOWS = column("woven_shows", "row", "u1", doc="1 when the row is in play while woven, 0 while it is not.")
SAFE_PLACE = column(
    "safe_place", "row", "f4", width=(3,), unit="m", doc="Where it last stood with a way out; 0 unknown."
)
SHARD_PLACE = column("shard_place", "static", "f4", ndim=2, unit="m", doc="(shards, 3) x, z, radius.")
SHARD_RULE = column("shard_rule", "static", "i4", ndim=2, doc="(shards, 2) Echo, signal (-1 none).")

# How a lane stands.
WEAVE_COUNT = column("weave_count", "lane", "i4", doc="How many weaves the encounter has.")
SHARD_COUNT = column("shard_count", "lane", "i4", doc="How many shards the encounter has.")
WEAVE_STATE = column("weave_state", "lane", "i4", width=("weaves",), doc="1 woven, 0 not.")
WEAVE_BUDGET = column("weave_budget", "lane", "i4", width=(2,), doc="What is left for terrain and weather.")
WEAVE_HELD = column("weave_held", "lane", "u1", doc="1 while the weave button was down in the last tick.")
WEAVES_MADE = column("weaves_made", "lane", "i4", doc="Threads woven in the run.", is_carried=True)
WEAVE_PAUSE = column("weave_pause", "lane", "i4", unit="tick", doc="Until an agent asks again.")
WEAVE_ANSWER = column(
    "weave_answer", "lane", "i4", width=(3,), doc="The last refusal: weave, reason, and the tick after it; 0 for none."
)
SHARD_TAKEN = column(
    "shard_taken", "lane", "i4", width=("echo_shards",), unit="tick", doc="0 lies there, else tick + 1."
)
ECHO_HELD = column(
    "echo_held", "lane", "i4", doc="Echo that must be kept, or the way out could not be opened any more."
)

# What follows from choices, in this place and later ones.
STORM_CHOICE = column("storm_choice", "lane", "i4", doc="0 none yet, 1 stabilized, 2 redirected.", is_carried=True)
SIGHT_SCALE = column(
    "sight_scale", "lane", "f4", default=1.0, doc="Share of their sight that everybody has left.", is_carried=True
)
DROP_SCALE = column(
    "drop_scale", "lane", "i4", default=1, doc="How many times their Echo the fallen leave behind.", is_carried=True
)
DISPOSITION = column(
    "disposition", "lane", "i4", doc="Of the Rift: 0 as ever, 1 afraid: its creatures flee sooner.", is_carried=True
)
WEATHER = column("weather", "lane", "i4", doc="0 as the place has it, 1 calm, 2 a storm that blows.", is_carried=True)
STORM_FELT = column("storm_felt", "lane", "i4", doc="1 where the choice about the storm is felt.")
STORM_RULE = column("storm_rule", "static", "f4", doc="(3,) share of sight, times the Echo, health [hp] of the afraid.")
SIGHT_FULL = column(
    "sight_full", "row", "f4", unit="m", doc="How far it sees when no storm takes any; 0 not yet known."
)
ECHO_LEAST = column("echo_least", "lane", "i4", doc="Echo that a chapter is begun with at least.")
