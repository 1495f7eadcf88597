"""A thread has to be woven where it hangs."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, loom, objective, thread, watcher
from engine.llm.evaluation.checks import noticed, woven
from engine.llm.evaluation.scenario import Scenario

WEAVE_THE_WALL = Scenario(
    "weave_the_wall",
    "puzzle",
    "Weave the thread at x=5, z=0, for which the party has the Echo that it costs. The watcher in the south "
    "hears who runs within 5 m, and must not.",
    (
        friend("talren", -5.0, 0.0, 90.0),
        friend("kael", -7.0, 2.0, 90.0),
        watcher("watcher", 0.0, -10.0, 180.0, sight=2.0),
        loom(),
        thread("thread", 5.0, 0.0, signal="crossing_opened"),
        objective("weaving", "signal", 5.0, 0.0, signal="crossing_opened"),
    ),
    (woven(0, "the thread is woven"),),
    (noticed("watcher"),),
    lambda field: [do("walk_to_errand", "talren", 3.0), do("weave_thread", "talren", 0.2)],
    lambda field: [go("kael", (0.0, -8.0), 3.5)],
    echo=1,
)
