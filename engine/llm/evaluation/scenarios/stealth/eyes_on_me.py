"""A challenge draws all eyes, so that somebody else can pass before them."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, watcher
from engine.llm.evaluation.checks import at, harmed, looks_at
from engine.llm.evaluation.scenario import Scenario

EYES_ON_ME = Scenario(
    "eyes_on_me",
    "stealth",
    "Talren has to get to x=4, z=6 while the watcher's eyes are on Kael, in the end too. The watcher itself "
    "must not be harmed.",
    (
        friend("kael", -4.0, 3.0, 90.0),
        friend("talren", 4.0, 0.0, 0.0),
        watcher("watcher", 0.0, 6.0, 180.0, fov=160.0),
    ),
    (at("talren", 4.0, 6.0), looks_at("watcher", "kael")),
    (harmed("watcher"),),
    lambda field: [go("talren", (4.0, 6.0), 2.0), do("taunt", "kael", 0.4, "watcher")],
    lambda field: [do("shoot", "talren", 0.4, "watcher")],
    settle=0.3,
)
