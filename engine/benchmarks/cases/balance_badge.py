"""How long it takes from an edit until the badge has its win rates."""

from contextlib import ExitStack

from engine.benchmarks.benchmark import Blocks, Case, benchmark
from engine.benchmarks.playtested import demo_stage, edited, facts_of, seeds_of
from engine.play.playtest.backends import backend_of, play
from engine.play.playtest.outcomes import Outcomes
from engine.play.playtest.request import Playtest
from engine.world.ids import SKILLS

PLAN = Blocks(turns=lambda params: 5, group="skills", warm=0, timed=1)


@benchmark(
    name="balance.badge",
    unit="s",
    cases=[{"seeds": 16, "skills": 3}, {"seeds": 64, "skills": 3}],
    seconds=60.0,
    blocks=PLAN,
)
def balance_badge(seeds: int, skills: int) -> Case:
    """Echo Grove edited, compiled, and played by each skill with some seeds, by one worker process a core; all warm."""
    stage, places = demo_stage(), SKILLS[:skills]
    stack, found = ExitStack(), dict[tuple[str, str], Outcomes]()
    backend = backend_of(0)
    stack.callback(backend.close)
    turns = iter(range(1_000_000))

    def run() -> None:
        variant = edited(next(turns))
        # Pieces of a quarter of the seeds keep all workers busy to the end.
        size = max(8, seeds // 4)
        found.clear()
        found.update(play(Playtest(stage, (variant,), places, seeds_of(seeds)), backend, size=size))

    run()
    return Case(
        run=run,
        close=stack.close,
        facts=lambda: facts_of(
            (each for outcomes in found.values() for each in outcomes.runs),
            by_skill=list(places),
            wins={skill: int(outcomes.won.sum()) for (_, skill), outcomes in found.items()},
            played_by=backend.name,
        ),
    )
