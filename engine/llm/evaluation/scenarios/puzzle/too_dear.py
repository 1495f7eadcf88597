"""A thread that costs more Echo than there is."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend, loom, objective, thread, watcher
from engine.llm.evaluation.checks import noticed, woven
from engine.llm.evaluation.scenario import Scenario

TOO_DEAR = Scenario(
    "too_dear",
    "puzzle",
    "Weave the thread at x=4, z=0, which costs 3 Echo. The party has 1, and there is no more to be had here. "
    "What sleeps at x=-5, z=8 hears whoever runs within 5 m, and must not.",
    (
        friend("talren", -5.0, 0.0, 90.0),
        watcher("sleeper", -5.0, 8.0, 0.0, sight=1.0),
        loom(),
        thread("thread", 4.0, 0.0, price=3, signal="crossing_opened"),
        objective("weaving", "signal", 4.0, 0.0, signal="crossing_opened"),
    ),
    (woven(0, "the thread is woven"),),
    (noticed("sleeper"),),
    None,
    lambda field: [go("talren", (-5.0, 5.0), 3.0)],
    echo=1,
)
