"""The party's task leads to a stone that has to be reached by whoever leads it."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, objective, wall, watcher
from engine.llm.evaluation.checks import met, noticed
from engine.llm.evaluation.scenario import Scenario

WAKE_THE_STONE = Scenario(
    "wake_the_stone",
    "exploration",
    "Meet the open objective: the standing stone has to be reached, wherever it is. What sleeps at x=-8, z=8 "
    "must hear nobody.",
    (
        friend("talren", -8.0, -2.0, 90.0),
        wall("ruin", -2.0, -2.0, 0.8, 5.0),
        watcher("sleeper", -8.0, 8.0, 0.0, sight=1.0),
        objective("stone", "reach", 5.0, -4.0, radius=1.5),
    ),
    (met(0, "the stone is reached"),),
    (noticed("sleeper"),),
    lambda field: [do("walk_to_errand", "talren", 6.0)],
    lambda field: [go("talren", (-8.0, 6.0), 3.0)],
)
