"""A guard has to fall before it knows, and the other one must not hear of it."""

from engine.llm.evaluation.calls import do
from engine.llm.evaluation.cast import friend, still, watcher
from engine.llm.evaluation.checks import beaten, noticed
from engine.llm.evaluation.scenario import Scenario

BLIND = {"perception": {"sight": 6.0, "fov": 60.0, "hearing": 0.0}}
KNIFE_IN_THE_DARK = Scenario(
    "knife_in_the_dark",
    "stealth",
    "The guard looks north and has to fall by one blow from behind, which does 25. The captain in the east "
    "hears whoever fights within 5 m, and must notice nothing.",
    (
        friend("talren", 0.0, -6.0, 0.0),
        still("guard", 0.0, 0.0, 0.0, hp=22.2, parts=BLIND),
        watcher("captain", 8.0, 2.0, 0.0, sight=5.0),
    ),
    (beaten("guard"),),
    (noticed("captain"),),
    lambda field: [do("approach", "talren", 1.8, "guard"), do("backstab", "talren", 0.35, "guard")],
    lambda field: [do("approach", "talren", 2.5, "captain")],
)
