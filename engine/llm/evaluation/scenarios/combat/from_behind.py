"""A blow has to fall from behind: from the front it does too little."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, still
from engine.llm.evaluation.checks import beaten, harmed
from engine.llm.evaluation.scenario import Scenario

FROM_BEHIND = Scenario(
    "from_behind",
    "combat",
    "Hulk has 22 hp left and has to fall by one blow of Talren's blade, which does 20, and a quarter more "
    "from behind. Its master must not be harmed.",
    (
        friend("talren", 0.0, 5.0, 90.0),
        still("hulk", 0.0, 0.0, 180.0, hp=22.2, parts={"perception": {"sight": 3.0, "fov": 60.0, "hearing": 1.0}}),
        still("master", 8.0, -4.0, -90.0),
    ),
    (beaten("hulk"),),
    (harmed("master"),),
    lambda field: [do("approach", "talren", 1.5, "hulk"), do("backstab", "talren", 0.35, "hulk")],
    lambda field: [go("talren", (4.0, 4.0), 1.5), do("shoot", "talren", 0.4, "master")],
)
