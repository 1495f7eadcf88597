"""The party goes on, and nobody is left behind."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend, objective
from engine.llm.evaluation.checks import ends_near, met
from engine.llm.evaluation.scenario import Scenario

STAY_TOGETHER = Scenario(
    "stay_together",
    "exploration",
    "Meet the open objective, the far gate, and let Kael be within 5 m of Talren then. Aria minds the camp at "
    "x=-9, z=6; nobody may end within 3 m of her.",
    (
        friend("talren", -6.0, 0.0, 90.0),
        friend("kael", -8.0, -2.0, 90.0),
        friend("aria", -9.0, 6.0),
        objective("gate", "reach", 7.0, 0.0, radius=1.5),
    ),
    (met(0, "the gate is reached"), ends_near("kael", "talren", 5.0)),
    (ends_near("kael", "aria", 3.0), ends_near("talren", "aria", 3.0)),
    lambda field: [do("walk_to_errand", "talren", 4.0), do("follow", "kael", 3.4)],
    lambda field: [go("kael", (-8.8, 5.0), 3.0)],
)
