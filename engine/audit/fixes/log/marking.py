"""Marks rows of the tree's CSV report as fixed, or open again."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from engine.audit.fingerprints import base_in, fingerprint
from engine.audit.fixes.applying.records import Fixed, RowPlace
from engine.whole_file import write_whole

REPORT = "unwrap_audit_report.csv"
KEY, STATUS = "Fingerprint", "Status"


def rows_of(root: Path, fixes: Sequence[Fixed], status: str) -> tuple[RowPlace | None, ...]:
    """Where the rows stand that fixes are about to give a status; None for a fix without one, or without a report.

    Of equal places in the fix's file the row nearest to it is meant. A record keeps the answer before the report is
    written, so that a process that goes on after a crash means the very same rows.
    """
    report = _read(root)
    return tuple(report.take(each, status) if report is not None else None for each in fixes)


def mark_rows(root: Path, fixes: Sequence[Fixed], rows: Sequence[RowPlace | None], status: str) -> int:
    """Give the rows of these fixes a status; how many had another. A tree without a report is left without one.

    Equal places are numbered anew as the next scan does: those that are open first, so that no row of a fix has the
    fingerprint of a place that is still there. A file of that name that is no such report is not touched. The other
    rows keep their bytes in every cell.
    """
    report = _read(root)
    if report is None:
        return 0
    pairs = list(zip(fixes, rows, strict=True))
    marked = sum(report.mark(each, row, status) for each, row in (pairs if status == "fixed" else reversed(pairs)))
    if report.is_changed:
        write_whole(root / REPORT, report.bytes())
    return marked


def _read(root: Path) -> "_Report | None":
    path = root / REPORT
    if not path.is_file():
        return None
    data = path.read_bytes()
    text = data.decode("utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else "utf-8", "surrogateescape")
    head, *rows = list(csv.reader(io.StringIO(text, newline=""))) or [[]]
    return _Report(head, rows, "\r\n" if "\r\n" in text else "\n") if {KEY, STATUS} <= set(head) else None


class _Report:
    """Rows of a report, which are changed in place."""

    def __init__(self, head: Sequence[str], rows: list[list[str]], ending: str) -> None:
        self._head, self._all, self._ending = head, rows, ending
        self._at = {name: head.index(name) for name in (KEY, STATUS, "File", "Line", "Column") if name in head}
        self._rows = [row for row in rows if len(row) == len(head)]
        self._before = [list(row) for row in self._rows]
        self._taken: list[list[str]] = []

    @property
    def is_changed(self) -> bool:
        """Whether any cell is another than it was."""
        return self._rows != self._before

    def bytes(self) -> bytes:
        """The report as it is now."""
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator=self._ending).writerows([self._head, *self._all])
        return out.getvalue().encode("utf-8", "surrogateescape")

    def take(self, fix: Fixed, status: str) -> RowPlace | None:
        """Where the row of a fix stands that has not the status yet; each row is taken once."""
        others = [
            each
            for each in self._equal(fix)
            if self._in_file(each, fix) and self._cell(each, STATUS) != status and not self._is_taken(each)
        ]
        meant = min(others, key=lambda each: self._distance(each, fix), default=None)
        if meant is None:
            return None
        self._taken.append(meant)
        return self._row_place(meant)

    def mark(self, fix: Fixed, place: RowPlace | None, status: str) -> bool:
        """Give the row of a fix a status, and it and its equals their numbers; whether it had another."""
        equal = self._equal(fix)
        there = [each for each in equal if self._row_place(each) == place and not self._is_taken(each)]
        # One that has the status already has it from a process that died behind it.
        meant = next((each for each in there if self._cell(each, STATUS) == status), there[0] if there else None)
        if meant is not None:
            self._taken.append(meant)
            if self._cell(meant, STATUS) == status:
                return False
            meant[self._at[STATUS]] = status
        elif status == "fixed" or self._is_listed(equal, fix):
            return False
        # A place that is open again without a row counts among its equals all the same.
        at = (fix.file, fix.line) if meant is None else self._place(meant)
        still = [each for each in equal if self._cell(each, STATUS) == "open" and each is not meant]
        fixed = [each for each in equal if self._cell(each, STATUS) != "open" and each is not meant]
        before = [each for each in still if self._place(each) <= at]
        middle = [*before, meant, *still[len(before) :]] if status == "open" else [*still, meant]
        for number, each in enumerate((*middle, *fixed), 1):
            if each is not None:
                each[self._at[KEY]] = fingerprint(base_in(fix.fingerprint), number)
        return meant is not None

    def _equal(self, fix: Fixed) -> list[list[str]]:
        base = base_in(fix.fingerprint)
        return sorted((each for each in self._rows if base_in(self._cell(each, KEY)) == base), key=self._number)

    def _is_taken(self, row: list[str]) -> bool:
        return any(row is each for each in self._taken)

    def _is_listed(self, equal: list[list[str]], fix: Fixed) -> bool:
        """Whether a report made since has the place of a fix, which is open again."""
        return any(self._cell(each, STATUS) == "open" and self._place(each) == (fix.file, fix.line) for each in equal)

    def _in_file(self, row: list[str], fix: Fixed) -> bool:
        return "File" not in self._at or self._place(row)[0] == fix.file

    def _distance(self, row: list[str], fix: Fixed) -> tuple[int, bool]:
        return abs(self._place(row)[1] - fix.line), self._cell(row, KEY) != fix.fingerprint

    def _place(self, row: list[str]) -> tuple[str, int]:
        line = self._cell(row, "Line")
        # A report puts an apostrophe ahead of what a spreadsheet would take for a formula.
        return self._cell(row, "File").removeprefix("'"), int(line) if line.isdecimal() else 0

    def _row_place(self, row: list[str]) -> RowPlace:
        return self._cell(row, "File"), self._cell(row, "Line"), self._cell(row, "Column")

    def _number(self, row: list[str]) -> int:
        number = self._cell(row, KEY).partition("-")[2]
        return int(number) if number.isdecimal() else 1

    def _cell(self, row: list[str], name: str) -> str:
        return row[self._at[name]] if name in self._at else ""
