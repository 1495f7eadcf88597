"""The open merge: begun by whoever has two versions, resolved conflict by conflict, applied as one step of history."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from psygnal import Signal

from editor.core.outside import words
from editor.core.outside.choices import OpenMerge, Origin
from editor.core.outside.entering import enter
from editor.core.outside.git import GitMerges
from editor.core.outside.lost import Lost
from editor.core.outside.reading import Result, merged_again, resolved, texts_of
from editor.core.outside.words import Notice
from engine.document import CommandError, Document
from engine.document.merge import Merge, Side
from engine.document.wording import counted

if TYPE_CHECKING:
    from editor.core.jobs import Job
    from editor.core.workbench import Workbench

SMALL = 200_000
"""How many characters of text are merged in place; more is a job."""


class Resolving:
    """What there is to resolve in the open project, whether it comes from the disk, from git or from a recovery.

    `changed` fires when the open merge or its choices differ, `recovered` when a merge of recovered work was applied;
    `told` carries what the user should know, `called` asks for the room in which conflicts are resolved.
    """

    changed = Signal()
    told = Signal(Notice)
    called = Signal()
    recovered = Signal()

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._document: Document | None = None
        self.pending: OpenMerge | None = None
        self.lost = Lost()
        self.git = GitMerges(bench, self, self.told.emit)
        self._is_stale = False

    def refresh_findings(self) -> None:
        """Tell in Problems what is wrong between disk and document now."""

    @property
    def merge(self) -> Merge | None:
        """The merge that waits for choices; None when nothing does."""
        return self.pending.merge if self.pending is not None else None

    @property
    def why_not_apply(self) -> str:
        """Why the merge can't be applied now; empty when it can."""
        if self.pending is None:
            return "Nothing waits to be merged."
        if self.pending.open:
            verb = "is" if self.pending.open == 1 else "are"
            return f"{counted(self.pending.open, 'conflict')} {verb} open; choose a side for each."
        return self._why_wait

    @property
    def _why_wait(self) -> str:
        if self._bench.play.is_active:
            return "Stop playing first; a running copy is on the screen."
        return "Finish the drag first." if self._bench.gestures.current is not None else ""

    @property
    def _is_recovering(self) -> bool:
        return self.pending is not None and self.pending.origin == "recovery"

    def begin(
        self,
        merge: Merge,
        origin: Origin,
        files: Iterable[str] = (),
        accepts: Mapping[str, str] | None = None,
    ) -> None:
        """Open a merge to be resolved; one of the same origin takes the last one's place and keeps its choices.

        Args:
            merge: The merge; the document is its "ours" (its "theirs", where it comes from a recovery).
            origin: Where it comes from.
            files: The files that it is about; those of its conflicts by default.
            accepts: What the disk holds of which files, noted when the merge is applied.
        """
        named = tuple(files) or tuple(dict.fromkeys(conflict.file for conflict in merge.conflicts))
        last = self.pending if self.pending is not None and self.pending.origin == origin else None
        self.pending = OpenMerge(merge, origin, named, accepts or {})
        self.pending.keep(last)
        self.refresh_findings()
        self.changed.emit()
        if last is None:
            self.told.emit(words.conflicts_found(named, self.pending.open, origin))
            self.called.emit()

    def drop(self) -> None:
        """Forget the open merge: it is settled in another way."""
        if self.pending is not None:
            self.pending = None
            self.refresh_findings()
            self.changed.emit()
            self.git.ask()

    def choose(self, key: str, side: Side) -> None:
        """Let one side hold in a conflict. Raises KeyError when there is no such conflict."""
        self._choose([key], side)

    def choose_all(self, side: Side) -> None:
        """Let one side hold in every conflict."""
        self._choose([conflict.key for conflict in self.pending.conflicts] if self.pending else [], side)

    def _choose(self, keys: list[str], side: Side) -> None:
        if self.pending is not None:
            self.pending.choose(keys, side)
            self.refresh_findings()
            self.changed.emit()

    def apply(self) -> None:
        """Make the resolved merge one entry of the history; one of many entities is put together in a job first.

        Raises:
            CommandError: It can't be applied now; says why.
        """
        why, document, pending = self.why_not_apply, self._document, self.pending
        if why or document is None or pending is None:
            raise CommandError(why)
        snapshot, choices = document.snapshot(), dict(pending.choices)

        def work(*_: object) -> Result | Merge:
            now = texts_of(snapshot)
            again = merged_again(pending.merge, now, pending.origin, snapshot.vocabulary)
            is_settled = all(conflict.key in choices for conflict in again.conflicts)
            return resolved(again, choices, now) if is_settled else again

        def done(job: "Job") -> None:
            if job.state == "done" and self._document is document and document.revision == snapshot.revision:
                self._settle(document, pending, job.result)

        if sum(len(text) for text in pending.merge.ours.values()) <= SMALL:
            self._settle(document, pending, work())
        else:
            self._bench.jobs.submit("Merging", work, done)

    def _settle(self, document: Document, pending: OpenMerge, result: Result | Merge) -> None:
        if not isinstance(result, Result):
            self._bench.status("What you changed since has made another conflict.")
            self.begin(result, pending.origin, pending.files, pending.accepts)
            return
        title = words.merged_title(pending.files, pending.merge.their_changes, len(pending.conflicts), pending.origin)
        self.pending = None
        if not self._enter(document, result, title, "merge", pending.accepts):
            self.pending = pending
            return
        if pending.origin == "git":
            self.git.applied(pending.files)
        if pending.origin == "recovery":
            self.recovered.emit()
        self.refresh_findings()
        self.changed.emit()
        self._bench.status(f"{title}. Undo takes the whole merge back; its conflicts do not come again.")

    def merge_again(self, document: Document) -> None:
        """The document has changed while what was recovered waits: merge both anew."""
        self._is_stale = False
        pending, snapshot = self.pending, document.snapshot()
        assert pending is not None

        def done(job: "Job") -> None:
            if job.state == "done" and self.pending is pending and job.result is not pending.merge:
                self.begin(job.result, pending.origin, pending.files, pending.accepts)

        def work(*_: object) -> Merge:
            return merged_again(pending.merge, texts_of(snapshot), pending.origin, snapshot.vocabulary)

        self._bench.jobs.submit("Merging", work, done, quiet=True)

    def _enter(self, document: Document, result: Result, title: str, who: str, accepts: Mapping[str, str]) -> bool:
        refused = enter(self._bench, document, result, title, who, accepts)
        if refused:
            self.told.emit(Notice("Not taken in", refused, "error"))
        else:
            self.lost.forget(dict(accepts))
        return not refused
