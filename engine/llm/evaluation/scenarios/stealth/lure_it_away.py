"""A sentry stands at a gate. Somebody makes a noise elsewhere; somebody else takes the gate."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend, sentry
from engine.llm.evaluation.checks import at, harmed, lured
from engine.llm.evaluation.scenario import Scenario

LURE_IT_AWAY = Scenario(
    "lure_it_away",
    "stealth",
    "The sentry has to leave its post by 3 m or more, and Talren has to stand at x=7, z=3 then. It runs after "
    "whatever it sees in the 90 degrees before it, 10 m far, or hears within 5 m. Nobody may be hurt.",
    (
        friend("kael", 0.0, -13.5, 180.0),
        friend("talren", 7.0, 12.0, 180.0),
        sentry("sentry", 0.0, 0.0, 180.0, sight=10.0, hearing=5.0),
    ),
    (lured("sentry", 3.0), at("talren", 7.0, 3.0)),
    (harmed("kael", "talren"),),
    lambda field: [go("kael", (0.0, -8.5), 2.0), go("talren", (7.0, 3.0), 2.8)],
    lambda field: [go("kael", (0.0, -1.5), 5.0)],
    settle=0.1,
)
