"""The worst single frame of streaming from nothing, at 200 m/s."""

from typing import Any

from engine.benchmarks.benchmark import Case, alias, benchmark
from engine.benchmarks.terrain.cameras import flight
from engine.benchmarks.terrain.ride import Ride, warm_up
from engine.benchmarks.threshold import Baseline, Threshold

LIMIT_MS = 18.0
FRAMES = 120
CASES = [{"speed_m_s": 200.0}]


@benchmark(
    name="terrain.streaming_background",
    unit="ms",
    threshold=Threshold("The worst frame of a fast flight is no hitch.", critical=True),
    cases=CASES,
    samples=10,
    seconds=60,
)
def terrain_streaming_background(speed_m_s: float) -> Case:
    """Wall time of the slowest of the first 120 frames with nothing made before, in memory or on disk."""
    warm_up()
    worst: list[float] = []
    facts: dict[str, Any] = {}

    def run() -> float:
        ride = Ride()
        ride.follow(flight(speed_m_s, FRAMES, start=(len(worst) * 9_000.0 - 45_000.0, 0.0)))
        worst.append(max(ride.frames.wall_ms))
        facts.update(
            worst=max(worst), margin=LIMIT_MS - max(worst), limit=LIMIT_MS, cpu=max(ride.frames.main_ms),
            holes=ride.frames.holes,
        )  # fmt: skip
        ride.close()
        return worst[-1]

    return Case(run, facts=lambda: facts)


terrain_streaming_background_by_its_old_name = alias(
    "terrain_streaming_background",
    terrain_streaming_background,
    CASES,
    Threshold("The worst frame of a fast flight is no hitch.", critical=True, baselines=(Baseline(18.0, {}),)),
)
