"""Takes the history of another tool into ours, where its rows stand among those that were measured at their time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from engine.benchmarks.history.foreign import action, criterion, pyperf
from engine.benchmarks.history.foreign.row_of import ForeignError, ForeignResult
from engine.benchmarks.history.places import HISTORY
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.history.rotation import rotate
from engine.benchmarks.history.row import by_time, decode, wrong_with
from engine.benchmarks.history.writing import held
from engine.whole_file import write_whole


@dataclass(frozen=True)
class Imported:
    """How many rows came in from which tool, how many of it stood in the history already, and what can't be a row."""

    tool: str
    rows: int
    known: int
    refused: Sequence[str] = ()


def import_history(path: Path, folder: Path) -> Imported:
    """Take in a data file of github-action-benchmark, a JSON file of pyperf, or an output folder of Criterion.

    Taking in the same again changes nothing. ForeignError says what can't be read; the history is then as it was.
    """
    results = read_foreign(path)
    lines = [each.line() for each in results]
    with held(folder):
        taken: set[tuple[object, object]] = set()
        known = {(row.series, row.timestamp) for row in read_history(folder).rows}
        fresh: list[bytes] = []
        refused: list[str] = []
        now = datetime.now(UTC)
        for line in lines:
            row = decode(line)
            key = row.series, row.timestamp
            wrong = wrong_with(row, now) or ("stands there twice at one time" if key in taken else "")
            if wrong:
                refused.append(f"{row.benchmark_name} {wrong}")
            elif key not in known:
                fresh.append(line)
                taken.add(key)
        history = folder / HISTORY
        before = history.read_bytes().split(b"\n") if history.is_file() else []
        write_whole(
            history, b"".join(line + b"\n" for line in by_time([line for line in before if line.strip()] + fresh))
        )
    rotate(folder)
    tool = results[0].tool if results else ""
    return Imported(tool, len(fresh), len(results) - len(fresh) - len(refused), refused)


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
