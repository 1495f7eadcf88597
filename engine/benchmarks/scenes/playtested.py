"""Echo Grove as the benchmarks of balance play it: as it is asked for, changed by an edit, and what its runs say."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from engine.benchmarks.benchmark import Blocks, Unavailable
from engine.benchmarks.demo import ENCOUNTER, SCENE, demo_folder
from engine.document import Document, DocumentError
from engine.play.compile.compiled import CompileError
from engine.play.playtest.backends import LEAST_PIECE, PIECES_A_WORKER, play
from engine.play.playtest.cores import cores
from engine.play.playtest.outcomes import RunOutcome
from engine.play.playtest.playing import prepare
from engine.play.playtest.request import Change, Playtest, Stage, Variant
from engine.play.playtest.workers import StandingWorkers
from engine.schema.vocabulary import Vocabulary
from engine.world.project import ProjectCodeError, load_game

SEED = 1
ARMOUR = "prefabs/echo_sentinel/entities/echo_sentinel/health/armour"
"""The number that is edited."""


def demo_stage() -> Stage:
    """Echo Grove, its loop loaded. Raises Unavailable with the reason when it can't be played."""
    folder = demo_folder()
    try:
        game = load_game(folder)
        document = Document.open(folder, vocabulary=Vocabulary.builtin().extended(game), trusted=True)
        stage = Stage(document.snapshot(), SCENE, ENCOUNTER, game, True)
        prepare(stage.compiled(Variant()))
    except (DocumentError, CompileError, ProjectCodeError) as error:
        raise Unavailable(f"Echo Grove can't be played: {error}") from error
    return stage


def warm_workers(stage: Stage) -> StandingWorkers:
    """Worker processes as the window has them, one a core, each of which has played a little of the encounter."""
    workers = StandingWorkers(cores())
    seeds = range(1_000_000, 1_000_000 + LEAST_PIECE * PIECES_A_WORKER * workers.count)
    play(Playtest(stage, (Variant(),), ("expert",), seeds), workers)
    return workers


def edited(turn: int) -> Variant:
    """Another value of the armour each time, as a drag gives them."""
    return Variant(f"edit {turn}", (Change(ARMOUR, 0.2 + 0.01 * (turn % 8)),))


def seeds_of(count: int) -> range:
    """The first so many seeds."""
    return range(SEED, SEED + count)


def facts_of(runs: Iterable[RunOutcome], **more: Any) -> dict[str, Any]:
    """How the last iteration's runs ended, and how long they were together."""
    found = list(runs)
    return {
        "outcomes": dict(sorted(Counter(run.outcome for run in found).items())),
        "ticks": sum(run.ticks for run in found),
        "runs": len(found),
        "first_seed": SEED,
        **more,
    }


def once(group: str) -> Blocks:
    """A plan for what takes long: one iteration of each case, with nothing before it, since `demo_stage` is warm."""
    return Blocks(turns=lambda params: 1, group=group, warm=0, timed=1)
