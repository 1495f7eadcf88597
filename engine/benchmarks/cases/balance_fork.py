"""How long the chance to win from here takes in the midst of a fight."""

from contextlib import ExitStack

from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.scenes.playtested import SEED, demo_stage, seeds_of, warm_workers
from engine.benchmarks.threshold import Baseline, Threshold
from engine.play.playtest.forking import Fork, Future, play_forked, shares
from engine.play.playtest.packed import packed
from engine.play.playtest.request import Variant
from engine.play.running.session import Session
from engine.world.ids import TICKS_PER_SECOND

SKILL = "expert"
PLAN = Blocks(turns=lambda params: 5, group="second", warm=0, timed=1)


@benchmark(
    name="balance.fork",
    unit="s",
    threshold=Threshold(
        "The chance to win is shown while the fight stands still.",
        baselines=(Baseline(0.87, {"futures": 64, "second": 10}),),
    ),
    cases=[{"futures": 64, "second": 10}],
    seconds=20.0,
    blocks=PLAN,
)
def balance_fork(futures: int, second: int) -> Case:
    """Futures of Echo Grove from a second of it on, each played to its end by the window's workers; all warm."""
    stage, stack = demo_stage(), ExitStack()
    workers = warm_workers(stage)
    stack.callback(workers.close)
    session = Session(stage.compiled(Variant()), SEED, autopilot=SKILL)
    stack.callback(session.close)
    session.advance(second * TICKS_PER_SECOND)
    fork, told = Fork(session.snapshot(), SKILL), packed(stage)
    results: list[Future] = []

    def run() -> None:
        calls = [
            workers.asked(play_forked, told, fork, share, own_process=True)
            for share in shares(seeds_of(futures), workers.count)
        ]
        results[:] = [future for call in calls for future in call.result()]

    run()
    return Case(
        run=run,
        close=stack.close,
        facts=lambda: {
            "skill": SKILL,
            "first_seed": SEED,
            "runs": len(results),
            "wins": sum(result.outcome == "victory" for result in results),
            "played_by": workers.name,
            "ticks": sum(result.tick - session.tick for result in results),
        },
    )
