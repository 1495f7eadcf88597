"""A watcher looks about; there is one wall to stand behind."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend, wall, watcher
from engine.llm.evaluation.checks import at, noticed
from engine.llm.evaluation.scenario import Scenario

OUT_OF_SIGHT = Scenario(
    "out_of_sight",
    "stealth",
    "Aria has to get from behind the western wall to behind the eastern one, to x=6, z=9, unseen. The watcher "
    "looks north, 12 m far, and sees nobody behind a wall.",
    (
        friend("aria", -6.0, 9.0, 90.0),
        watcher("watcher", 0.0, -2.0, 0.0, sight=12.0, fov=150.0, hearing=3.0),
        wall("western", -4.0, 6.0, 6.0, 0.8),
        wall("eastern", 4.0, 6.0, 6.0, 0.8),
    ),
    (at("aria", 6.0, 9.0),),
    (noticed("watcher"),),
    lambda field: [go("aria", (0.0, 13.5), 2.5), go("aria", (6.0, 9.0), 2.5)],
    lambda field: [go("aria", (0.0, 3.0), 3.5)],
)
