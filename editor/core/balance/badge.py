"""What a badge's job does: more and more seeds of one state of an encounter, told after each number of them."""

from collections.abc import Callable
from dataclasses import replace

from editor.core.balance.measured import FIRST_SEED, CannotPlayError, Measured
from editor.core.jobs import CancelledError, Progress
from engine.balance.content import content_of
from engine.balance.findings import findings_of
from engine.balance.happened import happened_in
from engine.balance.intervals import LOOKS
from engine.balance.kept import KeptResults
from engine.balance.players import Player, RememberingPlayer
from engine.document import DocumentError
from engine.play.compile.compiled import CompileError
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.backends import Backend, PlaytestCancelledError
from engine.play.playtest.outcomes import Outcomes
from engine.play.playtest.request import AS_IT_IS, Stage, Variant, check_end
from engine.world.ids import SKILLS

AS_NOW = Variant(AS_IT_IS)


def measure(
    stage: Stage,
    backend: Backend,
    kept: KeptResults,
    tell: Callable[[Measured], object],
    progress: Progress,
    cancelled: Callable[[], bool],
    looks: tuple[int, ...] = LOOKS,
) -> None:
    """Play an encounter with 16, 64, 256 and 1,024 seeds a skill, and tell what is known after each.

    What is kept of it is told at once and not played again. CannotPlayError says why nothing can be played.
    """
    try:
        _measure(stage, backend, kept, tell, progress, cancelled, looks)
    except PlaytestCancelledError:
        raise CancelledError from None
    except (PlaytestError, CompileError, DocumentError) as error:
        raise CannotPlayError(str(error)) from error


def _measure(
    stage: Stage,
    backend: Backend,
    kept: KeptResults,
    tell: Callable[[Measured], object],
    progress: Progress,
    cancelled: Callable[[], bool],
    looks: tuple[int, ...],
) -> None:
    player = RememberingPlayer(Player(stage, backend, cancelled=cancelled), kept)
    try:
        content = content_of(stage.view, stage.game)
    except LookupError:
        content = ""
    nothing = Measured((stage.scene, stage.encounter), content, 0, {}, state=stage.snapshot)

    def told(count: int, outcomes: dict[str, Outcomes], fingerprint: str = "") -> None:
        found = tuple(findings_of(stage.view, outcomes))
        happened = happened_in(outcomes)
        measured = replace(nothing, seeds=count, outcomes=outcomes, findings=found, happened=happened)
        tell(replace(measured, fingerprint=fingerprint))

    most = looks[-1]
    known = {skill: player.known(AS_NOW, skill, seeds(most)) for skill in SKILLS}
    there = [look for look in looks if all(len(_first(each, look).runs) == look for each in known.values())]
    if there:
        told(there[-1], {skill: _first(each, there[-1]) for skill, each in known.items()})
    waiting = looks[len(there) :]
    if not waiting:
        return
    compiled = stage.compiled(AS_NOW)
    check_end(stage.view, compiled)
    for look in waiting:
        if cancelled():
            raise CancelledError
        progress(None, f"{look:,} seeds")
        outcomes = player.by_skill(AS_NOW, SKILLS, seeds(look))
        told(look, outcomes, compiled.fingerprint)


def seeds(count: int) -> range:
    """The first so many seeds of every badge, so that all of them can be compared pair by pair."""
    return range(FIRST_SEED, FIRST_SEED + count)


def _first(outcomes: Outcomes, count: int) -> Outcomes:
    wanted = seeds(count)
    return Outcomes(outcomes.variant, outcomes.skill, tuple(run for run in outcomes.runs if run.seed in wanted))
