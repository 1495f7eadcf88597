"""A scan as a job beside the window, and what it gives."""

import threading
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
    """Scans one folder again and again; what has not changed since is known.

    Its methods are the work of jobs; one that comes while another is at work waits for it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._audit: Audit | None = None
        self._before: Audited | None = None
        self._at_work = threading.Lock()

    def __call__(self, progress: Callable[..., None], cancelled: Callable[[], bool]) -> Scanned | None:
        """Scan the folder; None when it was given up."""
        with self._at_work:
            return self._scan(progress, cancelled)

    def recall(self, progress: Callable[..., None], cancelled: Callable[[], bool]) -> Scanned | None:
        """Scan the folder where most of it is known from an earlier scan; None where that is lost."""
        from engine.audit.tree.kept_scans import is_kept
        from engine.audit.tree.listing import package_above

        return self(progress, cancelled) if is_kept(package_above(self._folder)) else None

    def keep(self, _progress: Callable[..., None], _cancelled: Callable[[], bool]) -> None:
        """Write what is known where the next panel, or the command line, finds it."""
        with self._at_work:
            if self._audit is not None:
                self._audit.keep()

    def _scan(self, progress: Callable[..., None], cancelled: Callable[[], bool]) -> Scanned | None:
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
