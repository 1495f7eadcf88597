"""What loose bodies cost in a tick: crates awake and asleep, alone and among a crowd."""

from typing import Any

from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.scenes.rigid_yard import RigidYard
from engine.benchmarks.threshold import Threshold

CRATES = (12, 50, 200, 500)
CROWD = 2_500
CASES = [
    *({"crates": crates, "awake": awake, "people": 0} for awake in (True, False) for crates in CRATES),
    *({"crates": crates, "awake": awake, "people": CROWD} for crates, awake in ((12, True), (12, False), (50, True))),
]


@benchmark(
    name="physics.rigid",
    unit="ms",
    threshold=Threshold("Crates and barrels share the tick with the crowd.", fail=0.3),
    cases=CASES,
    seconds=1.0,
)
def physics_rigid(crates: int, awake: bool, people: int) -> Case:
    """The slot "rigid" of one tick: who touches whom, the step in the plane, height and sleep."""
    yard = RigidYard(crates, people, awake)

    def run() -> float:
        yard.tick()
        return yard.rigid_ns() * 1e-6

    def facts() -> Facts:
        view = yard.world.view
        told: dict[str, Any] = {
            "bodies_awake": int(view["awake"].sum()), "people_near": int((view["rigid_near"] != 0).sum()),
        }  # fmt: skip
        return told

    return Case(run, yard.stir, facts=facts)
