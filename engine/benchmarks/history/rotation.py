"""Keeps a month of rows at hand and packs older ones, so that a history stays small and nothing of it is lost."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import zstandard

from engine.benchmarks.history.packed import PackedError, unpacked
from engine.benchmarks.history.places import ASIDE, CAPTURES, HISTORY, RAW, archive_of
from engine.benchmarks.history.reading import SetAside
from engine.benchmarks.history.row import by_time, decode, wrong_with
from engine.benchmarks.history.writing import held
from engine.whole_file import DRAFT, write_whole

KEPT_DAYS = 30
LEVEL = 12
DRAFT_AGE = 3600.0
"""Age [s] from which a draft counts as left by a killed program; nothing here is written for so long."""


@dataclass(frozen=True)
class Rotated:
    """How many rows went into which month, how many stayed, what was set aside, and how many files beside rows went.

    `damaged` names a month whose file can't be unpacked: it is left as it is, and rows from that month on stay at hand.
    """

    packed: Mapping[str, int]
    kept: int
    set_aside: int
    files_dropped: int
    damaged: Sequence[str] = ()


def rotate(folder: Path, *, now: datetime | None = None, days: int = KEPT_DAYS) -> Rotated:
    """Pack rows older than `days` by month, move unusable lines to set_aside.jsonl, drop what lies behind packed ones.

    Each file is replaced as a whole, and the history comes last: what is killed on the way leaves rows in two files,
    which reading counts once and the next rotation puts right. Drafts that a killed program left go too. OSError when
    the folder can't be written.
    """
    at = now or datetime.now(UTC)
    with held(folder):
        path = folder / HISTORY
        lines = path.read_bytes().split(b"\n") if path.is_file() else []
        oldest = at - timedelta(days=days)
        kept: list[bytes] = []
        months: dict[str, list[bytes]] = {}
        aside: list[SetAside] = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = decode(line)
            except ValueError as error:
                aside.append(SetAside(HISTORY, number, str(error), line))
                continue
            wrong = wrong_with(row, at)
            if wrong:
                aside.append(SetAside(HISTORY, number, wrong, line))
            elif row.timestamp < oldest:
                months.setdefault(f"{row.timestamp.astimezone(UTC):%Y-%m}", []).append(line)
            else:
                kept.append(line)
        packed: dict[str, int] = {}
        damaged: list[str] = []
        left: list[bytes] = []
        for month, rows in sorted(months.items()):
            try:
                if not damaged:
                    _pack(archive_of(folder, month), rows)
                    packed[month] = len(rows)
            except PackedError:
                damaged.append(month)
            if damaged:  # later months wait too: packed ones are read before what is at hand, and rows go by time
                left += rows
        _put_aside(folder / ASIDE, aside)
        if packed or aside:
            write_whole(path, b"".join(line + b"\n" for line in (*left, *kept)))
        dropped = _drop_files(folder, oldest)
    return Rotated(packed, len(left) + len(kept), len(aside), dropped, damaged)


def _pack(path: Path, rows: Iterable[bytes]) -> None:
    """Add rows to a month's file, without those that a rotation before this one, killed half-way, has put there."""
    # By "\n" alone, as the history is cut: a line that Windows ended is the same line in both.
    known = unpacked(path.read_bytes()).split(b"\n") if path.is_file() else []
    different = [row for row in dict.fromkeys([*known, *rows]) if row]
    write_whole(path, zstandard.compress(b"".join(row + b"\n" for row in by_time(different)), LEVEL))


def _put_aside(path: Path, found: Iterable[SetAside]) -> None:
    """Keep what could not be used, with the reason; a line that stands there already is not told twice."""
    before = path.read_bytes() if path.is_file() else b""
    more = [
        msgspec.json.encode(
            {"file": each.file, "line": each.line, "reason": each.reason, "text": each.text.decode("utf-8", "replace")}
        )
        for each in found
    ]
    if more:
        seen = set(before.splitlines())
        write_whole(path, before + b"".join(line + b"\n" for line in more if line not in seen))


def _drop_files(folder: Path, oldest: datetime) -> int:
    """Remove single samples and captures that were written before `oldest`, as their names say."""
    limit, dropped = f"{oldest:%Y%m%dT%H%M%S}", 0
    for path in [*(folder / RAW).glob("[!.]*.json*"), *(folder / CAPTURES).glob("[!.]*.json")]:
        if path.name < limit:
            path.unlink(missing_ok=True)
            dropped += 1
    drafts = [path for place in (folder, folder / RAW, folder / CAPTURES) for path in place.glob(f".*{DRAFT}")]
    for path in drafts:
        if path.stat().st_mtime < time.time() - DRAFT_AGE:
            path.unlink(missing_ok=True)
    return dropped
