"""A hurt friend out of reach of healing, and another who wants to be left alone."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend
from engine.llm.evaluation.checks import ends_near, healed
from engine.llm.evaluation.scenario import Scenario

FIRST_AID = Scenario(
    "first_aid",
    "support",
    "Kael is badly hurt; he has to get 10 hp back. Talren has to be left in peace: nobody may end within 3 m of him.",
    (friend("aria", -9.0, 0.0, 90.0), friend("kael", 5.0, 0.0, -90.0, hp=30.0), friend("talren", -6.0, 7.0)),
    (healed("kael", 10.0),),
    (ends_near("aria", "talren", 3.0),),
    lambda field: [go("aria", (-1.0, 0.0), 2.5), do("heal", "aria", 0.2, "kael")],
    lambda field: [go("aria", (-6.0, 5.5), 2.5)],
    settle=3.5,
)
