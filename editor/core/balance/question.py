"""A long question about the open encounter: worked out beside the window, told step by step, given up at any time."""

import queue
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from psygnal import Signal

from editor.core.balance.measured import CannotPlayError, is_same
from editor.core.jobs import CancelledError

if TYPE_CHECKING:
    from editor.core.balance.workers import Workers
    from editor.core.jobs import Job, Progress
    from editor.core.workbench import Workbench
    from engine.balance.asking import Play
    from engine.balance.kept import KeptResults
    from engine.document import Snapshot
    from engine.play.playtest.request import Stage

A = TypeVar("A")
Tell = Callable[[A], None]
Work = Callable[["Play", "Stage", "Progress", Callable[[], bool], Tell[A]], None]
"""Plays with the first, of the second, and tells each better answer by the last."""


class Host(Protocol):
    """Who knows the open encounter and lets one question at a time be worked out."""

    @property
    def place(self) -> tuple[str, str] | None:
        """The scene and the encounter that are open."""
        ...

    @property
    def asked(self) -> object | None:
        """The question that is being worked out."""
        ...

    @property
    def kept(self) -> "KeptResults":
        """Results that are known already."""
        ...

    @property
    def workers(self) -> "Workers":
        """What plays."""
        ...

    def stage(self) -> "Stage | None":
        """What is open, as playtests are asked of."""
        ...

    def is_cold(self, then: Callable[[], None]) -> bool:
        """Whether code is still to be imported or compiled; `then` is called when it is."""
        ...

    def hold(self, question: object | None) -> None:
        """A question is being worked out, or none any more."""
        ...


class Question(Generic[A]):
    """One at a time; `changed` fires when it begins, gets on, has another answer, grows old or ends."""

    changed = Signal()
    title = "Playing the encounter"

    def __init__(self, bench: "Workbench", balance: Host) -> None:
        self._bench, self._balance = bench, balance
        self.answer: A | None = None
        """The latest answer, perhaps of an earlier state of the encounter."""
        self.is_stale = False
        self.error = ""
        self.job: Job | None = None
        self._is_warming = False
        self._state: Snapshot | None = None
        self._place: tuple[str, str] | None = None
        self._turn = object()
        self._news: queue.SimpleQueue[tuple[object, A]] = queue.SimpleQueue()
        bench.document_changed.connect(self._edited)
        bench.scene_changed.connect(self._elsewhere)

    @property
    def is_running(self) -> bool:
        """Whether it is being worked out."""
        return self.job is not None

    def why_not(self) -> str:
        """Why it can't be asked now; "" when it can."""
        if self._balance.place is None:
            return "Open an encounter first."
        if self._bench.play.is_active:
            return "Stop the running copy first."
        if self._balance.asked is not None:
            return "Another question is being worked out already."
        return "Kernels are being compiled." if self._is_warming else ""

    def cancel(self) -> None:
        """Give it up; the answer so far stays."""
        if self.job is not None:
            self.job.cancel()
            self._end()
            self.changed.emit()

    def pump(self) -> None:
        """Take in what was found; called for each frame."""
        is_told = False
        while True:
            try:
                turn, found = self._news.get_nowait()
            except queue.Empty:
                break
            if turn is self._turn:
                self.answer, is_told = found, True
        if is_told:
            self.changed.emit()

    def close(self) -> None:
        """Forget it."""
        self.cancel()
        self._turn = object()
        self.answer, self.is_stale, self.error, self._is_warming = None, False, "", False

    def _ask(self, work: "Work[A]", *, revision: str = "") -> None:
        """Begin, with the files of a git revision where one is named; nothing where `why_not` says so."""
        if self.why_not():
            return
        turn = self._turn = object()
        self._place = self._balance.place

        def warmed() -> None:
            if turn is not self._turn:
                return
            self._is_warming = False
            self._ask(work, revision=revision)
            self.changed.emit()

        if self._balance.is_cold(warmed):
            self._is_warming = True
            self.changed.emit()
            return
        stage = self._balance.stage()
        if stage is None:
            return
        self._state = stage.snapshot
        self.answer, self.is_stale, self.error = None, False, ""
        kept, workers = self._balance.kept, self._balance.workers

        def run(progress: "Progress", cancelled: Callable[[], bool]) -> None:
            from editor.core.balance.workers import JobBackend
            from engine.balance.players import Player, RememberingPlayer
            from engine.document import DocumentError
            from engine.document.merge.git import GitError
            from engine.play.compile.compiled import CompileError
            from engine.play.playtest.asked_numbers import PlaytestError
            from engine.play.playtest.backends import PlaytestCancelledError
            from engine.play.playtest.revisions import stage_at

            backend = JobBackend(workers, cancelled)
            try:
                there = stage_at(stage, revision) if revision else stage
                player = RememberingPlayer(Player(there, backend, cancelled=cancelled), kept)
                work(cast("Play", player), there, progress, cancelled, lambda found: self._news.put((turn, found)))
            except PlaytestCancelledError:
                raise CancelledError from None
            except (PlaytestError, CompileError, GitError, DocumentError) as error:
                raise CannotPlayError(str(error)) from error

        def done(job: "Job") -> None:
            if turn is not self._turn:
                return
            self.pump()
            if job.state == "failed":
                told = str(job.error)
                self.error = told if isinstance(job.error, CannotPlayError) else f"{type(job.error).__name__}: {told}"
            self._end()
            self.changed.emit()

        self.job = self._bench.jobs.submit(self.title, run, done)
        self._balance.hold(self)
        self.changed.emit()

    def _end(self) -> None:
        self.job, self._turn = None, object()
        self._balance.hold(None)

    def _edited(self, _change: object) -> None:
        document, state = self._bench.document, self._state
        if document is None or state is None or (self.answer is None and self.job is None):
            return
        is_stale = not is_same(state, document.snapshot())
        if is_stale != self.is_stale:
            self.is_stale = is_stale
            self.changed.emit()

    def _elsewhere(self) -> None:
        if self._place is not None and self._balance.place != self._place:
            self._place = None
            self.close()
            self.changed.emit()
