"""Two friends who stand apart meet at a place, one of them by a way round a wall."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend, wall
from engine.llm.evaluation.checks import at
from engine.llm.evaluation.scenario import Check, Scenario

CAIRN = (4.0, 0.0)
MEET_AT_THE_CAIRN = Scenario(
    "meet_at_the_cairn",
    "exploration",
    "Kael and Aria have to meet at the cairn at x=4, z=0, both within 2 m of it. Nobody may go into the bog, "
    "which is everything within 3 m of x=-6, z=6.",
    (
        friend("kael", -6.0, 0.0, 90.0),
        friend("aria", 4.0, -7.0, 0.0),
        wall("ruin", 0.0, 0.0, 1.0, 4.0),
    ),
    (at("kael", *CAIRN, within=2.0), at("aria", *CAIRN, within=2.0)),
    (Check("kael in the bog", lambda end: end.away("kael", -6.0, 6.0) <= 3.0),),
    lambda field: [
        go("kael", CAIRN, field.seconds_to("kael", CAIRN) + 1.0),
        go("aria", CAIRN, field.seconds_to("aria", CAIRN)),
    ],
    lambda field: [go("kael", (-6.0, 6.0), 3.0)],
)
