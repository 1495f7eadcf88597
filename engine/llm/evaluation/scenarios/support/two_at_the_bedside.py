"""Both lifting and healing are needed, one after the other."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend
from engine.llm.evaluation.checks import ends_near, healed, up
from engine.llm.evaluation.scenario import Scenario

TWO_AT_THE_BEDSIDE = Scenario(
    "two_at_the_bedside",
    "support",
    "Talren is down. He has to stand again and to have 50 hp or more; helping up takes three seconds and "
    "leaves him with too little. Lyra's snares lie round x=0, z=8: nobody may end within 3 m of her, who "
    "minds them.",
    (friend("aria", -2.0, 0.0), friend("talren", 1.0, 0.0), friend("lyra", 0.0, 8.0)),
    (up("talren"), healed("talren", 50.0)),
    (ends_near("aria", "lyra", 3.0),),
    lambda field: [do("revive", "aria", 3.8, "talren"), do("heal", "aria", 0.2, "talren")],
    lambda field: [go("aria", (0.0, 6.5), 2.5)],
    settle=3.5,
    fallen=("talren",),
)
