"""Whoever stands still is not heard: the right thing is to let it pass."""

from engine.llm.evaluation.calls import go, wait
from engine.llm.evaluation.cast import foe, friend
from engine.llm.evaluation.checks import at, noticed
from engine.llm.evaluation.scenario import Scenario

SENSES = {"sight": 1.5, "fov": 60.0, "hearing": 7.0}
HOLD_YOUR_BREATH = Scenario(
    "hold_your_breath",
    "stealth",
    "A blind hunter sits at x=0, z=0 and hears whoever runs within 7 m. Kael has to get from x=-9, z=0 to "
    "x=-9, z=9, and Aria, who is within its hearing, must not give herself away.",
    (
        friend("kael", -9.0, 0.0, 0.0),
        friend("aria", 4.0, 0.0, 0.0),
        foe("hunter", 0.0, 0.0, 180.0, parts={"perception": SENSES}),
    ),
    (at("kael", -9.0, 9.0), at("aria", 4.0, 0.0)),
    (noticed("hunter"),),
    lambda field: [go("kael", (-9.0, 9.0), 3.2)],
    lambda field: [go("aria", (4.0, 6.0), 2.0), wait("kael", 0.5)],
)
