"""What streaming takes of the main thread: a camera that walks, sprints and leaps, and a fast flight."""

from typing import Any

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.terrain.main_thread import soak_camera, straight_flight
from engine.benchmarks.terrain.ride import warm_up
from engine.benchmarks.threshold import Threshold

RUNS, TICKS = 10, 1024
SPEED_M_S, DISTANCE_M = 200.0, 20_000.0


@benchmark(
    name="terrain.main_thread",
    unit="ms",
    threshold=Threshold("Streaming has a millisecond of each frame.", critical=True),
    cases=[{"camera": "soak"}, {"camera": "flight"}],
    samples=1,
)
def terrain_main_thread(camera: str) -> Case:
    """CPU time of the main thread a frame (p99): ten runs of the soak's camera, or a flight, at 60 frames a second."""
    warm_up()
    facts: dict[str, Any] = {}

    def run() -> float:
        value, beside = soak_camera(RUNS, TICKS) if camera == "soak" else straight_flight(SPEED_M_S, DISTANCE_M)
        facts.update(beside)
        return value

    return Case(run, facts=lambda: facts)
