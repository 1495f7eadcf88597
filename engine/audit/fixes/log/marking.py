"""Marks rows of the tree's CSV report as fixed, or open again."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from engine.audit.fingerprints import base_in, fingerprint
from engine.audit.fixes.applying.records import Fixed
from engine.whole_file import write_whole

REPORT = "unwrap_audit_report.csv"
KEY, STATUS = "Fingerprint", "Status"


def mark_rows(root: Path, fixes: Sequence[Fixed], status: str) -> int:
    """Give the rows of these fixes a status; how many there were. A tree without a report is left without one.

    Where several places are equal, the row nearest to the fix is meant, and they are numbered anew as the next scan
    does: those that are open first, so that no row of a fix has the fingerprint of a place that is still there. A file
    of that name that is no such report is not touched. The other rows keep their bytes in every cell.
    """
    path = root / REPORT
    if not path.is_file():
        return 0
    data = path.read_bytes()
    text = data.decode("utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else "utf-8", "surrogateescape")
    head, *rows = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    if not {KEY, STATUS} <= set(head):
        return 0
    report = _Report(head, [row for row in rows if len(row) == len(head)])
    marked = sum(report.mark(each, status) for each in (fixes if status == "fixed" else reversed(fixes)))
    if marked:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n" if "\r\n" in text else "\n").writerows([head, *rows])
        write_whole(path, out.getvalue().encode("utf-8", "surrogateescape"))
    return marked


class _Report:
    """Rows of a report, which are changed in place."""

    def __init__(self, head: Sequence[str], rows: list[list[str]]) -> None:
        self._at = {name: head.index(name) for name in (KEY, STATUS, "File", "Line") if name in head}
        self._rows = rows

    def mark(self, fix: Fixed, status: str) -> bool:
        """Give the row of a fix a status, and it and its equals their numbers; whether there is one without it."""
        base = base_in(fix.fingerprint)
        equal = [each for each in self._rows if base_in(self._cell(each, KEY)) == base]
        equal.sort(key=self._number)
        others = [each for each in equal if self._cell(each, STATUS) != status]
        meant = min(others, key=lambda each: self._distance(each, fix), default=None)
        if meant is None:
            return False
        meant[self._at[STATUS]] = status
        still = [each for each in equal if self._cell(each, STATUS) == "open" and each is not meant]
        fixed = [each for each in equal if self._cell(each, STATUS) != "open" and each is not meant]
        before = [each for each in still if self._place(each) <= self._place(meant)]
        middle = [*before, meant, *still[len(before) :]] if status == "open" else [*still, meant]
        for number, each in enumerate((*middle, *fixed), 1):
            each[self._at[KEY]] = fingerprint(base, number)
        return True

    def _distance(self, row: list[str], fix: Fixed) -> tuple[bool, int, bool]:
        file, line = self._place(row)
        return file != fix.file, abs(line - fix.line), self._cell(row, KEY) != fix.fingerprint

    def _place(self, row: list[str]) -> tuple[str, int]:
        line = self._cell(row, "Line")
        return self._cell(row, "File"), int(line) if line.isdecimal() else 0

    def _number(self, row: list[str]) -> int:
        number = self._cell(row, KEY).partition("-")[2]
        return int(number) if number.isdecimal() else 1

    def _cell(self, row: list[str], name: str) -> str:
        return row[self._at[name]] if name in self._at else ""
