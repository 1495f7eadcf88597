"""An anchor frays; whoever can steady it is out of its reach."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import anchor, friend, watcher
from engine.llm.evaluation.checks import noticed, steadier
from engine.llm.evaluation.scenario import Scenario

STEADY_THE_ANCHOR = Scenario(
    "steady_the_anchor",
    "puzzle",
    "The anchor at x=6, z=0 is at 50 %; it has to be above 55 %. Aria can steady it from within 6 m. What "
    "sleeps at x=-6, z=8 hears whoever runs within 5 m, and must not.",
    (
        friend("aria", -7.0, 0.0, 90.0),
        friend("kael", -6.0, -3.0),
        anchor("anchor", 6.0, 0.0, stability=0.5),
        watcher("sleeper", -6.0, 8.0, 0.0, sight=1.0),
    ),
    (steadier(0, 0.55),),
    (noticed("sleeper"),),
    lambda field: [do("stability_pulse", "aria", 3.2)],
    lambda field: [go("kael", (-6.0, 5.5), 3.0)],
)
