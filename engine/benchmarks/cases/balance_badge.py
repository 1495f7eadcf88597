"""How long it takes from an edit until the badge has its win rates."""

from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.scenes.playtested import demo_stage, edited, facts_of, seeds_of, warm_workers
from engine.benchmarks.threshold import Baseline, Threshold
from engine.play.playtest.backends import play
from engine.play.playtest.outcomes import Outcomes
from engine.play.playtest.request import Playtest
from engine.world.ids import SKILLS

PLAN = Blocks(turns=lambda params: 5, group="skills", warm=0, timed=1)


@benchmark(
    name="balance.badge",
    unit="s",
    threshold=Threshold(
        "The badge answers while a designer looks at it.", baselines=(Baseline(4.44, {"seeds": 64, "skills": 3}),)
    ),
    cases=[{"seeds": 16, "skills": 3}, {"seeds": 64, "skills": 3}],
    seconds=60.0,
    blocks=PLAN,
)
def balance_badge(seeds: int, skills: int) -> Case:
    """Echo Grove edited, compiled, and played by each skill with some seeds, by one worker process a core; all warm."""
    stage, places = demo_stage(), SKILLS[:skills]
    workers, found = warm_workers(stage), dict[tuple[str, str], Outcomes]()
    turns = iter(range(1_000_000))

    def run() -> None:
        variant = edited(next(turns))
        found.clear()
        found.update(play(Playtest(stage, (variant,), places, seeds_of(seeds)), workers))

    return Case(
        run=run,
        close=workers.close,
        facts=lambda: facts_of(
            (each for outcomes in found.values() for each in outcomes.runs),
            by_skill=list(places),
            wins={skill: int(outcomes.won.sum()) for (_, skill), outcomes in found.items()},
            played_by=workers.name,
        ),
    )
