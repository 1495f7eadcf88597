"""Recordings of runs that are remembered: a past becomes a file's content, and a recording a past to go through."""

from collections.abc import Callable

from engine.play.commands import PlayCommand
from engine.play.compiled import CompileError
from engine.play.lineage import Lineage
from engine.play.past import Past, size_of
from engine.play.recorder import begun
from engine.play.recording_data import KEYFRAME_EVERY, Recording, RecordingError
from engine.play.session import Session, SessionSnapshot
from engine.world import digest
from engine.world.world import World

MOST_BYTES = 64 * 1024 * 1024
"""What the states that are taken from a recording may take; more of them are played to instead."""


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


def past_of(recording: Recording, session: Session) -> Past:
    """What a recording holds, as a past of a session that stands at its first tick.

    RecordingError when the session begins from other values than the recorded one did, or a keyframe is not what was
    recorded.
    """
    if session.tick != 0 or session.slice.compiled(0).fingerprint != recording.fingerprint:
        raise RecordingError(
            "the scene, or the program, is not what it was when this was recorded, so the run would be another one"
        )
    kept: dict[int, SessionSnapshot] = {0: session.snapshot()}
    room = MOST_BYTES - size_of(kept[0])
    for tick in _spread(recording.keyframes.ticks):
        if tick == 0 or tick > recording.ticks or room <= 0:
            continue
        frame = recording.keyframes.at(tick)
        if tick in recording.digests and _digest(session.world, frame) != recording.digests[tick]:
            raise RecordingError(
                f"the keyframe at tick {tick} is not the state that was recorded; record the run again"
            )
        kept[tick] = frame
        room -= size_of(frame)
    lineage = Lineage(session)
    names = [(-1, lineage.name)]
    commands: dict[int, tuple[PlayCommand, ...]] = dict(sorted(recording.commands.items()))
    for tick, said in commands.items():
        lineage.say(tick, said)
        names.append((tick, lineage.name))
    return Past(recording.ticks, commands, dict(sorted(kept.items())), tuple(names))


def session_of(recording: Recording, make: Callable[..., Session]) -> Session:
    """A session at the first tick of a recording; `make(seed, autopilot=..., overrides=..., tick_limit=...)` makes it.

    RecordingError when the scene can't take what was recorded any more.
    """
    try:
        return make(
            recording.seed,
            autopilot=recording.autopilot,
            overrides=recording.overrides,
            tick_limit=recording.tick_limit,
        )
    except (CompileError, ValueError) as error:
        raise RecordingError(f"it can't be played with this project: {error}") from error


def digest_of(world: World, kept: SessionSnapshot) -> str:
    """The digest of a kept state of a world's kind: the same that the session had at that tick."""
    arrays = kept.world.arrays
    return digest.of_arrays((name, arrays[name]) for name, column in sorted(world.columns.items()) if column.digest)


def _digest(world: World, kept: SessionSnapshot) -> str:
    try:
        return digest_of(world, kept)
    except KeyError:
        return ""


def _spread(ticks: tuple[int, ...]) -> list[int]:
    """The same ticks, so ordered that as many as one takes lie all over the run."""
    ordered: list[int] = []
    step = 1
    while step < len(ticks):
        step *= 2
    seen: set[int] = set()
    while step >= 1:
        for place in range(0, len(ticks), step):
            if place not in seen:
                seen.add(place)
                ordered.append(ticks[place])
        step //= 2
    return ordered
