"""Faults of the words of an agent: the rule, the files that hold it, and what is told."""

from tests.engine.document.orchard import WASP

AGENT_FAULTS: dict[str, tuple[str, dict[str, str], str]] = {
    "actions": (
        "missing-reference",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["sting", "sing"]\ngoals = ["guard=2.0"]\n'},
        '"Actions" of its agent names "sing", but there is no such action',
    ),
    "goals": (
        "missing-reference",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["sting"]\ngoals = ["rest=1", "guard=2"]\n'},
        '"Goals" of its agent names "rest"',
    ),
    "nearest action": (
        "missing-reference",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["gard=0.5"]\ngoals = ["hold_position"]\n'},
        '"Actions" of its agent names "gard"',
    ),
    "cost": (
        "word-number",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["guard=-2"]\ngoals = ["hold_position=1"]\n'},
        'the cost of "guard" is -2; it has to be a number, at least 0.001 and at most 1000. Use 0.001.',
    ),
    "no number": (
        "word-number",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["guard=dear"]\ngoals = ["hold_position=1"]\n'},
        'agent.actions: "guard=dear" gives no cost that can be read',
    ),
    "twice": (
        "repeated-word",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["guard", "guard=2"]\ngoals = ["hold_position"]\n'},
        'names "guard" twice, as "guard" and "guard=2"; the last one counts.',
    ),
    "useless": (
        "action-without-effect",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["guard", "regroup"]\ngoals = ["hold_position=1"]\n'},
        'Wasp: the action "regroup" is of no use: none of its goals wants what it gives, and none of its other actions '
        'needs it. Add the goal "regroup", or remove it.',
    ),
    "weightless": (
        "goal-never-pursued",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["guard"]\ngoals = ["hold_position=0"]\n'},
        'the goal "hold_position" weighs 0, so it is never pursued.',
    ),
    "out of reach": (
        "goal-out-of-reach",
        {
            "prefabs_wasp": WASP
            + '[entities.wasp.agent]\nactions = ["guard"]\ngoals = ["hold_position=1", "survive=2"]\n'
        },
        'the goal "survive" is out of reach, so it is never pursued: none of its actions gives "is_safe". '
        'Add the action "retreat", or remove the goal.',
    ),
    "nothing to do": (
        "idle-agent",
        {"prefabs_wasp": WASP + "[entities.wasp.agent]\n"},
        "Wasp has no actions and no goals, so it never does anything. "
        "Add the actions Approach and Attack and the goal Defeat enemies.",
    ),
    "no actions": (
        "idle-agent",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\ngoals = ["survive=2", "hold_position=1"]\n'},
        "Wasp has no actions, so it never does anything. Add the actions Guard and Retreat.",
    ),
    "no goals": (
        "idle-agent",
        {"prefabs_wasp": WASP + '[entities.wasp.agent]\nactions = ["approach", "attack"]\n'},
        "Wasp has no goals, so it never does anything. Add the goal Defeat enemies.",
    ),
    "no side": (
        "agent-without-side",
        {
            "prefabs_wasp": WASP.replace('[entities.wasp.team]\nside = "hostile"\n', "")
            + '[entities.wasp.agent]\nactions = ["guard"]\ngoals = ["hold_position=1"]\n'
        },
        "Wasp has the agent component but no team, so nobody is its enemy or its friend. Give it a side.",
    ),
}
