"""Recordings of runs that are remembered: a past becomes a file's content, and a recording a run to go through."""

from collections.abc import Callable

import numpy as np

from engine.play.compile.chapters import Chapters
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.past.chronicle import Chronicle
from engine.play.past.history import History
from engine.play.past.past import Past
from engine.play.recording.data import KEYFRAME_EVERY, Recording, RecordingError
from engine.play.recording.player import differing_columns
from engine.play.recording.recorder import begun
from engine.play.running.session import Session
from engine.play.running.state import SessionSnapshot
from engine.world import digest
from engine.world.world import World

TOLD_EVERY = 60
"""Ticks between two reports of how far a recording is played."""
Told = Callable[[int, int], None]


def recording_of(session: Session, past: Past, *, outcome: str, project: str = "", last: str = "") -> Recording:
    """A recording of a past of a session; `last` is the digest at its last tick, where that is known.

    Only values that stand still are read, so it may be made while the session goes on, in another thread.
    ValueError when the past does not reach back to the first tick.
    """
    first = past.kept.get(0)
    if first is None:
        raise ValueError("the run is not known from its first tick on")
    recording = begun(session, first, project=project)
    recording.ticks, recording.outcome = past.end, outcome
    recording.commands = {tick: said for tick, said in past.commands.items() if tick < past.end}
    for tick, kept in sorted(past.thinned(KEYFRAME_EVERY).kept.items()):
        recording.keyframes.add(tick, kept)
    recording.digests = {tick: digest_of(session.world, kept) for tick, kept in past.kept.items() if tick <= past.end}
    if last:
        recording.digests[past.end] = last
    recording.digests = dict(sorted(recording.digests.items()))
    return recording


def recall(recording: Recording, session: Session, *, told: Told | None = None) -> tuple[History, Chronicle]:
    """Play a recording through in a session at its first tick: what is remembered and told of it then.

    Every checkpoint is compared on the way; `told(done, all)` hears of the ticks and may raise to end it.
    RecordingError when the session begins from other values than the recorded one did, or comes to other bits.
    """
    if session.tick != 0 or session.slice.compiled(0).fingerprint != recording.fingerprint:
        raise RecordingError(_other_start(recording, session))
    history, chronicle = History(session), Chronicle(session)
    while session.tick < recording.ticks:
        tick = session.tick
        if told is not None and tick % TOLD_EVERY == 0:
            told(tick, recording.ticks)
        session.step(recording.commands.get(tick, ()))
        if session.tick == tick:
            raise RecordingError(f"the run stops at tick {tick:,} of {recording.ticks:,}")
        known = recording.digests.get(session.tick)
        if known is not None and known != session.digest():
            raise RecordingError(f"the run comes to other bits by tick {session.tick:,} than were recorded")
    if session.outcome != recording.outcome:
        raise RecordingError(f"the run is {session.outcome} at its end; {recording.outcome} was recorded")
    return history, chronicle


def session_of(recording: Recording, compiled: CompiledScene | Chapters) -> Session:
    """A session at the first tick of a recording. RecordingError when the scene can't take what was recorded."""
    try:
        return Session(
            compiled,
            recording.seed,
            autopilot=recording.autopilot,
            overrides=recording.overrides,
            tick_limit=recording.tick_limit,
            threads=0,
        )
    except (CompileError, ValueError) as error:
        raise RecordingError(f"it can't be played with this project: {error}") from error


def _other_start(recording: Recording, session: Session) -> str:
    """Why a recording begins otherwise than this session, with who does where that is seen, and what to do."""
    otherwise = _who_differs(recording, session) if session.tick == 0 and 0 in recording.keyframes.ticks else None
    if otherwise is None:
        return (
            "the scene, or the program, is not what it was when this was recorded, so the run would be another one. "
            "Go back to the version of then (Undo, or Earlier versions), or record the run again"
        )
    return (
        f"the scene is not what it was when this was recorded: {otherwise}. "
        "Undo that edit, or go back to the version of then (Earlier versions)"
    )


def _who_differs(recording: Recording, session: Session) -> str | None:
    """Who begins with another value than was recorded, and of what; None where no value of anybody differs."""
    now, then = session.snapshot(), recording.keyframes.at(0)
    for column in differing_columns(now, then, session):
        here, there = (np.asarray(each.world.arrays.get(column, ())) for each in (now, then))
        if session.world.columns[column].table != "row":
            continue
        if here.shape != there.shape:
            return "others take part"
        rows = (here != there).reshape(len(here), -1).any(axis=1).nonzero()[0]
        names = session.compiled.entity_of_row
        if len(rows) and rows[0] < len(names):
            return f"{names[rows[0]][1]} begins with another {column.replace('_', ' ')}"
    return None


def digest_of(world: World, kept: SessionSnapshot) -> str:
    """The digest of a kept state of a world's kind: the same that the session had at that tick."""
    arrays = kept.world.arrays
    return digest.of_arrays((name, arrays[name]) for name, column in sorted(world.columns.items()) if column.digest)
