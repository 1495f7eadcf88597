"""Whether memory grows over a hundred thousand ticks of streaming."""

from typing import Any

from engine.benchmarks.benchmark import Case, Unavailable, benchmark
from engine.benchmarks.terrain.resident_set import resident_bytes
from engine.benchmarks.terrain.soak import soak
from engine.benchmarks.threshold import Threshold


@benchmark(
    name="terrain.soak",
    unit="%",
    threshold=Threshold("Memory does not grow once the cache is full.", fail=0.5),
    cases=[{"ticks": 100_000}],
    samples=1,
)
def terrain_soak(ticks: int) -> Case:
    """Growth of the resident set in virtual time once the cache is full, with errors and chunks made twice."""
    if resident_bytes() is None:
        raise Unavailable("this system does not tell how much memory a process holds")
    facts: dict[str, Any] = {}

    def run() -> float:
        told = soak(ticks)
        facts.update({name: value for name, value in told.to_json().items() if name not in {"ticks", "resident_mb"}})
        if told.slope_percent is None:
            raise Unavailable("the cache was never full; more ticks are needed")
        return told.slope_percent

    return Case(run, facts=lambda: facts)
