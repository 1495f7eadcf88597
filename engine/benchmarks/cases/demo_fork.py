"""How long it takes to copy a running fight into many futures and to play each to its end."""

from collections import Counter

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.demo import compile_demo
from engine.benchmarks.threshold import Threshold
from engine.play.running.fork import futures
from engine.play.running.lanes import LaneResult
from engine.play.running.session import Session
from engine.world.ids import TICKS_PER_SECOND

FUTURES = 64


@benchmark(
    name="demo.fork",
    unit="s",
    threshold=Threshold("Branches are compared while a designer waits."),
    cases=[{"second": 0}, {"second": 6}, {"second": 15}],
    seconds=20.0,
    samples=12,
)
def demo_fork(second: int) -> Case:
    """64 futures of Echo Grove from a second of it on, by the expert autopilot, on one core; the loop is loaded."""
    session = Session(compile_demo(), 1, autopilot="expert")
    session.advance(second * TICKS_PER_SECOND)
    results: list[LaneResult] = []
    futures(session, [1], max_ticks=1)

    def run() -> None:
        results[:] = futures(session, range(1, FUTURES + 1))

    return Case(
        run=run,
        close=session.close,
        facts=lambda: {
            "outcomes": dict(Counter(result.outcome for result in results)),
            "ticks": sum(result.ticks - session.tick for result in results),
        },
    )
