"""Columns of the planning budget: who thinks when, how many may have a new plan, who waits, and what a tick did."""

from engine.world.columns import column

THINK_STEP = column("think_step", "static", "i4", doc="(1,) rows from one who thinks to the next: see first_turn.")
PLAN_BUDGET = column("plan_budget", "static", "i4", doc="(1,) agents of a lane that may take a new plan in one tick.")
PLAN_SINCE = column(
    "plan_since", "row", "i4", default=-1, unit="tick", doc="Since when it has been waiting for a new plan, -1 not."
)

COUNTS = (
    "changed", "planned", "by_table", "by_memory", "by_search", "plan", "none", "capped", "reached", "waiting",
    "thought", "longest_wait",
)  # fmt: skip
"""Entries of `plan_counts`, in order; see `engine.ai.planning.stats.PlanningStats`."""
CHANGED, PLANNED, BY_TABLE, PLAN, WAITING, THOUGHT, LONGEST_WAIT = (
    COUNTS.index(name) for name in ("changed", "planned", "by_table", "plan", "waiting", "thought", "longest_wait")
)
PLAN_COUNTS = column(
    "plan_counts", "lane", "i4", width=(len(COUNTS),), digest=False,
    doc="What planning did in this tick: see engine.ai.planning.stats.",
)  # fmt: skip

CAPPED_ROOM = 16
CAPPED_TOLD = column(
    "capped_told", "lane", "i4", width=(CAPPED_ROOM, 2), digest=False,
    doc="Local id and goal of the last searches that gave up, in a ring.",
)  # fmt: skip
CAPPED_TOTAL = column("capped_total", "lane", "i4", digest=False, doc="Searches that gave up since the run began.")
