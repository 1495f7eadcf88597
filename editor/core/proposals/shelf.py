"""The kept proposals of the open project: read and written beside the window."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from psygnal import Signal

if TYPE_CHECKING:
    from editor.core.jobs import Job, Progress
    from editor.core.workbench import Workbench
    from engine.llm.proposals.kept import KeptProposal, KeptProposals


class Shelf:
    """`changed` fires when the list is another one."""

    changed = Signal()

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self.kept: tuple[KeptProposal, ...] = ()
        """Those that can be read, newest first."""
        self.damaged = 0
        """Files that are none; they are left alone."""
        self.is_read = False
        self.problem = ""
        """Why the last one could not be kept; "" where all went well."""
        self._job: Job | None = None
        self._after: list[Callable[[KeptProposals], object]] = []

    def read(self) -> None:
        """Read the list anew."""
        self._do(lambda _files: None)

    def write(self, kept: "KeptProposal") -> None:
        """Keep a new proposal."""
        self._put(kept, lambda files: files.write(kept))

    def note_report(self, kept: "KeptProposal", report: dict[str, Any]) -> "KeptProposal":
        """Keep what a playtest found with a proposal; gives it as it is told here."""
        told = kept.with_report(report)
        self._put(told, lambda files: files.note_report(kept, report))
        return told

    def note_taken(self, kept: "KeptProposal", hunks: "Sequence[str]") -> "KeptProposal":
        """Keep which parts were accepted; gives the proposal as it is told here."""
        taken = kept.taken(hunks)
        self._put(taken, lambda files: files.note_taken(kept, hunks))
        return taken

    def forget(self, identifier: str) -> None:
        """Forget a proposal."""
        self.kept = tuple(each for each in self.kept if each.id != identifier)
        self._do(lambda files: files.remove(identifier))
        self.changed.emit()

    def get(self, identifier: str) -> "KeptProposal | None":
        """One of the list by its id."""
        return self._by_id.get(identifier)

    def close(self) -> None:
        """Forget the list; the files stay."""
        self.kept, self.damaged, self.is_read, self.problem = (), 0, False, ""
        self._job, self._after = None, []

    @property
    def _by_id(self) -> "dict[str, KeptProposal]":
        return {each.id: each for each in self.kept}

    def _put(self, told: "KeptProposal", what: "Callable[[KeptProposals], object]") -> None:
        self.kept = tuple(sorted({**self._by_id, told.id: told}.values(), key=lambda each: each.id, reverse=True))
        self._do(what)
        self.changed.emit()

    def _do(self, what: "Callable[[KeptProposals], object]") -> None:
        self._after.append(what)
        if self._job is None:
            self._begin()

    def _begin(self) -> None:
        document = self._bench.document
        if document is None or not self._after:
            return
        folder, tasks = document.folder, self._after
        self._after = []

        def work(_progress: "Progress", _cancelled: Callable[[], bool]) -> "tuple[tuple[KeptProposal, ...], int]":
            from engine.llm.proposals.kept import KeptProposals

            files = KeptProposals.of(folder)
            for task in tasks:
                task(files)
            return files.listed(), len(files.unreadable())

        def done(job: "Job") -> None:
            if job is not self._job:
                return
            self._job = None
            self.problem = f"The proposal is not kept: {job.error}" if job.state == "failed" else ""
            if job.state == "done" and not self._after:
                self.kept, self.damaged = job.result
            self.is_read = True
            self._begin()
            self.changed.emit()

        self._job = self._bench.jobs.submit("Keeping proposals", work, done, quiet=True, tells_itself=True)
