"""The leader is bound to a stone; somebody else has to be at the door when it opens."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, objective, watcher
from engine.llm.evaluation.checks import at, met, noticed
from engine.llm.evaluation.scenario import Scenario

OPEN_FOR_THE_OTHERS = Scenario(
    "open_for_the_others",
    "puzzle",
    "Turn the winch for a second, which only who leads the party can, and let Kael stand at the door, x=6, "
    "z=6, meanwhile. What sleeps at x=0, z=-9 hears whoever runs within 5 m, and must not.",
    (
        friend("talren", -6.0, 0.0, 90.0),
        friend("kael", 0.0, 6.0, 90.0),
        watcher("sleeper", 0.0, -9.0, 180.0, sight=1.0),
        objective("winch", "use", -1.0, 0.0, seconds=1.0),
    ),
    (met(0, "the winch is turned"), at("kael", 6.0, 6.0)),
    (noticed("sleeper"),),
    lambda field: [
        do("walk_to_errand", "talren", 1.8),
        do("interact", "talren", 1.1),
        go("kael", (6.0, 6.0), 2.2),
    ],
    lambda field: [go("kael", (0.0, -6.0), 4.0)],
)
