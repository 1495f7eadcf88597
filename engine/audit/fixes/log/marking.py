"""Marks rows of the tree's CSV report as fixed, or open again."""

import csv
import io
from collections.abc import Set
from pathlib import Path

from engine.whole_file import write_whole

REPORT = "unwrap_audit_report.csv"
KEY, STATUS = "Fingerprint", "Status"


def mark_rows(root: Path, fingerprints: Set[str], status: str) -> int:
    """Give the rows of these fingerprints a status; how many there were. A tree without a report is left without one.

    A file of that name that is no such report is not touched. The other rows keep their bytes in every cell.
    """
    path = root / REPORT
    if not path.is_file():
        return 0
    text = path.read_bytes().decode(
        "utf-8-sig" if path.read_bytes()[:3] == b"\xef\xbb\xbf" else "utf-8", "surrogateescape"
    )
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows or not {KEY, STATUS} <= set(rows[0]):
        return 0
    key, at, marked = rows[0].index(KEY), rows[0].index(STATUS), 0
    for row in rows[1:]:
        if len(row) == len(rows[0]) and row[key] in fingerprints and row[at] != status:
            row[at] = status
            marked += 1
    if marked:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(rows)
        write_whole(path, out.getvalue().encode("utf-8", "surrogateescape"))
    return marked
