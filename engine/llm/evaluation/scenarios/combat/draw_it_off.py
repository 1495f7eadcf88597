"""A stalker is at a friend's throat; another friend can make it look elsewhere."""

from engine.llm.evaluation.calls import do, wait
from engine.llm.evaluation.cast import friend, sentry
from engine.llm.evaluation.checks import harmed, looks_at
from engine.llm.evaluation.scenario import Scenario

DRAW_IT_OFF = Scenario(
    "draw_it_off",
    "combat",
    "Fang runs at Aria. She must come to no harm, and in the end Fang has to be after Kael.",
    (
        friend("aria", 0.0, -3.0, 0.0),
        friend("kael", 4.0, 4.0, 180.0),
        sentry("fang", 0.0, 4.0, 180.0, fov=160.0),
    ),
    (looks_at("fang", "kael"),),
    (harmed("aria"),),
    lambda field: [do("taunt", "kael", 0.5, "fang")],
    lambda field: [wait("kael", 3.0)],
    settle=0.8,
)
