"""How long many thousand simulations of a fight take."""

from time import perf_counter

from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.scenes.playtested import demo_stage, facts_of, once, seeds_of, warm_workers
from engine.benchmarks.threshold import Threshold
from engine.play.playtest.backends import play
from engine.play.playtest.outcomes import Outcomes
from engine.play.playtest.request import Playtest, Variant
from engine.world.ids import SKILLS

PART = 256
"""Seeds a skill that are played; the rest is reckoned from them."""


@benchmark(
    name="balance.simulations",
    unit="s",
    threshold=Threshold("Thousands of runs decide what counts as fair."),
    cases=[{"simulations": 25_000}],
    seconds=60.0,
    blocks=once("simulations"),
)
def balance_simulations(simulations: int) -> Case:
    """All skills in turn, by one process a core; reckoned from a part of the runs, which the row names `runs`."""
    stage = demo_stage()
    workers = warm_workers(stage)
    found = dict[tuple[str, str], Outcomes]()

    def run() -> float:
        began = perf_counter()
        found.update(play(Playtest(stage, (Variant(),), SKILLS, seeds_of(PART)), workers))
        return (perf_counter() - began) * simulations / (PART * len(SKILLS))

    return Case(
        run=run,
        close=workers.close,
        facts=lambda: facts_of(
            (each for outcomes in found.values() for each in outcomes.runs),
            by_skill=list(SKILLS),
            wins={skill: int(outcomes.won.sum()) for (_, skill), outcomes in found.items()},
            is_reckoned=True,
            played_by=workers.name,
        ),
    )
