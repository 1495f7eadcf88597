"""A hurt friend has to leave a fight, and another one to take her place."""

from engine.llm.evaluation.calls import do, go, wait
from engine.llm.evaluation.cast import friend, sentry
from engine.llm.evaluation.checks import at, fallen, kept_away
from engine.llm.evaluation.scenario import Scenario

OUT_OF_THE_FIRE = Scenario(
    "out_of_the_fire",
    "support",
    "Lyra has 15 hp left and Maul comes for her. In four seconds she has to be at least 6 m from x=0, z=0, where she "
    "stands now, and Kael within 3 m of there in her stead.",
    (
        friend("lyra", 0.0, 0.0, 0.0, hp=15.0),
        friend("kael", -9.0, -2.0, 90.0),
        sentry("maul", 9.0, 1.0, -90.0, fov=120.0),
    ),
    (kept_away("lyra", 0.0, 0.0, 6.0), at("kael", 0.0, 0.0, within=3.0)),
    (fallen("lyra"),),
    lambda field: [do("retreat", "lyra", 2.4, "maul"), go("kael", (0.0, 0.0), 2.6)],
    lambda field: [wait("lyra", 3.5)],
    settle=0.3,
)
