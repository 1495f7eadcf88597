"""A friend is down and has to be helped up, by somebody who is not near."""

from engine.llm.evaluation.calls import do, go
from engine.llm.evaluation.cast import friend
from engine.llm.evaluation.checks import ends_near, up
from engine.llm.evaluation.scenario import Scenario

LIFT_HIM_UP = Scenario(
    "lift_him_up",
    "support",
    "Kael is down; he has to stand again. Whoever touches him has to be within 2 m for three seconds. Lyra "
    "sleeps at x=-6, z=7, and nobody may end within 3 m of her.",
    (friend("aria", -5.0, 0.0, 90.0), friend("kael", 3.0, 0.0), friend("lyra", -6.0, 7.0)),
    (up("kael"),),
    (ends_near("aria", "lyra", 3.0),),
    lambda field: [do("revive", "aria", 5.6, "kael")],
    lambda field: [go("aria", (-6.0, 6.0), 2.5)],
    fallen=("kael",),
)
