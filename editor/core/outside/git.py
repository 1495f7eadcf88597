"""Merges that git left open: found where a project is trusted, resolved like any other, and handed back to git."""

import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from editor.core.outside.choices import OpenMerge, Origin
from editor.core.outside.words import Notice, named
from engine.document import Document, Snapshot
from engine.document.disk.files import read_file
from engine.document.disk.reading import UnusableError
from engine.document.merge import Merge, merge
from engine.document.merge.git import index_of, resolved, unmerged
from engine.schema.file_bytes import named_on_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path as FilePath

    from editor.core.history.undo import Entry
    from editor.core.jobs import Job
    from editor.core.workbench import Workbench


LOOK_S = 1.0
"""How often git's index is looked at: a merge may leave every file as it was, and its conflicts in the index alone."""


@dataclass(frozen=True)
class Found:
    """A merge that git left open, its files, and the texts of those that git's marks make unreadable."""

    merge: Merge
    files: tuple[str, ...]
    marked: dict[str, str]


class Conflicts(Protocol):
    """Where the open merge is resolved."""

    pending: OpenMerge | None

    def begin(self, merge: Merge, origin: Origin, files: "Sequence[str]", accepts: "Mapping[str, str]") -> None:
        """Open a merge to be resolved."""
        ...

    def drop(self) -> None:
        """Forget the open merge."""
        ...


class GitMerges:
    """Asks git for unmerged files when the project opens, and when files or git's index change; only where trusted."""

    def __init__(self, bench: "Workbench", conflicts: Conflicts, tell: "Callable[[Notice], None]") -> None:
        self._bench, self._conflicts, self._tell = bench, conflicts, tell
        self._is_due = False
        self._job: Job | None = None
        self._applied: tuple[str, ...] = ()
        self._entry: Entry | None = None
        self._index: FilePath | None = None
        self._stamp: tuple[int, int] | None = None
        self._look_at = 0.0
        bench.undo.changed.connect(self._history_changed)

    def attach(self, document: Document | None) -> None:
        """Ask about another project, or about none."""
        self._applied, self._entry, self._job = (), None, None
        self._is_due = document is not None
        self._index = index_of(document.folder) if document is not None and document.trusted else None
        self._stamp = self._stamp_now()

    def ask(self) -> None:
        """Look soon."""
        self._is_due = True

    @property
    def is_looking(self) -> bool:
        """Whether git is being asked, or is to be."""
        return self._job is not None or self._is_due

    def pump(self) -> None:
        """Look when it is due and no other merge is open."""
        self._look_at_index()
        document, pending = self._bench.document, self._conflicts.pending
        is_free = pending is None or pending.origin == "git"
        if not self._is_due or self._job is not None or document is None or not is_free:
            return
        self._is_due = False
        if document.trusted:
            self._start(document)

    def _look_at_index(self) -> None:
        if self._index is None or time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + LOOK_S
        before, self._stamp = self._stamp, self._stamp_now()
        self._is_due = self._is_due or self._stamp != before

    def _stamp_now(self) -> tuple[int, int] | None:
        try:
            stat = self._index.stat() if self._index is not None else None
        except (OSError, ValueError):  # a pointer to a git folder may name anything
            return None
        return (stat.st_mtime_ns, stat.st_ino) if stat is not None else None

    def _start(self, document: Document) -> None:
        snapshot, folder, handled = document.snapshot(), document.folder, frozenset(self._applied)

        def done(job: "Job") -> None:
            self._job = None
            if job.state == "done" and self._bench.document is document:
                self._take(document, snapshot, job.result)
            elif job.state == "failed":
                self._bench.log.add("warning", "git", f"Git was not asked for open merges: {job.error}")

        self._job = self._bench.jobs.submit(
            "Asking git for open merges",
            lambda _progress, _cancelled: find(folder, snapshot, handled),
            done,
            quiet=True,
        )

    def _take(self, document: Document, snapshot: Snapshot, found: Found | None) -> None:
        pending = self._conflicts.pending
        if document.revision != snapshot.revision:
            self._is_due = True
        elif found is not None and (pending is None or pending.origin == "git"):
            self._conflicts.begin(found.merge, "git", found.files, found.marked)
        elif pending is not None and pending.origin == "git":
            self._conflicts.drop()

    def applied(self, files: "Sequence[str]") -> None:
        """A merge was resolved in the document; git is told once the files are saved."""
        self._applied = tuple(files)
        entries = self._bench.undo.entries[: self._bench.undo.index]
        self._entry = entries[-1] if entries and entries[-1].who == "merge" else None
        document = self._bench.document
        if document is not None and not set(files) & set(document.unsaved()):
            self.after_save()

    def after_save(self) -> None:
        """The files are written: mark them as resolved in git's index."""
        document, files = self._bench.document, self._applied
        if document is None or not files:
            return
        self._applied, self._entry = (), None
        folder = document.folder

        def done(job: "Job") -> None:
            if job.state == "done":
                are = "is" if len(files) == 1 else "are"
                text = f"{named(files)} {are} marked as resolved (git add); commit when you are ready."
                self._tell(Notice("Git knows that the merge is resolved", text))
            else:
                text = f"{job.error}. Mark it by hand: git add {' '.join(map(named_on_disk, files))}"
                self._tell(Notice("Git could not be told", text, "warning"))
            self._is_due = True

        self._bench.jobs.submit("Telling git", lambda _progress, _cancelled: resolved(folder, files), done, quiet=True)

    def _history_changed(self) -> None:
        undo = self._bench.undo
        if self._entry is not None and self._entry not in undo.entries[: undo.index]:
            # The merge was taken back, so git's question is open again.
            self._applied, self._entry, self._is_due = (), None, True


def find(folder: "FilePath", snapshot: Snapshot, handled: frozenset[str]) -> Found | None:
    """The merge that git left open, with the document as one's own side, and its files; None when there is none.

    The merge driver left its result in the working file, with our value in each conflict; so merging the document
    with git's other two versions brings back exactly what is open, and keeps what was edited since.
    """
    stages = {name: each for name, each in unmerged(folder).items() if name not in handled}
    if not stages:
        return None
    ours = {name: snapshot.files[name].text if name in snapshot.files else each.ours for name, each in stages.items()}
    merged = merge(
        _there({name: each.base for name, each in stages.items()}),
        _there(ours),
        _there({name: each.theirs for name, each in stages.items()}),
        vocabulary=snapshot.vocabulary,
    )
    return Found(merged, tuple(stages), _marked(folder, [name for name in stages if name not in snapshot.files]))


def _marked(folder: "FilePath", files: "Sequence[str]") -> dict[str, str]:
    texts: dict[str, str] = {}
    for name in files:
        # One that is gone or no text is left to be refused when it would be written over.
        with contextlib.suppress(FileNotFoundError, UnusableError):
            texts[name] = read_file(folder, name).text
    return texts


def _there(texts: "Mapping[str, str | None]") -> dict[str, str]:
    return {name: text for name, text in texts.items() if text is not None}
