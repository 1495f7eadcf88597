"""What it takes between two ticks to let agents think with another cost: in the demo, in a crowd, in a hard domain."""

from collections.abc import Callable
from itertools import count

from engine.ai.goap.profiles import read_profile
from engine.ai.goap.tables import Mind
from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.demo import compile_demo
from engine.benchmarks.scenes.hard_domain import hard_problems
from engine.benchmarks.threshold import Threshold
from engine.play.between_ticks.retuning import retuned, think_as
from engine.play.commands import Spawn
from engine.play.compile.compiled import CompiledScene
from engine.play.running.session import Session

CROWD = 11_500
HARD_AGENTS = 4


@benchmark(
    name="goap.retune",
    unit="ms",
    threshold=Threshold("A cost that is edited while a copy plays is taken over between two frames.", fail=0.3),
    samples=60,
    cases=[{"agents": "echo_grove"}, {"agents": "crowd"}, {"agents": "hard"}],
    has_tail=True,
)
def goap_retune(agents: str) -> Case:
    """One action gets a cost that it never had, so that its tables are built anew, and every agent's plan is looked at.

    "echo_grove": the demo's Kael; "crowd": 11,500 Rift Stalkers at once; "hard": one of four agents of the hard domain,
    without a world.
    """
    if agents == "hard":
        return Case(run=_hard())
    compiled = compile_demo()
    session = Session(compiled, 1, autopilot="expert")
    if agents == "crowd":
        session.step([Spawn("rift_stalker", CROWD, (0.0, 0.0, 0.0), waiting=True)])
    entity = "kael" if agents == "echo_grove" else "rift_stalker"
    return Case(run=_told(session, entity), close=session.close)


def _told(session: Session, who: str) -> Callable[[], None]:
    """Another cost for the first action of an entity, or of every instance of a prefab, each time that it is called."""
    told = [row.entity for row in session.compiled.roster if who in (row.entity, row.prefab)]
    actions, goals = session.compiled.own_words[told[0]]
    first = actions[0].partition("=")[0]
    costs, scene = count(1), [session.compiled]

    def run() -> None:
        words = ((f"{first}={2.0 + 0.001 * next(costs):.3f}", *actions[1:]), goals)
        before: CompiledScene = scene[0]
        scene[0] = retuned(before, tuple((entity, *words) for entity in told))
        think_as(session.world, before, scene[0])

    return run


def _hard() -> Callable[[], None]:
    domain = hard_problems()[0].problem.domain
    actions, goals = [action.name for action in domain.actions], [goal.name for goal in domain.goals]
    costs = count(1)
    others = [read_profile(domain, [f"{actions[0]}={2 + k}", *actions[1:]], goals) for k in range(HARD_AGENTS - 1)]

    def run() -> None:
        words = [f"{actions[1]}={5.0 + 0.001 * next(costs):.3f}", *actions[:1], *actions[2:]]
        Mind.build(domain, [*others, read_profile(domain, words, goals)]).statics()

    return run
