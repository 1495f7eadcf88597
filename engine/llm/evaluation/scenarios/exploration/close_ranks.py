"""Three who are scattered have to stand together, away from where one of them is."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend
from engine.llm.evaluation.checks import at, ends_near
from engine.llm.evaluation.scenario import Scenario

CLOSE_RANKS = Scenario(
    "close_ranks",
    "exploration",
    "Kael and Talren both have to end within 4 m of Aria, who does not move. The quicksand within 3 m of x=0, "
    "z=6 must be nobody's place in the end.",
    (friend("aria", 6.0, 0.0), friend("kael", -7.0, -2.0), friend("talren", 6.0, -10.0)),
    (ends_near("kael", "aria", 4.0), ends_near("talren", "aria", 4.0), at("aria", 6.0, 0.0)),
    (at("kael", 0.0, 6.0, within=3.0), at("talren", 0.0, 6.0, within=3.0)),
    lambda field: [do("regroup", "talren", 2.0, "aria"), do("regroup", "kael", 3.2, "aria")],
    lambda field: [go("kael", (0.0, 6.0), 4.0)],
)
