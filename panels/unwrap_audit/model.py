"""The audit of a folder: scanned beside the window, narrowed, one finding chosen; its history, reports and fixes."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from editor.api import Editor, Job, Links, Signal
from engine.audit.site import PRIORITIES, Finding
from engine.resources import is_frozen, program_folder
from panels.unwrap_audit.fixing import Fixing, Made
from panels.unwrap_audit.groups import Groups, grouped
from panels.unwrap_audit.reports import write_report
from panels.unwrap_audit.scanning import Scanned, Scanning
from panels.unwrap_audit.scans import ScanHistory, past_folders
from panels.unwrap_audit.source import Source, source_of
from panels.unwrap_audit.table import FindingTable, Narrowing


class AuditModel:
    """`changed` fires when a scan begins, goes on or ends, and with another folder; `narrowed` with other rows.

    `chosen_changed` fires when another finding is looked at; `exported` carries a written report, or why it was not.
    """

    changed = Signal()
    narrowed = Signal()
    chosen_changed = Signal()
    exported = Signal(Path, str)

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.folder: Path | None = None
        self.scanned: Scanned | None = None
        self.history: ScanHistory | None = None
        self.problem = ""
        """Why the last scan gave nothing; "" where it did."""
        self.narrowing = Narrowing()
        self.chosen: Finding | None = None
        self.fixing = Fixing(editor, lambda: self.folder)
        self._scanning: Scanning | None = None
        self._job: Job | None = None
        self._recalled: Job | None = None
        self._groups = grouped(FindingTable(), np.zeros(0, dtype=np.int32))
        self._told: tuple[object, ...] = ()
        self._links = Links(
            (editor.opened, self._opened),
            (editor.jobs.changed, self._progressed),
            (self.fixing.made, self._fixed),
        )
        self._opened()

    def close(self) -> None:
        """Follow nothing any more; a scan that goes on is given up, and what is known is kept for the next panel."""
        self.stop()
        self._keep()
        self.fixing.close()
        self._links.close()
        for signal in (self.changed, self.narrowed, self.chosen_changed, self.exported):
            signal.disconnect()

    # --- the folder and its scan ---------------------------------------------------------------------------------

    def choose_folder(self, folder: Path) -> None:
        """Look at another folder; what was found in the one before is let go."""
        folder = folder.resolve()
        if folder == self.folder:
            return
        self.stop()
        self._keep()
        self._job = self._recalled = None
        self.folder, self.scanned, self.problem = folder, None, ""
        self.history, self._scanning = ScanHistory(folder), Scanning(folder)
        self.narrowing = Narrowing()
        self._take(FindingTable())
        self.fixing.look_at_folder()
        self.changed.emit()

    def folders(self) -> list[tuple[str, Path]]:
        """Folders that may be of interest, each with what it is: the project's, this program's, those of past scans."""
        document = self.editor.document
        named = [(f"Project: {document.folder}", document.folder)] if document is not None else []
        if not is_frozen():
            named.append((f"This program: {program_folder()}", program_folder()))
        known = {folder.resolve() for _title, folder in named}
        return [*named, *((str(folder), folder) for folder in past_folders() if folder.resolve() not in known)]

    @property
    def is_scanning(self) -> bool:
        """Whether a scan goes on."""
        return self._job is not None

    @property
    def progress(self) -> tuple[float | None, str]:
        """How far the scan is, 0 to 1 (None: unknown), and in words."""
        return (None, "") if self._job is None else (self._job.fraction, self._job.text)

    def scan(self) -> None:
        """Scan the folder beside the window; one scan at a time."""
        if self._scanning is None or self._job is not None:
            return
        self.problem = ""
        self._job = self.editor.jobs.submit("Audit", self._scanning, self._done, tells_itself=True)
        self.changed.emit()

    def recall(self) -> None:
        """Show again what the last scan of the folder found, brought up to date; once, and not where it is lost."""
        is_past = self.history is not None and bool(self.history.scans)
        if (
            self._scanning is None
            or self._job is not None
            or self.is_known
            or self._recalled is not None
            or not is_past
        ):
            return
        self._job = self._recalled = self.editor.jobs.submit(
            "Audit", self._scanning.recall, self._done, tells_itself=True
        )
        self.changed.emit()

    def stop(self) -> None:
        """Give up the scan; what was known before stays."""
        if self._job is not None:
            self._job.cancel()

    def export(self, path: Path) -> None:
        """Write all findings of the last scan to a file, beside the window; the end of its name says as what."""
        audited = self.scanned.audited if self.scanned is not None else None
        if audited is None:
            return

        def done(job: Job) -> None:
            self.exported.emit(path, str(job.error) if job.state == "failed" else "")

        self.editor.jobs.submit(
            "Writing the report", lambda _progress, _cancelled: write_report(audited, path), done, tells_itself=True
        )

    @property
    def table(self) -> FindingTable:
        """All findings of the last scan."""
        return self._groups.table

    def show_table(self, table: FindingTable) -> None:
        """Show findings that were made elsewhere."""
        self.scanned = Scanned(table, files=len(table.columns["file"].names))
        self._take(table)
        self.changed.emit()

    @property
    def is_known(self) -> bool:
        """Whether the folder was scanned."""
        return self.scanned is not None

    # --- what is shown of it -------------------------------------------------------------------------------------

    @property
    def groups(self) -> Groups:
        """The findings that are shown, by crate and file."""
        return self._groups

    def narrow(self, **changes: Any) -> None:
        """Show fewer or more; see Narrowing."""
        narrowing = replace(self.narrowing, **changes)
        if narrowing != self.narrowing:
            self.narrowing = narrowing
            self._groups = grouped(self.table, self.table.rows(narrowing))
            self.narrowed.emit()

    def widen(self) -> None:
        """Show all findings."""
        self.narrow(**vars(Narrowing()))

    def toggle(self, priority: str) -> None:
        """Show a priority or no longer; the last one that is shown stays."""
        shown = self.narrowing.priorities ^ {priority}
        self.narrow(priorities=shown or frozenset(PRIORITIES) - {priority})

    def choose(self, finding: Finding | None) -> None:
        """Look at a finding; None for none."""
        if finding != self.chosen:
            self.chosen = finding
            self.fixing.look(finding)
            self.chosen_changed.emit()

    def source(self) -> Source:
        """The file of the chosen finding as it is now."""
        if self.folder is None or self.chosen is None:
            return Source()
        return source_of(self.folder, self.chosen)

    # --- inside --------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        """A project was opened or closed: its folder is the first one to be offered."""
        document = self.editor.document
        if document is not None and self.scanned is None and self._job is None:
            self.choose_folder(document.folder)

    def _done(self, job: Job) -> None:
        if job is not self._job:
            return  # of another folder, which is no longer looked at
        self._job = None
        if job.state == "failed":
            self.problem = str(job.error) or type(job.error).__name__
        elif job.state == "done" and job.result is not None:
            self.scanned = job.result
            if self.history is not None:
                # That somebody looked again is no scan: it counts when something is other than it was.
                self.history.add(self.scanned.table.findings, time.time(), only_change=job is self._recalled)
            self._take(self.scanned.table)
        self.changed.emit()

    def _keep(self) -> None:
        if self._scanning is not None and (self.is_known or self._job is not None):
            self.editor.jobs.submit("Keeping the audit", self._scanning.keep, quiet=True)

    def _fixed(self, made: Made) -> None:
        """Files are others now: the places in them are found anew."""
        if made.has_changed:
            self.scan()

    def _take(self, table: FindingTable) -> None:
        """Show other findings; the chosen one stays where it is still there."""
        self._groups = grouped(table, table.rows(self.narrowing))
        row = table.row_of(self.chosen.fingerprint) if self.chosen is not None else None
        self.chosen = table.findings[row] if row is not None else None
        self.fixing.look(self.chosen)
        self.narrowed.emit()
        self.chosen_changed.emit()

    def _progressed(self) -> None:
        told = self.progress
        if told != self._told:
            self._told = told
            self.changed.emit()
