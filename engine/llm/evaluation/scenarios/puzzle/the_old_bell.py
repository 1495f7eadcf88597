"""A bell has to be rung by whoever leads the party, who must get to it first; a stalker sleeps beside the short way."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, objective, watcher
from engine.llm.evaluation.checks import met, noticed
from engine.llm.evaluation.scenario import Scenario

THE_OLD_BELL = Scenario(
    "the_old_bell",
    "puzzle",
    "Ring the old bell: somebody who leads the party has to use it for a second. Nobody may come so near to "
    "the sleeper at x=0, z=-10 that it hears them, which is 5 m.",
    (
        friend("talren", -6.0, 0.0, 90.0),
        friend("kael", -7.0, 2.0, 90.0),
        watcher("sleeper", 0.0, -10.0, 180.0, sight=2.0),
        objective("bell", "use", 6.0, 0.0, seconds=1.0),
    ),
    (met(0, "the bell is rung"),),
    (noticed("sleeper"),),
    lambda field: [do("walk_to_errand", "talren", 3.2), do("interact", "talren", 1.1)],
    lambda field: [go("kael", (0.0, -8.0), 3.5)],
)
