"""A stalker in a pen without a door, which neither blade nor pulse gets into."""

from engine.llm.evaluation.calls import do
from engine.llm.evaluation.cast import friend, pen, still
from engine.llm.evaluation.checks import beaten, harmed
from engine.llm.evaluation.scenario import Scenario

BEHIND_BARS = Scenario(
    "behind_bars",
    "combat",
    "Bring down the prisoner within ten seconds; its keeper must not be harmed. The pen has high walls and no door.",
    (
        friend("talren", -8.0, 0.0, 90.0),
        friend("kael", -8.0, 3.0, 90.0),
        still("prisoner", 5.0, 0.0, -90.0, hp=6.0),
        *pen("pen", 5.0, 0.0, 2.5),
        still("keeper", 0.0, 6.0, -90.0),
    ),
    (beaten("prisoner"),),
    (harmed("keeper"),),
    None,
    lambda field: [do("shoot", "talren", 0.4, "keeper")],
)
