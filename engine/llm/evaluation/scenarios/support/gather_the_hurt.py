"""Healing carries only so far: who is hurt has to come to it."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend
from engine.llm.evaluation.checks import at, ends_near, healed
from engine.llm.evaluation.scenario import Scenario

GATHER_THE_HURT = Scenario(
    "gather_the_hurt",
    "support",
    "Kael has to get 15 hp back while Aria stays at her post at x=-8, z=0; her healing carries 9 m. Talren, "
    "at x=4, z=7, is contagious: nobody may end within 3 m of him.",
    (friend("aria", -8.0, 0.0, 90.0), friend("kael", 8.0, 0.0, -90.0, hp=30.0), friend("talren", 4.0, 7.0)),
    (healed("kael", 15.0), at("aria", -8.0, 0.0)),
    (ends_near("kael", "talren", 3.0),),
    lambda field: [
        go("kael", (-0.5, 0.0), 3.0),
        do("wait", "aria", round(field.seconds_to("kael", (-0.5, 0.0)), 1)),
        do("heal", "aria", 0.3, "kael"),
    ],
    lambda field: [go("kael", (4.5, 5.5), 3.0)],
    settle=3.5,
)
