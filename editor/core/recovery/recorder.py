"""Keeps the journal of the open project, and says so when it can't: editing goes on without recovery."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from editor.core.history.undo import Entry
from engine.document import Command, Document, Finding
from engine.document.journal import Journal, Replayed, Session, SessionJournal
from engine.user_state import state_folder

if TYPE_CHECKING:
    from editor.core.jobs import Job
    from editor.core.workbench import Workbench

SYNC_S = 1.0
"""How often the journal is brought to the disk itself at most: a loss of power takes no more than this."""
RETRY_S = 5.0
"""How long after a failure the journal is tried again."""
SOURCE = "recovery"


class JournalRecorder:
    """The history's recorder: one journal for one open project; it calls `all_saved` when the disk holds everything."""

    def __init__(self, bench: "Workbench", all_saved: Callable[[], None]) -> None:
        self._bench, self._all_saved = bench, all_saved
        self._journal: Journal | None = None
        self._document: Document | None = None
        self._index = 0
        self._next_sync = self._next_try = 0.0
        self._is_kept = False
        self.problem = ""

    @property
    def session(self) -> Session | None:
        """The session that is being written; None before the first change."""
        return self._journal.session if self._journal is not None else None

    def attached(self, document: Document | None) -> None:
        """End the journal of the project that was open, and prepare one for another project."""
        self.close()
        self._document = document
        self._index = 0
        if document is not None:
            self._journal = self._new(document)

    def done(self, entry: Entry, index: int) -> None:
        """Write down a change that was made."""
        self._index = index
        self._guard(lambda journal: journal.done(entry.command, entry.sentence, entry.who, entry.time, index))

    def jumped(self, index: int, steps: Callable[[], Sequence[Command]], sentence: str) -> None:
        """Write down what was undone or done again."""
        self._index = index
        self._guard(lambda journal: journal.jumped(index, steps, sentence))

    def saving(self) -> None:
        """Write down what a save is about to write, before it does."""
        self._guard(lambda journal: journal.saving())

    def saved(self, index: int) -> None:
        """Write down that the disk holds everything."""
        self._index = index
        self._is_kept = False
        # Nothing is unsaved now, so a new beginning after a failure costs nothing.
        self._next_try = 0.0
        self._guard(lambda journal: journal.saved(index))
        self._all_saved()

    def unsaved(self, index: int) -> None:
        """Write down that the disk holds no state of the history any more."""
        self._index = index
        self._guard(lambda journal: journal.unsaved())

    def moved(self) -> None:
        """Write down that the project goes on in another folder, which holds all of it."""
        document = self._document
        if document is not None:
            self._guard(lambda journal: journal.moved(str(document.folder.resolve())))

    def resume(self, lost: SessionJournal, replayed: Replayed) -> None:
        """Go on with the journal of a session that the document has just become."""
        document = self._document
        assert document is not None
        self.close()
        journal = self._journal = self._new(document)
        records, places = lost.records, (len(replayed.steps), replayed.index)
        self._index = replayed.index
        self._is_kept = True
        self._guard(
            lambda _: journal.resume(
                lost.session, records.good_bytes, len(records.items), replayed.based, replayed.disk, places
            )
        )

    def keep(self) -> None:
        """Let what is not saved be offered again when the project is closed without saving."""
        self._is_kept = True

    def begin_anew(self, index: int) -> bool:
        """Write the journal from the disk on, all that is unsaved being its first step; tells whether it could be."""
        self._index = index
        self._guard(lambda journal: journal.restart(index))
        return not self.problem

    def pump(self) -> None:
        """Bring the journal to the disk in the background, and try again what failed."""
        now = time.monotonic()
        is_wanted = self.problem or (self._journal is not None and self._journal.is_long)
        if is_wanted and now >= self._next_try and not self._is_in_gesture:
            self._next_try = now + RETRY_S
            self._prepare()
        if self._journal is None or now < self._next_sync:
            return
        try:
            work = self._journal.syncing()
        except OSError as error:
            self._fail(error)
            return
        if work is None:
            return
        self._next_sync = now + SYNC_S
        journal, beginnings = self._journal, self._journal.beginnings

        def done(job: "Job") -> None:
            if job.error is not None and journal is self._journal and beginnings == journal.beginnings:
                self._fail(job.error)

        self._bench.jobs.submit("Keep the journal", lambda _progress, _cancelled: work(), done, quiet=True)

    def _prepare(self) -> None:
        """Write the texts that a new beginning needs in the background: thousands of changes take a while."""
        journal, document = self._journal, self._document
        if journal is None or document is None:
            return
        snapshot = document.snapshot()

        def done(_job: "Job") -> None:
            if journal is self._journal and not self._is_in_gesture:
                self._next_try = 0.0
                self.begin_anew(self._index)

        def work(*_unused: object) -> None:
            for node in snapshot.files.values():
                _ = node.text

        self._bench.jobs.submit("Begin the journal anew", work, done, quiet=True)

    def close(self) -> None:
        """End the journal; it stays only where it holds recovered work that was not saved."""
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close(keep=self._is_kept)
        self._is_kept = False
        self.problem = ""

    def _new(self, document: Document) -> Journal:
        about = {"project": str(document.folder.resolve()), "title": self._bench.title, "version": _version()}
        return Journal(state_folder() / "journal", document, about)

    @property
    def _is_in_gesture(self) -> bool:
        """Whether the document shows a preview, from which no journal may begin: its step is still to come."""
        return self._bench.gestures.current is not None

    def _guard(self, write: Callable[[Journal], None]) -> None:
        journal = self._journal
        if journal is None:
            return
        try:
            if not self.problem:
                write(journal)
            elif time.monotonic() >= self._next_try and not self._is_in_gesture:
                journal.restart(self._index)
            else:
                return
        except Exception as error:
            # Whatever fails here: the change itself has happened, and nothing may make it look refused.
            self._fail(error)
            return
        if self.problem and journal.is_whole:
            self.problem = ""
            self._bench.findings.replace(SOURCE, ())
            self._bench.log.add("ok", SOURCE, "Changes are kept for recovery again")

    def _fail(self, error: BaseException) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        self._next_try = time.monotonic() + RETRY_S
        text = (
            f"Changes can't be kept for recovery in {state_folder()}: {reason}. You can go on, but save often: a crash "
            "would take what is not saved. Make room there or allow writing; it is tried again by itself."
        )
        if not self.problem:
            self._bench.log.add("warning", SOURCE, text)
            self._bench.status("Recovery is off; Problems says why.")
        self.problem = text
        self._bench.findings.replace(SOURCE, (Finding("recovery-off", "warning", text),))


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("astraweave-editor")
    except PackageNotFoundError:
        return ""
