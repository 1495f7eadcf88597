"""Where two runs part: the first tick whose states differ, found by playing both, and what differs there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.play.compile.chapters import Chapters
from engine.play.compile.compiled import CompiledScene
from engine.play.past.past import Past, Said, parted, twin_of
from engine.play.recording.data import Recording, RecordingError
from engine.play.recording.player import Player
from engine.play.running.session import Session
from engine.world.schedule import Style

MOST_ROWS = 12
"""Rows of a column that are told one by one."""
MOST_PARTS = 6
"""Parts of a vector that are told."""
SHORT, WHOLE = 6, 9
"""Digits of a number, and as many as tell any two of 32 bits apart."""
TOLD_EVERY = 60
"""Ticks between two reports of how far the comparison is."""
Array = NDArray[Any]


@dataclass(frozen=True)
class RowDifference:
    """One row's values in two runs; of a lane column `entity` and `name` are ""."""

    entity: str
    name: str
    one: str
    other: str


@dataclass(frozen=True)
class ColumnDifference:
    """A column whose bits differ: its name, what it is, and `count` rows of it, the first of them in `rows`."""

    column: str
    doc: str
    count: int
    rows: tuple[RowDifference, ...]


@dataclass(frozen=True)
class Comparison:
    """What two runs have in common.

    `tick` is the first one at which their states differ, None when none does up to `compared`, the last tick that both
    have. `said` is what was said to each right before it. `recorded` is the first tick whose digests differ in the
    files of two recordings, None when none does.
    """

    tick: int | None
    compared: int
    columns: tuple[ColumnDifference, ...] = ()
    said: tuple[Said, Said] = ((), ())
    recorded: int | None = None


Told = Callable[[int, int], None]


def compare_pasts(session: Session, one: Past, other: Past, *, told: Told | None = None) -> Comparison:
    """Compare two pasts of a session, which stays as it is; both are played from where they may part.

    `told(done, all)` hears of the ticks that are compared and may raise to end it.
    """
    begin = parted(one, other)
    sessions: list[Session] = []
    try:
        for past in (one, other):
            twin = twin_of(session, past)
            sessions.append(twin)
            twin.restore(past.kept[past.before(begin)])
            play(twin, past.commands, begin)
        return compare_sessions(
            sessions[0], sessions[1], one.commands, other.commands, min(one.end, other.end), told=told
        )
    finally:
        for twin in sessions:
            twin.close()


def compare_recordings(
    one: Recording,
    other: Recording,
    compiled: CompiledScene | Chapters,
    *,
    style: Style = "fused",
    told: Told | None = None,
) -> Comparison:
    """Compare two recordings by playing both from their first tick, which needs no keyframe.

    RecordingError when they are not of the same scene and encounter, or of the same slice.
    """
    places = [(each.scene, each.encounter, each.slice) for each in (one, other)]
    if places[0] != places[1]:
        raise RecordingError(f"they are of different places: {_place(one)}, and {_place(other)}")
    recorded = next((
        tick for tick in sorted({*one.digests} & {*other.digests}) if one.digests[tick] != other.digests[tick]
    ), None)  # fmt: skip
    sessions = [Player(each, compiled, style=style).session for each in (one, other)]
    try:
        if sessions[0].digest() == sessions[1].digest():
            begin = parted(Past(one.ticks, one.commands, {}), Past(other.ticks, other.commands, {}))
            # The same was said to both until then, so one of them need not be played.
            play(sessions[0], one.commands, begin)
            sessions[1].restore(sessions[0].snapshot())
        last = min(one.ticks, other.ticks)
        found = compare_sessions(sessions[0], sessions[1], one.commands, other.commands, last, told=told)
    finally:
        for session in sessions:
            session.close()
    return replace(found, recorded=recorded)


def compare_sessions(
    one: Session,
    other: Session,
    said: Mapping[int, Said],
    said_other: Mapping[int, Said],
    last: int,
    *,
    told: Told | None = None,
) -> Comparison:
    """Play two sessions, which stand at the same tick, side by side up to tick `last` or until they differ."""
    begin = one.tick
    while True:
        tick = one.tick
        if one.digest() != other.digest():
            before = (said.get(tick - 1, ()), said_other.get(tick - 1, ()))
            return Comparison(tick, last, differences(one, other), before)
        if tick >= last:
            return Comparison(None, last)
        if told is not None and (tick - begin) % TOLD_EVERY == 0:
            told(tick - begin, last - begin)
        one.step(said.get(tick, ()))
        other.step(said_other.get(tick, ()))
        if one.tick == other.tick == tick:
            return Comparison(None, tick)


def play(session: Session, commands: Mapping[int, Said], tick: int) -> None:
    """Play a session on to a tick by what was said; it stops earlier where the run ends."""
    while session.tick < tick:
        before = session.tick
        session.step(commands.get(before, ()))
        if session.tick == before:
            return


def differences(one: Session, other: Session) -> tuple[ColumnDifference, ...]:
    """The digest columns whose bits differ between two sessions, those of single rows first."""
    columns = {name: column for name, column in one.world.columns.items() if column.digest}
    columns |= {name: column for name, column in other.world.columns.items() if column.digest}
    found: list[ColumnDifference] = []
    for name, column in sorted(columns.items(), key=lambda entry: (entry[1].table != "row", entry[0])):
        values = [session.world.view.get(name) for session in (one, other)]
        if any(value is None for value in values):
            found.append(ColumnDifference(name, column.doc, 0, ()))
            continue
        left, right = (np.asarray(value) for value in values)
        rows = _rows(left, right)
        if len(rows):
            found.append(ColumnDifference(name, column.doc, len(rows), _told(name, rows, one, other)))
    return tuple(found)


def _rows(left: Array, right: Array) -> Sequence[int]:
    """Numbers of the rows whose bits differ, those that only one side has among them."""
    shared = min(len(left), len(right))
    if left.shape[1:] != right.shape[1:] or left.dtype != right.dtype:
        return range(max(len(left), len(right)))
    flat = [np.ascontiguousarray(side[:shared]).reshape(shared, -1).view(np.uint8) for side in (left, right)]
    differing: list[int] = (flat[0] != flat[1]).any(axis=1).nonzero()[0].tolist()
    return [*differing, *range(shared, max(len(left), len(right)))]


def _told(name: str, rows: Sequence[int], one: Session, other: Session) -> tuple[RowDifference, ...]:
    is_row = one.world.columns[name].table == "row"
    found: list[RowDifference] = []
    for row in rows[:MOST_ROWS]:
        entity, label = _who(row, one, other) if is_row else ("", "")
        columns = [session.world.view[name] for session in (one, other)]
        values = [_value(column, row, SHORT) for column in columns]
        if values[0] == values[1]:
            values = [_value(column, row, WHOLE) for column in columns]
        found.append(RowDifference(entity, label, values[0], values[1]))
    return tuple(found)


def _who(row: int, one: Session, other: Session) -> tuple[str, str]:
    names = one.compiled.entity_of_row
    return names[row] if row < len(names) else other.compiled.entity_of_row[row]


def _value(column: Array, row: int, digits: int) -> str:
    if row >= len(column):
        return "n/a"
    flat = np.ravel(column[row])
    parts: list[Any] = flat[:MOST_PARTS].tolist()
    text = ", ".join(f"{part:.{digits}g}" if flat.dtype.kind == "f" else str(part) for part in parts)
    return text if column.ndim == 1 else f"({text}{', ...' if len(flat) > MOST_PARTS else ''})"


def _place(recording: Recording) -> str:
    if recording.slice:
        return f"the slice {', '.join(recording.slice)}"
    return f"{recording.encounter} in {recording.scene}" if recording.encounter else recording.scene
