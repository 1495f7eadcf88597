"""Columns of a mind: what it believes, what it wants and what it has decided."""

from engine.world.columns import column

THINK_ANEW = -2
"""`planned_skill` of whoever had planned, and must do so anew since its actions or goals are others now."""

# What an agent believes, wants and does.
AGENT_PROFILE = column("agent_profile", "row", "i4", default=-1, doc="Its set of actions and goals; -1 is no agent.")
FACTS = column("facts", "row", "u8", width=(2,), doc="What it believed when it last thought: one bit a fact.")
GOAL = column("goal", "row", "i4", default=-1, doc="Goal that its last plan pursues, or -1.")
PLANNED_FACTS = column("planned_facts", "row", "u8", width=(2,), doc="What it believed when it last planned.")
PLANNED_SKILL = column(
    "planned_skill",
    "row",
    "i4",
    default=-1,
    doc="Skill it last planned with, -1 before any plan, -2 when its plan is of a mind that it has no more.",
)
WANTED = column("wanted", "row", "i4", default=-1, doc="First action of its last plan, or -1.")
ACTION = column("action", "row", "i4", default=-1, doc="What it acts on: `wanted` after its reaction time, or -1.")

# How able it is.
REACTION_TICKS = column("reaction_ticks", "row", "i4", unit="tick", doc="From a new wish until it is acted on.")
REACTION_LEFT = column("reaction_left", "row", "i4", unit="tick", doc="What is left of that time.")
AIM_ERROR = column("aim_error", "row", "f4", default=0.03, unit="rad", doc="Greatest error of its aim to either side.")

# The domain, by action and goal id (see engine.ai.goap.tables).
GOAL_NEEDS = column("goal_needs", "static", "u8", ndim=2, doc="(goals, 2) facts that a goal needs to be considered.")
GOAL_FORBIDS = column("goal_forbids", "static", "u8", ndim=2, doc="(goals, 2) facts that must be false for it.")
GOAL_COMMITMENT = column("goal_commitment", "static", "f4", doc="(goals,) added to the score of the goal pursued.")
BONUS_FIRST = column("bonus_first", "static", "i4", doc="(goals + 1,) where each goal's bonuses begin.")
BONUS_NEEDS = column("bonus_needs", "static", "u8", ndim=2, doc="(bonuses, 2) facts that must be true for a bonus.")
BONUS_FORBIDS = column("bonus_forbids", "static", "u8", ndim=2, doc="(bonuses, 2) facts that must be false for it.")
BONUS_AMOUNT = column("bonus_amount", "static", "f4", doc="(bonuses,) what it adds to the goal's score.")

# What each set of actions and goals makes of it.
PROFILE_WEIGHT = column("profile_weight", "static", "f4", ndim=2, doc="(profiles, goals) weights.")
PROFILE_PROBLEM = column(
    "profile_problem",
    "static",
    "i4",
    ndim=3,
    doc="(profiles, 3 skills, goals) planning problem, -1 where there is none.",
)

# Planning problems: one for each goal and set of actions that matter to it (see engine.ai.goap.kernels.problems).
PROBLEM_WORD = column("problem_word", "static", "u8", ndim=2, doc="(problems, 4) facts that matter; literals wanted.")
PROBLEM_FIRST = column("problem_first", "static", "i4", ndim=2, doc="(problems + 1, 2) where literals and steps begin.")
PROBLEM_LITERAL = column(
    "problem_literal", "static", "i4", ndim=2, doc="(n + 1, 3) fact; where its givers begin; first user."
)
POLICY_BASE = column("policy_base", "static", "i8", doc="(problems,) where its table begins, -1 when it is searched.")
POLICY = column("policy", "static", "i2", doc="First action of the best plan; -1 no plan, -3 reached.")

# What the search of a wide problem needs.
STEP_WEIGHT = column("step_weight", "static", "i8", doc="(steps,) cost and length in one number.")
STEP_WORD = column("step_word", "static", "u8", ndim=2, doc="(steps, 8) literals given, spoilt, needed and clashing.")
STEP_NUMBER = column("step_number", "static", "i4", ndim=2, doc="(steps + 1, 3) action; where its lists begin.")
STEP_LINK = column("step_link", "static", "i4", doc="Lists: givers of literals, literals needed, given.")

# What a lane remembers of its searches. A hit gives what the search would give, so it is no part of the digest.
MEMORY_STATE = column("memory_state", "lane", "u8", width=(256, 2), digest=False, doc="Relevant facts of a search.")
MEMORY_PROBLEM = column(
    "memory_problem", "lane", "i4", width=(256,), default=-1, digest=False, doc="Its problem, -1 where nothing is kept."
)
MEMORY_ACTION = column("memory_action", "lane", "i4", width=(256,), digest=False, doc="Its first action, or -verdict.")
