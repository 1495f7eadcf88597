"""A scout was seen and has slipped behind a wall; where it went has to be found out without a fight."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, still, wall
from engine.llm.evaluation.checks import harmed, looks_at
from engine.llm.evaluation.scenario import Scenario

FIND_IT_AGAIN = Scenario(
    "find_it_again",
    "stealth",
    "In the end Lyra has to have the scout in sight again, from behind the wall where she stands now. Nobody "
    "may harm it.",
    (
        friend("lyra", -6.0, 0.0, 90.0),
        friend("talren", -6.0, 6.0, 90.0),
        still("scout", 6.0, 0.0, 90.0),
        wall("wall", -1.0, 0.0, 0.8, 5.0),
    ),
    (looks_at("lyra", "scout"),),
    (harmed("scout"),),
    lambda field: [go("lyra", (-1.0, 5.0), 3.0)],
    lambda field: [do("shoot", "talren", 0.4, "scout")],
)
