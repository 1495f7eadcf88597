"""The short way leads past eyes that must not be drawn; the long one is free."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend, watcher
from engine.llm.evaluation.checks import at, noticed
from engine.llm.evaluation.scenario import Scenario

THE_LONG_WAY = Scenario(
    "the_long_way",
    "exploration",
    "Aria has to get to the spring at x=9, z=0. The flock at x=0, z=0 takes wing when it hears somebody run "
    "within 6 m; it must not.",
    (friend("aria", -9.0, 0.0, 90.0), watcher("flock", 0.0, 0.0, 0.0, sight=1.0, hearing=6.0)),
    (at("aria", 9.0, 0.0),),
    (noticed("flock"),),
    lambda field: [go("aria", (-3.0, 10.0), 3.2), go("aria", (3.0, 10.0), 2.0), go("aria", (9.0, 0.0), 3.2)],
    lambda field: [go("aria", (9.0, 0.0), 5.0)],
)
