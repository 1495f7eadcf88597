"""How long it takes to rank the numbers of an encounter by what they matter to one skill."""

from typing import cast

from engine.balance.asking import Play
from engine.balance.players import Player
from engine.balance.properties import properties_of
from engine.balance.sensitivity import STAGES, Ranking, what_matters
from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.playtested import SEED, demo_stage, once, seeds_of, warm_workers
from engine.benchmarks.threshold import Baseline, Threshold


@benchmark(
    name="balance.what_matters",
    unit="s",
    threshold=Threshold(
        "Someone waits for the list of what matters.",
        baselines=(Baseline(148.0, {"properties": 40, "skill": "average"}),),
    ),
    cases=[{"properties": 40, "skill": "average"}],
    seconds=60.0,
    blocks=once("skill"),
)
def balance_what_matters(properties: int, skill: str) -> Case:
    """Numbers of Echo Grove, evenly out of all, a fifth less and more: 16 seeds for all, 256 for those that matter."""
    stage = demo_stage()
    workers = warm_workers(stage)
    every = properties_of(stage.view)
    numbers = every[:: max(1, len(every) // properties)][:properties]
    player, shown = Player(stage, workers), list[Ranking]()

    def run() -> None:
        shown[:] = list(what_matters(cast("Play", player), numbers, skill, seeds_of(STAGES[-1][1])))[-1:]

    return Case(
        run=run,
        close=workers.close,
        facts=lambda: {
            "first_seed": SEED,
            "runs": shown[0].runs + sum(each.difference.runs for bar in shown[0].bars for each in bar.nudges),
            "wins": shown[0].wins,
            "most": shown[0].bars[0].number.label,
            "sure": sum(bar.is_sure for bar in shown[0].bars),
            "played_by": workers.name,
        },
    )
