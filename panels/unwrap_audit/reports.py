"""Reports of a scan in files: CSV, SARIF and JSON, by the end of the file's name."""

from pathlib import Path
from typing import TYPE_CHECKING

from engine.whole_file import write_whole

if TYPE_CHECKING:
    from engine.audit.audit import Audited

NAME = "unwrap_audit_report"
REPORTS = {".csv": "CSV", ".sarif": "SARIF 2.1.0", ".json": "JSON"}
"""What is written, by the end of its name."""


def write_report(audited: "Audited", path: Path) -> Path:
    """Write what was found, all of it; in CSV, rows that an earlier report of this name marked as fixed stay.

    OSError when the file can't be written, ValueError for the end of a name that no report has.
    """
    match path.suffix:
        case ".csv":
            from engine.audit.reports.csv_report import csv_report, fixed_rows

            earlier = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            text = csv_report(audited.findings, fixed_rows(earlier))
        case ".sarif":
            from engine.audit.reports.sarif import sarif_report

            text = sarif_report(audited)
        case ".json":
            from engine.audit.reports.json_report import json_report

            text = json_report(audited)
        case other:
            raise ValueError(f"{path.name} ends in {other or 'nothing'}; expected one of {', '.join(REPORTS)}.")
    return write_whole(path, text)
