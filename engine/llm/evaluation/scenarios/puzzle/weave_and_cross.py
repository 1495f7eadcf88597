"""A thread first, then the place that it was woven for."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, loom, objective, thread, watcher
from engine.llm.evaluation.checks import met, noticed, woven
from engine.llm.evaluation.scenario import Scenario

WEAVE_AND_CROSS = Scenario(
    "weave_and_cross",
    "puzzle",
    "Meet both objectives: the thread at x=0, z=3 is woven, and the far stone is reached after that. What "
    "sleeps at x=-6, z=-8 hears whoever runs within 5 m, and must not.",
    (
        friend("talren", -5.0, 2.0, 90.0),
        watcher("sleeper", -6.0, -8.0, 180.0, sight=1.0),
        loom(),
        thread("thread", 0.0, 3.0, signal="crossing_opened"),
        objective("weaving", "signal", 0.0, 3.0, signal="crossing_opened", target="thread"),
        objective("stone", "reach", 7.0, 3.0, after="weaving", radius=1.5),
    ),
    (woven(0, "the thread is woven"), met(1, "the stone is reached")),
    (noticed("sleeper"),),
    lambda field: [
        do("walk_to_errand", "talren", 1.8),
        do("weave_thread", "talren", 0.2),
        do("walk_to_errand", "talren", 2.4),
    ],
    lambda field: [go("talren", (-5.8, -5.0), 3.0)],
    echo=1,
)
