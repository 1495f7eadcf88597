"""Takes the history of another tool into ours, where its rows stand among those that were measured at their time."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from engine.benchmarks.history.foreign import action, criterion, pyperf
from engine.benchmarks.history.foreign.row_of import ForeignError, ForeignResult
from engine.benchmarks.history.places import HISTORY
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.history.rotation import rotate
from engine.benchmarks.history.row import decode
from engine.benchmarks.history.writing import held
from engine.whole_file import write_whole


@dataclass(frozen=True)
class Imported:
    """How many rows came in from which tool, and how many of it stood in the history already."""

    tool: str
    rows: int
    known: int


def import_history(path: Path, folder: Path) -> Imported:
    """Take in a data file of github-action-benchmark, a JSON file of pyperf, or an output folder of Criterion.

    Taking in the same again changes nothing. ForeignError says what can't be read; the history is then as it was.
    """
    results = read_foreign(path)
    lines = [each.line() for each in results]
    with held(folder):
        known = {(row.series, row.timestamp) for row in read_history(folder).rows}
        fresh = [line for line in lines if _key(line) not in known]
        history = folder / HISTORY
        before = history.read_bytes().split(b"\n") if history.is_file() else []
        write_whole(history, b"".join(line + b"\n" for line in _in_order(before, fresh)))
    rotate(folder)
    return Imported(results[0].tool if results else "", len(fresh), len(results) - len(fresh))


def read_foreign(path: Path) -> list[ForeignResult]:
    """The results of a file or folder, whichever of the three tools wrote it."""
    if path.is_dir():
        return criterion.read(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ForeignError(f"{path} is no text; expected UTF-8") from None
    reader = pyperf.read if '"benchmarks"' in text[:4096] or '"benchmarks"' in text[-4096:] else action.read
    try:
        return reader(text)
    except ForeignError as error:
        raise ForeignError(f"{path}: {error}") from None


def _key(line: bytes) -> tuple[object, object]:
    row = decode(line)
    return row.series, row.timestamp


def _in_order(before: list[bytes], fresh: list[bytes]) -> list[bytes]:
    """Both by time; a line that is no row stays behind the one that it followed."""
    stamped: list[tuple[float, bytes]] = []
    last = 0.0
    for line in before:
        if not line.strip():
            continue
        with contextlib.suppress(ValueError):
            last = max(last, decode(line).timestamp.timestamp())
        stamped.append((last, line))
    stamped += [(decode(line).timestamp.timestamp(), line) for line in fresh]
    return [line for _, line in sorted(stamped, key=lambda each: each[0])]
