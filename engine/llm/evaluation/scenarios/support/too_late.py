"""A friend who is whole has to be made more than whole."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend
from engine.llm.evaluation.checks import ends_near, healed
from engine.llm.evaluation.scenario import Scenario

TOO_LATE = Scenario(
    "too_late",
    "support",
    "Kael has 30 hp; he has to have 60 more within five seconds. Aria's healing gives 20 in three seconds and "
    "is ready again after six, and nobody else heals. Talren wants to be alone: nobody may end within 3 m of "
    "him.",
    (friend("aria", 0.0, 0.0), friend("kael", 4.0, 0.0, hp=30.0), friend("talren", -6.0, 0.0)),
    (healed("kael", 60.0),),
    (ends_near("aria", "talren", 3.0),),
    None,
    lambda field: [go("aria", (-5.0, 0.0), 2.0)],
)
