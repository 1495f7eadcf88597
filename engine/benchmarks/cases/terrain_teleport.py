"""How long a far jump takes until all is covered, and until all has its level."""

import math
from typing import Any

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.terrain.cameras import TICK_S, standing
from engine.benchmarks.terrain.ride import Ride, warm_up
from engine.benchmarks.threshold import Threshold

FRAMES = 90


@benchmark(
    name="terrain.teleport",
    unit="s",
    threshold=Threshold("After a jump the ground is whole within three frames and fine within a second."),
    cases=[{"jumps": 10, "distance_m": 10_000.0}],
    samples=1,
)
def terrain_teleport(jumps: int, distance_m: float) -> Case:
    """Jumps of 10 km to ground never seen: until every chunk is at its level, the slowest of them."""
    warm_up()
    facts: dict[str, Any] = {}

    def run() -> float:
        ride = Ride()
        x = z = 0.0
        ride.follow(standing(x, z, FRAMES))
        covered, settled = list[int](), list[int]()
        for jump in range(jumps):
            turn = jump * 2.399963
            x, z = x + distance_m * math.cos(turn), z + distance_m * math.sin(turn)
            first = ride.frame
            ride.follow(standing(x, z, FRAMES))
            covered.append(_frames_until([not hole for hole in ride.frames.is_hole[first:]]))
            settled.append(_frames_until([behind == 0 for behind in ride.frames.behind[first:]]))
        duplicates = ride.streamer.stats().duplicates
        ride.close()
        facts.update(
            frames_until_covered=max(covered), covered=" ".join(map(str, covered)),
            frames_until_level=max(settled), settled=" ".join(map(str, settled)), duplicates=duplicates,
        )  # fmt: skip
        return max(settled) * TICK_S

    return Case(run, facts=lambda: facts)


def _frames_until(states: list[bool]) -> int:
    """Frames up to and with the first from which on all are true; one more than there are when the last is not."""
    wrong = [number for number, state in enumerate(states) if not state]
    return (wrong[-1] + 1 if wrong else 0) + 1
