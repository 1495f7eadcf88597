"""How many times faster than real time the whole slice is played without a window."""

from time import perf_counter

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.demo import compile_demo_slice
from engine.benchmarks.threshold import Threshold
from engine.play.running.lanes import run_slice_lanes
from engine.play.running.session import Session
from engine.world.ids import TICKS_PER_SECOND

MAX_TICKS = 20 * 60 * TICKS_PER_SECOND


@benchmark(
    name="demo.slice",
    unit="x real time",
    threshold=Threshold("The whole demo, chapter by chapter.", fail=0.2),
    cases=[{"lanes": 1}, {"lanes": 16}],
    seconds=20.0,
    samples=12,
)
def demo_slice(lanes: int) -> Case:
    """The slice played to its end by an expert autopilot in so many lanes: simulated seconds for each second spent."""
    chapters = compile_demo_slice()
    Session(chapters, 0, style="fused").close()  # the loop is loaded before anything is timed
    ends: dict[str, int] = {}

    def run() -> float:
        begun = perf_counter()
        results = run_slice_lanes(chapters, range(1, lanes + 1), skill="expert", max_ticks=MAX_TICKS)
        elapsed = perf_counter() - begun
        ends.clear()
        for result in results:
            ends[result.outcome] = ends.get(result.outcome, 0) + 1
        return sum(result.ticks for result in results) / TICKS_PER_SECOND / elapsed

    return Case(run=run, facts=lambda: {"outcomes": dict(ends), "chapters": len(chapters)})
