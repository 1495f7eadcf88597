"""A watcher looks one way; somebody has to get past it the other way, far enough not to be heard."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend, watcher
from engine.llm.evaluation.checks import at, noticed
from engine.llm.evaluation.scenario import Scenario

BEHIND_ITS_BACK = Scenario(
    "behind_its_back",
    "stealth",
    "Talren has to get to the gate at x=6, z=3, within 1.6 m, without being noticed. The watcher hears "
    "whoever runs within 5 m of it, and sees 14 m far in the 90 degrees before it.",
    (friend("talren", -7.0, 3.0, 90.0), watcher("watcher", 0.0, 0.0, 180.0)),
    (at("talren", 6.0, 3.0),),
    (noticed("watcher"),),
    lambda field: [go("talren", (0.0, 10.0), 3.0), go("talren", (6.0, 3.5), 3.0)],
    lambda field: [go("talren", (6.0, 3.0), 4.0)],
)
