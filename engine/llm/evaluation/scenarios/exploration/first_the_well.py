"""Two things to see to, one after the other, at different places."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, objective, watcher
from engine.llm.evaluation.checks import met, noticed
from engine.llm.evaluation.scenario import Scenario

FIRST_THE_WELL = Scenario(
    "first_the_well",
    "exploration",
    "Draw water at the well, which takes half a second, and bring it to the hut. Keep clear of the den at "
    "x=0, z=-9, where they hear whoever runs within 5 m.",
    (
        friend("talren", -6.0, 2.0, 90.0),
        watcher("den", 0.0, -9.0, 180.0, sight=1.0),
        objective("well", "use", -1.0, 2.0, seconds=0.5),
        objective("hut", "reach", 5.0, 4.0, after="well", radius=1.5),
    ),
    (met(0, "water is drawn"), met(1, "it is at the hut")),
    (noticed("den"),),
    lambda field: [
        do("walk_to_errand", "talren", 2.0),
        do("interact", "talren", 0.6),
        do("walk_to_errand", "talren", 2.2),
    ],
    lambda field: [go("talren", (0.0, -6.0), 4.0)],
)
