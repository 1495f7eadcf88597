"""The kept proposals of the open project: read and written beside the window."""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from psygnal import Signal

from engine.user_state import proposals_folder

if TYPE_CHECKING:
    from editor.core.jobs import Job, Progress, Work
    from editor.core.workbench import Workbench
    from engine.llm.proposals.kept import KeptProposal, KeptProposals

    Task = Callable[[KeptProposals], object]


class Shelf:
    """`changed` fires when the list is another one. What was asked to be written is written, whatever closes."""

    changed = Signal()

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._folder: FilePath | None = None
        """Of the project whose list this is."""
        self.kept: tuple[KeptProposal, ...] = ()
        """Those that can be read, newest first."""
        self.damaged = 0
        """Files that are none; they are left alone."""
        self.is_read = False
        self.problem = ""
        """Why the last one could not be kept; "" where all went well."""
        self._job: Job | None = None
        self._after: list[tuple[FilePath, Task]] = []
        self._turn = threading.Event()
        """Set once all that was begun has ended: files are written in the order in which that was asked for."""
        self._turn.set()
        bench.opened.connect(self._look)

    def read(self) -> None:
        """Read the list anew."""
        self._do(_nothing)

    def write(self, kept: "KeptProposal") -> None:
        """Keep a new proposal."""
        self._put(kept, lambda files: files.write(kept))

    def note_report(self, kept: "KeptProposal", report: dict[str, Any]) -> "KeptProposal":
        """Keep what a playtest found with a proposal; gives it as it is told here."""
        told = (self.get(kept.id) or kept).with_report(report)
        self._put(told, lambda files: files.note_report(kept, report))
        return told

    def note_taken(self, kept: "KeptProposal", hunks: "Sequence[str]") -> "KeptProposal":
        """Keep which parts were accepted; gives the proposal as it is told here."""
        taken = (self.get(kept.id) or kept).taken(hunks)
        self._put(taken, lambda files: files.note_taken(kept, hunks))
        return taken

    def note_taken_back(self, kept: "KeptProposal", hunks: "Iterable[str]") -> None:
        """Keep that the acceptance of these parts was undone."""
        there, gone = self.get(kept.id), (*hunks,)
        if there is not None:
            self._put(there.taken_back(gone), lambda files: files.note_taken_back(kept, gone))

    def forget(self, identifier: str) -> None:
        """Forget a proposal."""
        self.kept = tuple(each for each in self.kept if each.id != identifier)
        self._do(lambda files: files.remove(identifier))
        self.changed.emit()

    def get(self, identifier: str) -> "KeptProposal | None":
        """One of the list by its id."""
        return self._by_id.get(identifier)

    def close(self) -> None:
        """Forget the list; the files stay, and what is still to be written is written beside the window."""
        tasks, self._after = self._after, []
        if tasks:
            self._bench.jobs.submit("Keeping proposals", self._working(tasks), quiet=True)
        self.kept, self.damaged, self.is_read, self.problem = (), 0, False, ""
        self._job = self._folder = None

    @property
    def _by_id(self) -> "dict[str, KeptProposal]":
        return {each.id: each for each in self.kept}

    def _look(self) -> None:
        """The project is somewhere else, as after it was saved under another name: what is kept goes along."""
        document, before = self._bench.document, self._folder
        if document is None or document.folder == before:
            return
        self._folder = document.folder
        if before is not None:
            self._do(lambda files: files.take_over(type(files).of(before).listed()))

    def _put(self, told: "KeptProposal", what: "Task") -> None:
        self.kept = tuple(sorted({**self._by_id, told.id: told}.values(), key=lambda each: each.id, reverse=True))
        self._do(what)
        self.changed.emit()

    def _do(self, what: "Task") -> None:
        document = self._bench.document
        if document is None:
            return
        self._folder = document.folder
        self._after.append((document.folder, what))
        if self._job is None:
            self._begin()

    def _begin(self) -> None:
        tasks, folder, self._after = self._after, self._folder, []
        if not tasks:
            return

        def done(job: "Job") -> None:
            if job is not self._job:
                return
            self._job = None
            self.problem = f"The proposal is not kept: {job.error}" if job.state == "failed" else ""
            if job.state == "done" and not self._after and folder == self._folder:
                self.kept, self.damaged = job.result
            self.is_read = True
            self._begin()
            self.changed.emit()

        work = self._working(tasks)
        self._job = self._bench.jobs.submit("Keeping proposals", work, done, quiet=True, tells_itself=True)

    def _working(self, tasks: "Sequence[tuple[FilePath, Task]]") -> "Work":
        """The work that does these, after what was begun before; one that fails keeps none of the others back."""
        before, self._turn = self._turn, threading.Event()
        ended = self._turn

        def work(_progress: "Progress", _cancelled: Callable[[], bool]) -> "tuple[tuple[KeptProposal, ...], int]":
            before.wait()
            failure: OSError | None = None
            try:
                if all(task is _nothing for _, task in tasks) and not _has_files(tasks[-1][0]):
                    return (), 0  # the models' room is not loaded for a project of which nothing is kept
                from engine.llm.proposals.kept import KeptProposals

                for folder, task in tasks:
                    try:
                        task(KeptProposals.of(folder))
                    except OSError as error:
                        failure = failure or error
                if failure is not None:
                    raise failure
                files = KeptProposals.of(tasks[-1][0])
                return files.listed(), len(files.unreadable())
            finally:
                ended.set()

        return work


def _nothing(_files: "KeptProposals") -> None:
    """Only the list is read anew."""


def _has_files(project: FilePath) -> bool:
    try:
        return any(proposals_folder(project).iterdir())
    except OSError:
        return False
