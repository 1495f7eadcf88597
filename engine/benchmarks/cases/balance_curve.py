"""How long the win-rate curve of one number takes."""

from typing import cast

from engine.balance.asking import Play
from engine.balance.curve import Curve, curve
from engine.balance.players import Player
from engine.balance.properties import properties_of
from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.playtested import ARMOUR, SEED, demo_stage, once, seeds_of, warm_workers
from engine.benchmarks.threshold import Baseline, Threshold

SKILL = "average"


@benchmark(
    name="balance.curve",
    unit="s",
    threshold=Threshold(
        "The curve follows a number that is dragged.", baselines=(Baseline(12.2, {"values": 7, "seeds": 64}),)
    ),
    cases=[{"values": 7, "seeds": 64}],
    seconds=60.0,
    blocks=once("seeds"),
)
def balance_curve(values: int, seeds: int) -> Case:
    """The curve of the Sentinel's armour over its range, coarse first, compiled and played by one process a core."""
    stage = demo_stage()
    workers = warm_workers(stage)
    number = next(each for each in properties_of(stage.view) if each.path == ARMOUR)
    player, shown = Player(stage, workers), list[Curve]()
    stages = ((3, min(16, seeds)), (values, min(16, seeds)), (values, seeds))

    def run() -> None:
        shown[:] = curve(cast("Play", player), number, SKILL, seeds_of(seeds), stages=stages)

    return Case(
        run=run,
        close=workers.close,
        facts=lambda: {
            "skill": SKILL,
            "first_seed": SEED,
            "runs": sum(point.runs for point in shown[-1].points),
            "wins": {f"{point.value:g}": point.wins for point in shown[-1].points},
            "played_by": workers.name,
        },
    )
