"""How long the chance to win from here takes in the midst of a fight."""

from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.demo import compile_demo
from engine.benchmarks.playtested import SEED, seeds_of
from engine.play.running.fork import futures as futures_of
from engine.play.running.lanes import LaneResult
from engine.play.running.session import Session
from engine.world.ids import TICKS_PER_SECOND

SKILL = "expert"
PLAN = Blocks(turns=lambda params: 5, group="second", warm=0, timed=1)


@benchmark(name="balance.fork", unit="s", cases=[{"futures": 64, "second": 10}], seconds=20.0, blocks=PLAN)
def balance_fork(futures: int, second: int) -> Case:
    """Futures of Echo Grove from a second of it on, each played to its end by autopilot on one core; all warm."""
    session = Session(compile_demo(), SEED, autopilot=SKILL)
    session.advance(second * TICKS_PER_SECOND)
    results: list[LaneResult] = []
    _futures(session, 1)

    def run() -> None:
        results[:] = _futures(session, futures)

    return Case(
        run=run,
        close=session.close,
        facts=lambda: {
            "skill": SKILL,
            "first_seed": SEED,
            "runs": len(results),
            "wins": sum(result.outcome == "victory" for result in results),
            "ticks": sum(result.ticks - session.tick for result in results),
        },
    )


def _futures(session: Session, count: int) -> list[LaneResult]:
    return futures_of(session, seeds_of(count))
