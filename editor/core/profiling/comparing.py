"""Two captures side by side: which ones, and what came of it, worked out beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from psygnal import Signal

from editor.core.jobs import Job
from editor.core.profiling.captures import CaptureEntry, CaptureList

if TYPE_CHECKING:
    from editor.core.editor import Editor

C = TypeVar("C")
R = TypeVar("R")


class Comparing(Generic[C, R]):
    """The chosen pair. `changed` fires when the pair or the answer is another; `found` is None until it is there.

    Files are read and compared only while someone looks.
    """

    changed = Signal()

    def __init__(self, editor: Editor, captures: CaptureList[C], compare: Callable[[C, C], R]) -> None:
        self._editor, self.captures, self._compare = editor, captures, compare
        self.first: CaptureEntry[C] | None = None
        self.second: CaptureEntry[C] | None = None
        self.stage = "total"
        self.found: R | None = None
        self._job: Job | None = None
        self._is_watched = False
        captures.changed.connect(self._list_changed)

    def close(self) -> None:
        """Stop following the list."""
        self.captures.changed.disconnect(self._list_changed)  # pyright: ignore[reportUnknownMemberType]
        self._drop()

    @property
    def is_working(self) -> bool:
        """Whether the answer is being worked out."""
        return self._job is not None

    @property
    def missing(self) -> str:
        """What is missing before anything can be compared; "" when nothing is."""
        if len(self.captures.entries) < 2:
            return "Two captures are needed; capture twice, or open files."
        if self.first is None or self.second is None:
            return "Choose two captures."
        return next((entry.problem for entry in (self.first, self.second) if entry.get() is None), "")

    def choose(self, first: CaptureEntry[C] | None, second: CaptureEntry[C] | None) -> None:
        """Compare another pair."""
        if (first, second) == (self.first, self.second) and (self.found or self._job):
            return
        self.first, self.second = first, second
        self._work()

    def watch(self, is_watched: bool) -> None:
        """Someone looks at the pair, or no longer."""
        self._is_watched = is_watched
        if is_watched and self.found is None and self._job is None:
            self._work()

    def choose_stage(self, stage: str) -> None:
        """Show another stage's distributions."""
        if stage != self.stage:
            self.stage = stage
            self.changed.emit()

    def swap(self) -> None:
        """Make A of B and B of A."""
        self.choose(self.second, self.first)

    def _work(self) -> None:
        self._drop()
        self.found = None
        if self._is_watched and not self.missing and self.first is not None and self.second is not None:
            a, b = self.first.get(), self.second.get()
            assert a is not None
            assert b is not None
            self._job = self._editor.jobs.submit(
                "Comparing captures", lambda _progress, _cancelled: self._compare(a, b), self._done, quiet=True
            )
        self.changed.emit()

    def _done(self, job: Job) -> None:
        if job is self._job:
            self._job, self.found = None, job.result
            self.changed.emit()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _list_changed(self) -> None:
        """A pair that is no longer there is replaced by the newest two, so that a second capture compares at once."""
        entries = self.captures.entries
        kept = [entry if entry in entries else None for entry in (self.first, self.second)]
        if None in kept or kept != [self.first, self.second]:
            newest = entries[:2][::-1]
            first, second = newest if len(newest) == 2 else (None, None)
            self.choose(first, second)
        else:
            self.changed.emit()
