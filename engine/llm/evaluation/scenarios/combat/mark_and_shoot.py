"""A single shot is not enough, unless the target is marked."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, still
from engine.llm.evaluation.checks import beaten, harmed
from engine.llm.evaluation.scenario import Scenario

MARK_AND_SHOOT = Scenario(
    "mark_and_shoot",
    "combat",
    "Hound has 15 hp left and has to fall within three seconds, before it wakes. Talren's pulse carries 18 m "
    "and does 12, and more to whoever Lyra has marked. Leave the other one alone.",
    (
        friend("talren", -15.0, 0.0, 90.0),
        friend("lyra", -5.0, 4.0, 90.0, parts={"mark": {"bonus": 0.6}}),
        still("hound", 5.0, 2.0, -90.0, hp=15.0),
        still("other", 5.0, -4.0, -90.0),
    ),
    (beaten("hound"),),
    (harmed("other"),),
    lambda field: [
        do("mark_target", "lyra", 0.9, "hound"),
        go("talren", (-8.0, 0.0), 2.4),
        do("shoot", "talren", 0.45, "hound"),
    ],
    lambda field: [do("shoot", "lyra", 0.6, "other")],
    settle=1.0,
)
