"""Reads a history: its good rows in the order measured, and each bad one with its line and the reason."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import zstandard

from engine.benchmarks.history.places import HISTORY, archives
from engine.benchmarks.history.row import BOM, DECODER, HistoryRow, decode, wrong_with


@dataclass(frozen=True)
class SetAside:
    """A line that could not be used: where it stands, why, and its bytes."""

    file: str
    line: int
    reason: str
    text: bytes = b""

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


@dataclass(frozen=True)
class History:
    """What was measured, oldest file first, and what had to be set aside."""

    rows: Sequence[HistoryRow]
    set_aside: Sequence[SetAside]


def read_history(folder: Path, *, now: datetime | None = None) -> History:
    """All rows below `folder`, those of compressed months included; nothing where there is no history yet.

    A row is set aside when it is cut short or no JSON, lacks a field, begins with a byte order mark, holds NaN, is of
    the future or of a later schema, was read before, or is older than one of its series that stands before it. Rows
    that a killed rotation left in two files count once and are no fault. OSError when a file can't be read.
    """
    at = now or datetime.now(UTC)
    taken = _Taken(at)
    archived: set[bytes] = set()
    for path in archives(folder):
        data = zstandard.ZstdDecompressor().decompress(path.read_bytes(), max_output_size=1 << 31)
        taken.read(path.name, data)
        archived.update(data.splitlines())
    current = folder / HISTORY
    if current.is_file():
        taken.read(HISTORY, current.read_bytes(), archived)
    return History(taken.rows, taken.aside)


class _Taken:
    """What was read so far, and the newest row of each series."""

    def __init__(self, now: datetime) -> None:
        self.rows: list[HistoryRow] = []
        self.aside: list[SetAside] = []
        self._now = now
        self._newest: dict[tuple[str, bytes, str], HistoryRow] = {}

    def read(self, name: str, data: bytes, known: Collection[bytes] = ()) -> None:
        """Take the rows of a file, without those lines that are known from another."""
        newest, keep, now = self._newest, self.rows.append, self._now
        lines = _Lines(data)
        for number, row in enumerate(_all_decoded(lines) or _one_by_one(name, lines, self.aside), 1):
            if row is None or (known and lines[number] in known):
                continue
            wrong = wrong_with(row, now)
            if not wrong:
                series = (row.benchmark_name, bytes(row.params), row.hardware_id)
                before = newest.get(series)
                if before is None or row.timestamp > before.timestamp:
                    newest[series] = row
                    keep(row)
                    continue
                wrong = _out_of_order(row, before)
            self.aside.append(SetAside(name, number, wrong, lines[number]))


class _Lines:
    """The lines of a file by their number from 1; it is cut up only when one is asked for, as most files are good."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._cut: list[bytes] | None = None

    def __len__(self) -> int:
        return self.data.count(b"\n") + (not self.data.endswith(b"\n") and bool(self.data))

    def __getitem__(self, number: int) -> bytes:
        if self._cut is None:
            self._cut = self.data.split(b"\n")
        return self._cut[number - 1]


def _out_of_order(row: HistoryRow, before: HistoryRow) -> str:
    if (row.timestamp, row.value) == (before.timestamp, before.value):
        return "is the same row again"
    return f"is not newer than the row of its series before it ({before.timestamp:%Y-%m-%d %H:%M:%S})"


def _all_decoded(lines: _Lines) -> list[HistoryRow] | None:
    """The rows of a file without a fault, decoded in one go, which takes a third of the time; None for any other."""
    if lines.data.startswith(BOM) or b"\n\n" in lines.data:
        return None
    try:
        found = DECODER.decode_lines(lines.data)
    except (msgspec.DecodeError, UnicodeDecodeError):
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
