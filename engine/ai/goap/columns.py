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

# Planning problems: one for each goal and set of actions that matter to it. Each numbers the facts that matter anew, so
# that they fit one word.
PROBLEM_BIT_FIRST = column("problem_bit_first", "static", "i4", doc="(problems + 1,) where its facts begin.")
PROBLEM_BIT = column("problem_bit", "static", "u8", doc="Their bit numbers in `facts`, lowest first.")
PROBLEM_NEEDS = column(
    "problem_needs", "static", "u8", doc="(problems,) facts that must become true, by their new numbers."
)
PROBLEM_FORBIDS = column("problem_forbids", "static", "u8", doc="(problems,) facts that must become false.")
POLICY_BASE = column("policy_base", "static", "i8", doc="(problems,) where its table begins, -1 when it is searched.")
POLICY = column("policy", "static", "i2", doc="First action of the best plan; -1 no plan, -2 reached.")

# What the search of a wide problem needs.
STEP_FIRST = column("step_first", "static", "i4", doc="(problems + 1,) where its steps begin.")
STEP_ACTION = column("step_action", "static", "i4", doc="(steps,) action id.")
STEP_WEIGHT = column("step_weight", "static", "i8", doc="(steps,) cost and length in one number.")
STEP_NEEDS = column("step_needs", "static", "u8", doc="(steps,) facts that must be true.")
STEP_FORBIDS = column("step_forbids", "static", "u8", doc="(steps,) facts that must be false.")
STEP_ADDS = column("step_adds", "static", "u8", doc="(steps,) facts that become true.")
STEP_REMOVES = column("step_removes", "static", "u8", doc="(steps,) facts that become false.")
NEED_FIRST = column("need_first", "static", "i4", doc="(steps + 1,) where a step's preconditions begin.")
NEED_LITERAL = column("need_literal", "static", "i4", doc="Preconditions as literal numbers.")
GIVE_FIRST = column("give_first", "static", "i4", doc="(steps + 1,) where a step's effects begin.")
GIVE_LITERAL = column("give_literal", "static", "i4", doc="Effects as literal numbers.")

# What a lane remembers of its searches. A hit gives what the search would give, so it is no part of the digest.
MEMORY_STATE = column("memory_state", "lane", "u8", width=(256,), digest=False, doc="Relevant facts of a search.")
MEMORY_PROBLEM = column(
    "memory_problem", "lane", "i4", width=(256,), default=-1, digest=False, doc="Its problem, -1 where nothing is kept."
)
MEMORY_ACTION = column("memory_action", "lane", "i4", width=(256,), digest=False, doc="Its first action.")
