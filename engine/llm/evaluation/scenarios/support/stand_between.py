"""A friend who can't defend herself is about to be sprung at by two; one has to stop both, with a pause between."""

from engine.llm.evaluation.calls import do, wait
from engine.llm.evaluation.cast import friend, still
from engine.llm.evaluation.checks import beaten, harmed, up
from engine.llm.evaluation.scenario import Scenario

STAND_BETWEEN = Scenario(
    "stand_between",
    "support",
    "Claw and Nail, who have 8 hp left each, are about to spring at Lyra. Talren has to beat both from where he "
    "stands, within three seconds; his pulse needs half a second from one to the next. The cub between them must not "
    "be harmed.",
    (
        friend("lyra", 0.0, 0.0, 0.0, hp=10.0),
        friend("talren", 2.0, -7.0, 0.0),
        still("claw", -3.0, 6.0, 180.0, hp=8.0),
        still("nail", 5.0, 6.0, 180.0, hp=8.0),
        still("cub", 1.0, 7.0, 180.0),
    ),
    (beaten("claw", "nail"), up("lyra")),
    (harmed("cub"),),
    lambda field: [do("shoot", "talren", 0.4, "claw"), wait("talren", 0.6), do("shoot", "talren", 0.4, "nail")],
    lambda field: [do("shoot", "talren", 0.4, "cub")],
    settle=0.5,
)
