"""A scan as a job beside the window, and what it gives."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from panels.unwrap_audit.table import FindingTable

if TYPE_CHECKING:
    from engine.audit.audit import Audit, Audited

MEGABYTE = 1e6


@dataclass(frozen=True)
class Scanned:
    """What a scan of a folder found. `unparsed` names files that were not understood, or not all of them, and why."""

    table: FindingTable
    files: int = 0
    lines: int = 0
    unparsed: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    audited: "Audited | None" = None
    """What reports are made of."""
    change: str = ""
    """What is new, fixed and moved since the scan before; "" where there was none."""


class Scanning:
    """Scans one folder again and again; what has not changed since is known. One scan at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._audit: Audit | None = None
        self._before: Audited | None = None

    def __call__(self, progress: Callable[..., None], cancelled: Callable[[], bool]) -> Scanned | None:
        """Scan the folder; None when it was given up. The work of a job."""
        # Scanners come with the first scan: the window has no use for them before.
        from engine.audit.audit import Audit, Cancelled

        if self._audit is None:
            self._audit = Audit(self._folder)

        def told(done: int, whole: int) -> None:
            if whole:
                progress(done / whole, f"{done / MEGABYTE:.1f} of {whole / MEGABYTE:.1f} MB")

        began = time.perf_counter()
        progress(None, "listing files")
        try:
            found = self._audit.scan(told, cancelled)
        except Cancelled:
            return None
        progress(1.0, "sorting")
        table = FindingTable(found.findings)
        change = _change(self._before, found) if self._before is not None else ""
        self._before = found
        seconds = time.perf_counter() - began
        return Scanned(table, found.files, found.lines, tuple(found.unparsed.items()), seconds, found, change)


def _change(before: "Audited", now: "Audited") -> str:
    from engine.audit.comparing.matching import compare

    found = compare(before.findings, now.findings)
    return f"{len(found.new):,} new, {len(found.fixed):,} fixed, {len(found.moved):,} moved"
