"""How long it takes to play Echo Grove with many seeds, each to its end, set-up included."""

from collections import Counter

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.demo import compile_demo
from engine.benchmarks.threshold import Threshold
from engine.play.running.lanes import LaneResult, run_lanes


@benchmark(
    name="demo.seeds",
    unit="s",
    threshold=Threshold("Set-up and ticks of many runs, as a playtest asks for them.", fail=0.2),
    cases=[{"seeds": 64}, {"seeds": 1000}],
    seconds=60.0,
    samples=12,
)
def demo_seeds(seeds: int) -> Case:
    """Worlds made, lanes set up, every run played to victory, defeat or the limit on one core; the loop is loaded."""
    compiled = compile_demo()
    run_lanes(compiled, [0], skill="expert", max_ticks=1)
    results: list[LaneResult] = []

    def run() -> None:
        results[:] = run_lanes(compiled, range(1, seeds + 1), skill="expert")

    return Case(
        run=run,
        facts=lambda: {
            "outcomes": dict(Counter(result.outcome for result in results)),
            "ticks": sum(result.ticks for result in results),
        },
    )
