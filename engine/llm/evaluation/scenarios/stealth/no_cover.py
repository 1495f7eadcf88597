"""The goal lies before eyes that see all round, and nothing hides whoever goes there."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend, watcher
from engine.llm.evaluation.checks import at, noticed
from engine.llm.evaluation.scenario import Scenario

NO_COVER = Scenario(
    "no_cover",
    "stealth",
    "Talren has to stand within 2 m of x=0, z=2 and must not be noticed. The watcher at x=0, z=0 sees all "
    "round, 16 m far. The plain is bare.",
    (friend("talren", -15.0, 15.0), watcher("watcher", 0.0, 0.0, 0.0, sight=16.0, fov=360.0)),
    (at("talren", 0.0, 2.0, within=2.0),),
    (noticed("watcher"),),
    None,
    lambda field: [go("talren", (-3.0, 4.0), 5.0)],
    size=40.0,
)
