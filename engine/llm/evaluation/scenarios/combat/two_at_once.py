"""Two stalkers have to fall, each by another hand; a third is spared."""

from engine.llm.evaluation.calls import do
from engine.llm.evaluation.cast import friend, still
from engine.llm.evaluation.checks import beaten, harmed
from engine.llm.evaluation.scenario import Scenario

TWO_AT_ONCE = Scenario(
    "two_at_once",
    "combat",
    "Both Left and Right have to fall. Middle carries our letters and must come to no harm.",
    (
        friend("talren", -3.0, -3.0, 90.0),
        friend("kael", -3.0, 3.0, 90.0),
        still("left", 3.0, 4.0, -90.0, hp=6.0),
        still("right", 3.0, -4.0, -90.0, hp=6.0),
        still("middle", 3.0, 0.0, -90.0),
    ),
    (beaten("left", "right"),),
    (harmed("middle"),),
    lambda field: [
        do("approach", "kael", 2.0, "left"),
        do("attack", "kael", 0.6, "left"),
        do("shoot", "talren", 0.4, "right"),
    ],
    lambda field: [do("shoot", "talren", 0.4, "middle")],
)
