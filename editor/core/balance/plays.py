"""Plays by people: what a finished run and a recording say of them, and the recordings of a project's folder."""

import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engine.balance.intervals import calibrated
from engine.play import RECORDING_SUFFIX

if TYPE_CHECKING:
    from engine.play.past.past import Past
    from engine.play.recording import Recording
    from engine.play.running.session import Session

MOST_FILES = 200
"""Recordings of a project that are read, the newest first."""
ENDINGS = ("victory", "defeat", "timeout")
TICKS_A_SECOND = 60


class Play(NamedTuple):
    """One play to its end: `name` tells it from others, `fingerprint` says of which starting values it was."""

    name: str
    fingerprint: str
    is_won: bool
    seconds: float


Seen = MutableMapping[Path, tuple[int, int, Play | None]]
"""Files that were read, by their times and sizes, and what they hold."""


class Tried(NamedTuple):
    """How people fared: wins of so many plays, the 95 % interval, and the median length of a win [s]."""

    wins: int
    runs: int
    interval: tuple[float, float]
    seconds_to_win: float | None


def tried_in(plays: "list[Play]") -> Tried:
    """What the plays of one encounter say, each counted once."""
    once = list({play.name: play for play in plays}.values())
    won = sorted(play.seconds for play in once if play.is_won)
    middle = (won[(len(won) - 1) // 2] + won[len(won) // 2]) / 2.0 if won else None
    return Tried(len(won), len(once), calibrated(len(won), len(once)), middle)


def play_of_run(session: "Session", past: "Past", outcome: str) -> Play | None:
    """A run that has ended as a play; None for one of a slice, or that nobody played by hand alone."""
    from engine.play.recording.by_hand import is_by_hand, name_of_play

    begun = past.kept.get(0)
    if outcome not in ENDINGS or session.chapters or begun is None:
        return None
    # An autopilot that was set before the first tick is in no command.
    if int(begun.world.arrays["autopilot"][0]) or not is_by_hand(None, session.overrides, past.commands):
        return None
    name = name_of_play(session.seed, past.end, past.commands)
    return Play(name, session.slice.compiled(0).fingerprint, outcome == "victory", past.end / TICKS_A_SECOND)


def play_of_recording(recording: "Recording") -> Play | None:
    """A recording as a play; None as for a run."""
    from engine.play.recording.by_hand import is_by_hand, name_of_play

    if recording.outcome not in ENDINGS or recording.slice or recording.tick_limit is not None:
        return None
    if not is_by_hand(recording.autopilot, recording.overrides, recording.commands):
        return None
    name = name_of_play(recording.seed, recording.ticks, recording.commands)
    return Play(name, recording.fingerprint, recording.outcome == "victory", recording.ticks / TICKS_A_SECOND)


def plays_in(folder: Path, seen: "Seen") -> list[Play]:
    """The plays that are recorded in a folder and those below it; files that are none, or damaged, count for nothing.

    Args:
        folder: The project's.
        seen: What was read before, which is not read again; it is brought up to date.
    """
    from engine.play.recording import RecordingError, load

    found: list[tuple[int, int, Path]] = []
    for path in _recordings(folder):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((status.st_mtime_ns, status.st_size, path))
    newest = sorted(found, reverse=True)[:MOST_FILES]
    for path in seen.keys() - {path for *_, path in newest}:
        del seen[path]
    plays: list[Play] = []
    for time, size, path in newest:
        known = seen.get(path)
        if known is None or known[:2] != (time, size):
            try:
                known = (time, size, play_of_recording(load(path)))
            except RecordingError:
                known = (time, size, None)
            seen[path] = known
        if known[2] is not None:
            plays.append(known[2])
    return plays


def _recordings(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith((".", "_"))]
        yield from (Path(place, each) for each in files if each.endswith(RECORDING_SUFFIX))
