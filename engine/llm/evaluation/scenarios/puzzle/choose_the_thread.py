"""Two threads, Echo for one: only one of them opens the crossing."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, loom, objective, thread
from engine.llm.evaluation.checks import at, woven
from engine.llm.evaluation.scenario import Scenario

CHOOSE_THE_THREAD = Scenario(
    "choose_the_thread",
    "puzzle",
    "Weave the thread of the open objective, which is at x=5, z=5. There is Echo for one thread, and the "
    "other one, at x=5, z=-5, is a trap: nobody may come within 3 m of it.",
    (
        friend("talren", -5.0, 0.0, 90.0),
        loom(),
        thread("crossing", 5.0, 5.0, signal="crossing_opened"),
        thread("trap", 5.0, -5.0, signal="way_closed_behind"),
        objective("opening", "signal", 5.0, 5.0, signal="crossing_opened", target="crossing"),
    ),
    (woven(0, "the crossing is woven"),),
    (at("talren", 5.0, -5.0, within=3.0), woven(1, "the trap is woven")),
    lambda field: [do("walk_to_errand", "talren", 3.6), do("weave_thread", "talren", 0.2)],
    lambda field: [go("talren", (4.5, -4.5), 3.6)],
    echo=1,
)
