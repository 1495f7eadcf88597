"""Whether streaming goes on while a tenth of something fails: making chunks, workers, the disk cache, uploads."""

from typing import Any

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.terrain.cameras import standing, walk
from engine.benchmarks.terrain.ride import Ride, warm_up
from engine.benchmarks.threshold import Threshold
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.chunk_states import FAILED
from engine.terrain.streaming.faults import Faults

SHARE = 0.1
REST = 600
PARTS = ("noise", "jobs", "cache", "upload")


@benchmark(
    name="terrain.failures",
    unit="chunks never shown",
    threshold=Threshold("What fails is tried again; nothing is left missing.", fail=0.01, warn=0.01),
    cases=[{"part": part, "ticks": 1200, "is_virtual": True} for part in (*PARTS, "all")]
    + [{"part": "all", "ticks": 1200, "is_virtual": False}],
    samples=1,
)
def terrain_failures(part: str, ticks: int, is_virtual: bool) -> Case:
    """A tenth of one part (or all) fails by chance: chunks that are missing after the camera has stood for 10 s."""
    warm_up()
    facts: dict[str, Any] = {}

    def run() -> float:
        shares = {each: SHARE if part in {each, "all"} else 0.0 for each in PARTS}
        faults = Faults(shares["noise"], shares["jobs"], shares["cache"], shares["upload"])
        ride = Ride(is_virtual=is_virtual, faults=faults)
        views = list(walk(3, ticks))
        shown_failed = most_attempts = 0

        def look(ride: Ride, frame: int) -> None:
            nonlocal shown_failed, most_attempts
            if frame % 20 == 0:
                states = ride.streamer.chunk_states()
                failed = states.key[states.state == FAILED].tolist()
                shown_failed += bool(failed)
                most_attempts = max(most_attempts, _attempts(ride, failed))

        ride.follow(views, look)
        eye = views[-1].eye
        ride.follow(standing(eye[0], eye[2], REST), look)
        stats = ride.streamer.stats()
        facts.update(
            frames=ride.frame, failures=stats.failures, retries=stats.retries, given_up=stats.failed_now,
            most_attempts=most_attempts, allowed_attempts=ride.config.retries + 1, holes=ride.frames.holes,
            looks_with_failed_shown=shown_failed, disk_problem=stats.disk_problem or "none",
        )  # fmt: skip
        missing = stats.missing
        ride.close()
        return float(missing)

    return Case(run, facts=lambda: facts)


def _attempts(ride: Ride, keys: list[list[int]]) -> int:
    """The most attempts in vain that the history of one of these chunks tells since it was last asked for."""
    most = 0
    for level, x, z in keys:
        count = 0
        for event in ride.streamer.history(ChunkKey(level, x, z)):
            count = 0 if event.what == "requested" else count + (event.what == "failed")
            most = max(most, count)
    return most
