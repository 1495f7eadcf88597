"""Reads a history: its good rows in the order measured, and each bad one with its line and the reason."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np

from engine.benchmarks.history.packed import PackedError, unpacked
from engine.benchmarks.history.places import HISTORY, archives
from engine.benchmarks.history.row import BOM, DECODER, HistoryRow, SeriesKey, ToldKey, decode, wrong_by_itself

BLOCK = 1 << 22
"""Bytes whose ends of lines are looked for at a time, so that what lies between stays in the processor's cache."""


@dataclass(frozen=True)
class SetAside:
    """A line that could not be used: where it stands, why, and its bytes; line 0 is the whole of a file."""

    file: str
    line: int
    reason: str
    text: bytes = b""

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.reason}"
        return f"{self.file}, line {self.line}: {self.reason}"


@dataclass(frozen=True)
class History:
    """What was measured, oldest file first, and what had to be set aside."""

    rows: Sequence[HistoryRow]
    set_aside: Sequence[SetAside]


def read_history(folder: Path, *, now: datetime | None = None) -> History:
    """All rows below `folder`, those of compressed months included; nothing where there is no history yet.

    A row is set aside when it is cut short or no JSON, lacks a field, begins with a byte order mark, holds NaN, is of
    the future or of a later schema, was read before, or is older than one of its series that stands before it; so is a
    compressed month that can't be unpacked, as a whole. Rows that stand in two files, since a rotation was killed or
    goes on meanwhile, count once and are no fault. OSError when a file can't be read.
    """
    taken = _Taken(now or datetime.now(UTC))
    # The growing file first: a rotation fills the months before it takes rows out of that file, so whatever it does
    # meanwhile, each row stands in what was read of the one or will be read of the other.
    current = _content(folder / HISTORY)
    archived: set[bytes] = set()
    for path in archives(folder):
        try:
            data = unpacked(path.read_bytes())
        except PackedError as error:
            taken.aside.append(SetAside(path.name, 0, f"{error}; its rows are missing, and the file is left as it is"))
            continue
        taken.read(path.name, data)
        archived.update(data.split(b"\n"))
    taken.read(HISTORY, current, archived)
    return History(taken.rows, taken.aside)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


class _Taken:
    """What was read so far, and the newest row of each series."""

    def __init__(self, now: datetime) -> None:
        self.rows: list[HistoryRow] = []
        self.aside: list[SetAside] = []
        self._now = now
        self._newest: dict[SeriesKey, _Newest] = {}
        self._told: dict[ToldKey, _Newest | str] = {}

    def read(self, name: str, data: bytes, known: Collection[bytes] = ()) -> None:
        """Take the rows of a file, without those lines that are known from another."""
        told, keep, now = self._told, self.rows.append, self._now
        lines = _Lines(data)
        for number, row in enumerate(_all_decoded(lines) or _one_by_one(name, lines, self.aside), 1):
            if row is None or (known and lines[number] in known):
                continue
            key = row.told_series
            newest = told.get(key) or self._newest_of(row, key)
            wrong = wrong_by_itself(row, now)
            if not wrong and not isinstance(newest, str):
                if newest.row is None or row.timestamp > newest.row.timestamp:
                    newest.row = row
                    keep(row)
                    continue
                wrong = _out_of_order(row, newest.row)
            self.aside.append(SetAside(name, number, wrong or str(newest), lines[number]))

    def _newest_of(self, row: HistoryRow, key: ToldKey) -> "_Newest | str":
        """What is known of the series of a row; what is wrong with its parameters when they name none."""
        try:
            self._told[key] = found = self._newest.setdefault(row.series, _Newest())
        except ValueError as error:
            self._told[key] = found = str(error)
        return found


class _Newest:
    """The newest row of a series, as far as it was read."""

    __slots__ = ("row",)

    def __init__(self) -> None:
        self.row: HistoryRow | None = None


class _Lines:
    """The lines of a file by their number from 1, cut out only when one is asked for, as most files are good."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        whole = np.frombuffer(data, np.uint8)
        blocks = [np.flatnonzero(whole[at : at + BLOCK] == ord("\n")) + at for at in range(0, len(data), BLOCK)]
        last = [len(data)] if data and not data.endswith(b"\n") else []
        self._ends = np.concatenate([*blocks, np.array(last, np.intp)])

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 2]) + 1 if number > 1 else 0
        return self.data[start : int(self._ends[number - 1])]

    @property
    def has_blanks(self) -> bool:
        """Whether an empty line stands among them."""
        return bool((np.diff(self._ends, prepend=-1) == 1).any())


def _out_of_order(row: HistoryRow, before: HistoryRow) -> str:
    if (row.timestamp, row.value) == (before.timestamp, before.value):
        return "is the same row again"
    return f"is not newer than the row of its series before it ({before.timestamp:%Y-%m-%d %H:%M:%S})"


def _all_decoded(lines: _Lines) -> list[HistoryRow] | None:
    """The rows of a file without a fault, decoded in one go, which takes a third of the time; None for any other."""
    if lines.data.startswith(BOM) or lines.has_blanks:
        return None
    try:
        found = DECODER.decode_lines(lines.data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if len(found) == len(lines) else None


def _one_by_one(name: str, lines: _Lines, aside: list[SetAside]) -> Iterator[HistoryRow | None]:
    """The row of each line; None for one that is empty or can't be decoded, which is set aside."""
    for number in range(1, len(lines) + 1):
        try:
            yield decode(lines[number]) if lines[number].strip() else None
        except ValueError as error:
            aside.append(SetAside(name, number, str(error), lines[number]))
            yield None
