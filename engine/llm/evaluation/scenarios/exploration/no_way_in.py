"""The goal lies behind walls without a gap."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend, pen, watcher
from engine.llm.evaluation.checks import at, noticed
from engine.llm.evaluation.scenario import Scenario

NO_WAY_IN = Scenario(
    "no_way_in",
    "exploration",
    "Talren has to stand at the altar at x=6, z=0, within 1 m of it. The walls round it are whole and taller "
    "than anybody can climb. Whoever is at x=-6, z=8 must hear nobody.",
    (
        friend("talren", -6.0, 0.0, 90.0),
        *pen("cloister", 6.0, 0.0, 3.0),
        watcher("monk", -6.0, 8.0, 0.0, sight=1.0),
    ),
    (at("talren", 6.0, 0.0, within=1.0),),
    (noticed("monk"),),
    None,
    lambda field: [go("talren", (-6.0, 5.0), 2.5)],
)
