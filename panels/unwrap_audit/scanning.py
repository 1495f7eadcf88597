"""A scan as a job beside the window, and what it gives."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.audit.site import Finding
from panels.unwrap_audit.table import FindingTable

if TYPE_CHECKING:
    from engine.audit.audit import Audit

MEGABYTE = 1e6


@dataclass(frozen=True)
class Scanned:
    """What a scan of a folder found. `unparsed` names files that were not understood, or not all of them, and why."""

    table: FindingTable
    files: int = 0
    lines: int = 0
    unparsed: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    findings: Sequence[Finding] = ()
    """In the order of the scan, for reports."""


class Scanning:
    """Scans one folder again and again; what has not changed since is known. One scan at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._audit: Audit | None = None

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
        seconds = time.perf_counter() - began
        return Scanned(table, found.files, found.lines, tuple(found.unparsed.items()), seconds, found.findings)
