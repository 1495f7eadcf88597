"""The playtest of the ticked hunks before they are accepted: the same seeds before and after, beside the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from psygnal import Signal

from editor.core.jobs import CancelledError

if TYPE_CHECKING:
    from editor.core.balance.service import Balance
    from editor.core.jobs import Job, Progress
    from editor.core.proposals.review import Review
    from editor.core.workbench import Workbench
    from engine.llm.proposals.playtesting import Playtested

SEEDS = 64


class CannotPlaytestError(Exception):
    """The hunks can't be played; the message is the sentence that says why."""


class Playtests:
    """`changed` fires when one begins, gets on or ends; `found` when it has a report."""

    changed = Signal()
    found = Signal()

    def __init__(self, bench: "Workbench", balance: "Balance", review: "Review") -> None:
        self._bench, self._balance, self._review = bench, balance, review
        self.seeds = SEEDS
        self.played: Playtested | None = None
        """The last one; it may be of other hunks than those that are ticked now."""
        self.error = ""
        self.job: Job | None = None
        self._is_warming = False

    @property
    def is_running(self) -> bool:
        """Whether it goes on, or waits for what it needs."""
        return self.job is not None or self._is_warming

    @property
    def is_stale(self) -> bool:
        """Whether it is of other hunks, or of the project before an edit."""
        played, known = self.played, self._review.known
        if played is None or known is None:
            return False
        return (
            set(played.chosen) != set(self._review.ticked)
            or played.stages["before"].snapshot.files != known.state.files
        )

    def why_not(self) -> str:
        """Why it can't be played now; "" when it can."""
        review = self._review
        if review.kept is None or not review.hunks:
            return "There is nothing to play before there is a proposal."
        if review.kept.encounter is None:
            return "A playtest is of an encounter, and this proposal is about a scene alone."
        if not review.ticked:
            return "Tick a part of the proposal first."
        if review.is_checking or review.known is None:
            return "The ticked parts are being checked."
        if review.known.checked.errors:
            return "The ticked parts have errors; leave those out first."
        if self._bench.play.is_active:
            return "Stop the running copy first."
        if self._balance.asked is not None:
            return "Another question is being worked out already."
        return "Kernels are being compiled." if self._is_warming else ""

    def ask(self) -> None:
        """Begin; nothing where `why_not` says so."""
        known, document = self._review.known, self._bench.document
        if self.why_not() or known is None or document is None:
            return
        kept = self._review.kept

        def warmed() -> None:
            is_wanted, self._is_warming = self._is_warming, False
            if is_wanted and kept is self._review.kept:
                self.ask()
            self.changed.emit()

        if self._balance.is_cold(warmed):
            self._is_warming = True
            self.changed.emit()
            return
        self.error = ""
        checked, game, seeds = known.checked.apart(), self._bench.game, range(self.seeds)
        workers, results = self._balance.workers, self._balance.kept

        def work(progress: "Progress", cancelled: Callable[[], bool]) -> "Playtested":
            from editor.core.balance.workers import JobBackend
            from engine.llm.proposals.playtesting import playtest_proposal
            from engine.play.compile.compiled import CompileError
            from engine.play.playtest.asked_numbers import PlaytestError
            from engine.play.playtest.backends import PlaytestCancelledError

            backend = JobBackend(workers, cancelled)
            try:
                found = playtest_proposal(
                    checked, game, backend, seeds=seeds, kept=results, progress=progress, cancelled=cancelled
                )
            except PlaytestCancelledError:
                raise CancelledError from None
            except (PlaytestError, CompileError) as error:
                raise CannotPlaytestError(str(error)) from error
            _ = found.report  # made here: it takes longer than a frame
            return found

        def done(job: "Job") -> None:
            if job is not self.job:
                return
            self._end()
            if job.state == "failed":
                told = str(job.error)
                self.error = (
                    told if isinstance(job.error, CannotPlaytestError) else f"{type(job.error).__name__}: {told}"
                )
            elif job.state == "done":
                self.played = job.result
                self.found.emit()
            self.changed.emit()

        self.job = self._bench.jobs.submit("Playtesting the proposal", work, done, tells_itself=True)
        self._balance.hold(self)
        self.changed.emit()

    def cancel(self) -> None:
        """Give it up; the results that are known stay known."""
        if not self.is_running:
            return
        self._is_warming = False
        if self.job is not None:
            self.job.cancel()
            self._end()
        self.changed.emit()

    def close(self) -> None:
        """Forget it."""
        self.cancel()
        self.played, self.error = None, ""

    def _end(self) -> None:
        self.job = None
        self._balance.hold(None)
