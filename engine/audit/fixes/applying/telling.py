"""Tells the log and the report of a record, each once, also after a crash between the two."""

from msgspec.structs import replace

from engine.audit.fixes.applying.records import Record, Records
from engine.audit.fixes.log.entries import append, entries_of
from engine.audit.fixes.log.marking import mark_rows, rows_of


def tell(records: Records, record: Record) -> Record:
    """Write what a record did into UNWRAP_REMEDIATION_LOG.md and the CSV report, and note that it is done."""
    append(records.root, entries_of(record))
    if record.rows is None:
        # The rows are known on the disk before one of them changes.
        status = "fixed" if record.state == "applied" else "open"
        record = records.keep(replace(record, rows=rows_of(records.root, record.fixes, status)))
    pairs = list(zip(record.fixes, record.rows or (), strict=True))
    for status in ("fixed", "open"):
        meant = [(fix, row) for fix, row in pairs if record.stands(fix) == (status == "fixed")]
        mark_rows(records.root, [fix for fix, _ in meant], [row for _, row in meant], status)
    return records.keep(replace(record, is_logged=True))
