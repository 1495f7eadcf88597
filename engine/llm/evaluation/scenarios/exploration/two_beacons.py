"""Two beacons far apart: one pair of legs is not enough in the time that there is."""

from engine.llm.evaluation.calls import go
from engine.llm.evaluation.cast import friend
from engine.llm.evaluation.checks import at, ends_near
from engine.llm.evaluation.scenario import Scenario

TWO_BEACONS = Scenario(
    "two_beacons",
    "exploration",
    "Somebody has to stand at the western beacon, x=-9, z=0, and somebody else at the eastern one, x=9, z=0; "
    "Kael is to take the western one. Aria keeps watch at x=0, z=0: nobody may end within 3 m of her.",
    (friend("kael", -2.0, -5.0), friend("talren", 2.0, -5.0), friend("aria", 0.0, 0.0)),
    (at("kael", -9.0, 0.0), at("talren", 9.0, 0.0)),
    (ends_near("talren", "aria", 3.0), ends_near("kael", "aria", 3.0)),
    lambda field: [
        go("kael", (-9.0, 0.0), field.seconds_to("kael", (-9.0, 0.0))),
        go("talren", (9.0, 0.0), field.seconds_to("talren", (9.0, 0.0))),
    ],
    lambda field: [go("talren", (0.8, -0.8), 3.0)],
)
