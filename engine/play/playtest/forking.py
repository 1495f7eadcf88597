"""The futures of a running copy, played elsewhere: its state as a value, and in another process a session of it."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from engine.play.compile.compiled import CompileError
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.packed import PackedStage, be_polite, compiled_of
from engine.play.playtest.request import AS_IT_IS, Stage, Variant
from engine.play.running.fork import futures
from engine.play.running.session import Session
from engine.play.running.state import SessionSnapshot

SESSIONS_KEPT = 4


class Future(NamedTuple):
    """How one future ended: its seed, "victory", "defeat" or "timeout", and at which tick of the run."""

    seed: int
    outcome: str
    tick: int


@dataclass(frozen=True)
class Fork:
    """What futures are played from: a state of a run, and who plays on."""

    state: SessionSnapshot
    skill: str


def stage_of(session: Session, state: SessionSnapshot, *, trusted: bool) -> Stage:
    """The chapter of a state of a session as playtests are asked of it: the project as it was when play began."""
    compiled = session.slice.compiled(state.stay.chapter)
    scene = compiled.scene
    return Stage(scene.snapshot, scene.scene, scene.encounter or "", compiled.game, trusted)


def shares(seeds: range, workers: int) -> list[range]:
    """Seeds in as many pieces as there are workers, the first ones first; none is empty."""
    size = max(1, -(-len(seeds) // workers))
    return [seeds[first : first + size] for first in range(0, len(seeds), size)]


def play_forked(stage: PackedStage, fork: Fork, seeds: Sequence[int], *, own_process: bool) -> list[Future]:
    """What becomes of a run with each of these seeds: the same as `futures` gives for the session itself.

    Each future ends with the present chapter. PlaytestError says why a state can't be gone on from.
    """
    if own_process:
        be_polite()
    try:
        session = _session_of(stage)
        # A chapter is played alone here; what came before it is in the state.
        session.restore(replace(fork.state, stay=replace(fork.state.stay, chapter=0), lately=()))
        found = futures(session, seeds, skill=fork.skill)
    except (CompileError, KeyError, ValueError) as error:
        raise PlaytestError(f"This state can't be gone on from: {error}") from None
    return [Future(each.seed, each.outcome, each.ticks) for each in found]


_sessions: OrderedDict[str, Session] = OrderedDict()


def _session_of(stage: PackedStage) -> Session:
    """A session of the stage, kept for the next state of the same run."""
    name = stage.digest
    if name not in _sessions:
        _sessions[name] = Session(compiled_of(stage, Variant(AS_IT_IS)), style="fused", threads=0)
        if len(_sessions) > SESSIONS_KEPT:
            _sessions.popitem(last=False)
    return _sessions[name]
