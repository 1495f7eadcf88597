"""A gate counts only when the bell was rung before; both are the leader's."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, objective, watcher
from engine.llm.evaluation.checks import met, noticed
from engine.llm.evaluation.scenario import Scenario

BELL_THEN_GATE = Scenario(
    "bell_then_gate",
    "puzzle",
    "Meet both objectives: ring the bell for half a second, then pull the gate's lever for half a second. "
    "What sleeps at x=0, z=-9 hears whoever runs within 5 m, and must not.",
    (
        friend("talren", 0.0, 0.0, 90.0),
        watcher("sleeper", 0.0, -9.0, 180.0, sight=1.0),
        objective("bell", "use", -4.0, 2.0, seconds=0.5),
        objective("lever", "use", 4.0, 2.0, seconds=0.5, after="bell"),
    ),
    (met(0, "the bell is rung"), met(1, "the lever is pulled")),
    (noticed("sleeper"),),
    lambda field: [
        do("walk_to_errand", "talren", 1.4),
        do("interact", "talren", 0.6),
        do("walk_to_errand", "talren", 2.0),
        do("interact", "talren", 0.6),
    ],
    lambda field: [go("talren", (0.0, -6.0), 2.0)],
)
