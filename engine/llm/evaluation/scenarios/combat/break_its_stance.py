"""A stalker has to be staggered, which takes more than a blow."""

from engine.llm.evaluation.calls import do
from engine.llm.evaluation.cast import friend, still
from engine.llm.evaluation.checks import harmed, stunned
from engine.llm.evaluation.scenario import Scenario

BREAK_ITS_STANCE = Scenario(
    "break_its_stance",
    "combat",
    "Brute has to stand staggered in the end, and on its feet. Its cub must not be harmed.",
    (
        friend("kael", -3.0, 1.0, 90.0),
        still("brute", 3.0, 2.0, -90.0),
        still("cub", 3.0, -3.0, -90.0),
    ),
    (stunned("brute"),),
    (harmed("cub"),),
    lambda field: [do("approach", "kael", 2.0, "brute"), do("combo", "kael", 1.0, "brute")],
    lambda field: [do("approach", "kael", 2.5, "cub"), do("attack", "kael", 0.6, "cub")],
    settle=0.2,
)
