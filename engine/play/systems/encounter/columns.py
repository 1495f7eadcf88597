"""Columns of an encounter: its groups, triggers and objectives as tables, and how far each has come in a lane."""

from engine.world.columns import column

# What the encounter says: shared by every lane.
SPAWN_RULE = column(
    "spawn_rule",
    "static",
    "i4",
    ndim=2,
    doc="(groups, 4) at the start 0, by a trigger 1 or after a group 2, which one (-1 none), delay ticks, how many of "
    "the group before may stand.",
)
SPAWN_PLACE = column("spawn_place", "static", "f4", ndim=2, unit="m", doc="(groups, 3) centre x, z, radius.")
TRIGGER_RULE = column(
    "trigger_rule",
    "static",
    "i4",
    ndim=2,
    doc="(triggers, 4) entered 0, timer 1, objective 2 or signal 3, side (-1 anybody), delay ticks, which (-1 none).",
)
TRIGGER_AREA = column(
    "trigger_area",
    "static",
    "f4",
    ndim=2,
    unit="m",
    doc="(triggers, 7) circle 0 or box 1, centre x, z, radius or half x, half z, cosine and sine of the yaw.",
)
OBJECTIVE_RULE = column(
    "objective_rule",
    "static",
    "i4",
    ndim=2,
    doc="(objectives, 6) kind, local id of the target, ticks, objective that comes before, signal, spawn group of the "
    "target; -1 for none.",
)
OBJECTIVE_PLACE = column(
    "objective_place",
    "static",
    "f4",
    ndim=2,
    unit="m",
    doc="(objectives, 7) the area to reach, as in trigger_area; round its target where that is an actor.",
)
VICTORY_RULE = column("victory_rule", "static", "i4", ndim=2, doc="(rules, 2) what wins, its objective (-1 none).")
DEFEAT_RULE = column("defeat_rule", "static", "i4", ndim=2, doc="(rules, 2) what loses, ticks.")
ARENA = column("arena", "static", "f4", unit="m", doc="(3,) centre x, z and radius of where the fight takes place.")

# How far a lane has come.
SPAWN_GROUP = column("spawn_group", "row", "i4", default=-1, doc="Spawn group that the row is reserved for, or -1.")
TRIGGER_FIRED = column("trigger_fired", "lane", "i4", width=("triggers",), unit="tick", doc="0 not yet, else tick + 1.")
TRIGGER_CLOCK = column(
    "trigger_clock", "lane", "i4", width=("triggers",), default=-1, unit="tick", doc="-1 waits, else ticks left."
)
SPAWN_CLOCK = column(
    "spawn_clock",
    "lane",
    "i4",
    width=("spawn_groups",),
    default=-1,
    unit="tick",
    doc="-1 waits, -2 has come, else ticks left.",
)
OBJECTIVE_STATE = column(
    "objective_state", "lane", "i4", width=("objectives",), doc="0 open, 1 met, 2 failed, 3 waits for another."
)
OBJECTIVE_SINCE = column(
    "objective_since", "lane", "i4", width=("objectives",), unit="tick", doc="When it came into its state."
)
OBJECTIVE_TICKS = column("objective_ticks", "lane", "i4", width=("objectives",), unit="tick", doc="Progress in time.")
SIGNALS_SENT = column(
    "signals", "lane", "i4", width=("signals",), unit="tick",
    doc="Of each signal 0 not yet, else the tick + 1 in which it was sent. A project's rules send one by setting it.",
)  # fmt: skip
VICTORY_HOLD = column(
    "victory_hold", "lane", "i4", doc="While above 0 the victory waits; a project's rules may set it."
)
DEFEAT_CALL = column("defeat_call", "lane", "i4", doc="Above 0 the run is lost; a project's rules may set it.")
