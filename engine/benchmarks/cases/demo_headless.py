"""How many times faster than real time Echo Grove is played without a window."""

from time import perf_counter

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.demo import compile_demo
from engine.benchmarks.threshold import Baseline, Threshold
from engine.play.running.lanes import run_lanes
from engine.world.ids import TICKS_PER_SECOND

MAX_TICKS = 3 * 60 * TICKS_PER_SECOND


@benchmark(
    name="demo.headless",
    unit="x real time",
    threshold=Threshold(
        "Playtests, soaks and every test of the game pay for a tick.",
        fail=0.2,
        critical=True,
        baselines=(
            Baseline(393.0, {"lanes": 1}),
            Baseline(2989.0, {"lanes": 64}),
        ),
    ),
    cases=[{"lanes": 1}, {"lanes": 64}],
    seconds=6.0,
    samples=30,
)
def demo_headless(lanes: int) -> Case:
    """Echo Grove played to its end by autopilot in so many lanes: simulated seconds for each second spent."""
    compiled = compile_demo()

    def run() -> float:
        begun = perf_counter()
        results = run_lanes(compiled, range(lanes), skill="average", max_ticks=MAX_TICKS)
        elapsed = perf_counter() - begun
        return sum(result.ticks for result in results) / TICKS_PER_SECOND / elapsed

    return Case(run=run)
