"""The report as CSV, unwrap_audit_report.csv: a row a finding; rows of what was fixed stay from report to report."""

import csv
import io
from collections.abc import Iterable, Sequence

from engine.audit.site import Finding

FILE = "unwrap_audit_report.csv"
COLUMNS = ("File", "Line", "Column", "Crate", "Priority", "Context", "Kind", "Code", "Reason", "Status", "Fingerprint")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula; such a text gets an apostrophe ahead of it."""


def csv_report(findings: Iterable[Finding], fixed_rows: Sequence[Sequence[str]] = ()) -> str:
    """The rows of findings, then those of earlier reports that were fixed and are not found any more."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    known: set[str] = set()
    for each in findings:
        known.add(each.fingerprint)
        writer.writerow(map(_plain, _row(each)))
    writer.writerows(row for row in fixed_rows if row[-1] not in known)
    return out.getvalue()


def fixed_rows(report: str) -> list[list[str]]:
    """Rows of an earlier report whose status is "fixed"; none of a text that is no such report."""
    rows = list(csv.reader(io.StringIO(report, newline="")))
    if not rows or tuple(rows[0]) != COLUMNS:
        return []
    status = COLUMNS.index("Status")
    return [row for row in rows[1:] if len(row) == len(COLUMNS) and row[status] == "fixed"]


def _row(each: Finding) -> tuple[str, ...]:
    return (
        *(each.file, str(each.line), str(each.column), each.crate, each.priority, each.context, each.kind, each.code),
        *(each.reason, each.status, each.fingerprint),
    )


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
