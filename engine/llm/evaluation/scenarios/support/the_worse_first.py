"""Two are hurt and there is one healing; the other one's wound can wait."""

from engine.llm.evaluation.calls import do
from engine.llm.evaluation.cast import friend
from engine.llm.evaluation.checks import healed
from engine.llm.evaluation.scenario import Check, Scenario

THE_WORSE_FIRST = Scenario(
    "the_worse_first",
    "support",
    "Aria's healing is ready once within the next six seconds. It has to go to whoever has the least health "
    "left, who has to have 15 hp more in the end.",
    (friend("aria", 0.0, 0.0), friend("kael", 4.0, 0.0, hp=45.0), friend("talren", -4.0, 0.0, hp=20.0)),
    (healed("talren", 15.0),),
    (Check("kael healed in talren's stead", lambda end: end.gained("kael") > 1.0),),
    lambda field: [do("heal", "aria", 0.2, "talren")],
    lambda field: [do("heal", "aria", 0.2, "kael")],
    settle=3.5,
)
