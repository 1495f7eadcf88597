"""Keeps the win rates of the open encounter true: it is played anew after every edit, out of the window's way."""

import queue
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from psygnal import Signal

from editor.core.balance.along import WinRateAlong
from editor.core.balance.fairness import MakeItFair
from editor.core.balance.loading import Loading
from editor.core.balance.matters import WhatMatters
from editor.core.balance.measured import CannotPlayError, Measured, found_in, is_same
from editor.core.balance.people import People
from editor.core.balance.revisions import Revisions
from editor.core.balance.room import has_room
from editor.core.balance.wanted import as_usual, usual
from editor.core.balance.ways import LostWays
from engine.balance.intervals import LOOKS
from engine.play.playtest.cores import cores

if TYPE_CHECKING:
    from editor.core.balance.workers import Workers
    from editor.core.encounters.trial import Trials
    from editor.core.jobs import Job, Progress
    from editor.core.play.starting.warm import WarmUp
    from editor.core.workbench import Workbench
    from engine.balance.kept import KeptResults
    from engine.play.playtest.request import Stage

QUIET_S = 0.12
"""After so long without a further edit the encounter is played."""
MOST_WORKERS = 8
REMEMBERED = 12
"""States of the project whose results stand ready, so that undo shows them with the next frame."""
Standing = Literal["none", "off", "failed", "compiling", "playing", "known"]


class Balance:
    """Plays the open encounter for novice, average and expert while somebody wants to know.

    `changed` fires when results come, grow old, or nothing can be played. Nothing is played unless `is_enabled`, which
    the program sets and tests do not; then the setting decides. While a copy plays, a trial goes on, or another
    workspace is shown, it rests.
    """

    changed = Signal()

    def __init__(
        self,
        bench: "Workbench",
        warm_up: "WarmUp",
        trials: "Trials",
        looks: tuple[int, ...] = LOOKS,
    ) -> None:
        self._bench, self._warm_up, self._trials = bench, warm_up, trials
        self.looks = looks
        self.shown: Measured | None = None
        """The latest results of this encounter; of an earlier state of it where `is_stale`."""
        self.is_stale = False
        self.error = ""
        self.is_enabled = False
        self.known: list[Measured] = []
        """Results of states of the project, the latest first."""
        self._loading = Loading(bench.jobs)
        self._kept: KeptResults | None = None
        self._workers: Workers | None = None
        self._is_attended = True
        self._is_warming = False
        self._due: float | None = None
        self._job: Job | None = None
        self._turn = object()
        """The job that goes on; what an earlier one still tells is no news."""
        self._news: queue.SimpleQueue[tuple[object, Measured]] = queue.SimpleQueue()
        self.asked: object | None = None
        """The question that is being worked out; the badge waits until it is."""
        self.wanted = usual()
        """What the encounter should be like."""
        self.matters, self.fair, self.along, self.revisions = (
            WhatMatters(bench, self),
            MakeItFair(bench, self),
            WinRateAlong(bench, self),
            Revisions(bench, self),
        )
        self.people, self.ways = People(bench, self), LostWays(bench, self)
        bench.opened.connect(self._reopened)
        bench.scene_changed.connect(self._elsewhere)
        bench.document_changed.connect(self._edited)
        bench.play.changed.connect(self._look_again)
        bench.settings.changed.connect(self._set)
        trials.changed.connect(self._look_again)

    # --- how it stands -------------------------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether the encounter is played after every edit."""
        wish = self._bench.settings.balance.badge
        return self.is_enabled and (wish == "on" or (wish == "auto" and has_room()))

    @property
    def place(self) -> tuple[str, str] | None:
        """The scene and the encounter that are open."""
        bench = self._bench
        if bench.document is None or bench.scene is None or bench.encounter is None:
            return None
        return bench.scene, bench.encounter

    @property
    def standing(self) -> Standing:
        """What there is to be seen."""
        if self.place is None:
            return "none"
        if self.error:
            return "failed"
        if self.shown is not None:
            return "known"
        if not self.is_on:
            return "off"
        return "compiling" if self._is_warming else "playing"

    @property
    def is_playing(self) -> bool:
        """Whether runs are played now."""
        return self._job is not None

    @property
    def progress(self) -> str:
        """What is played now: "256 seeds"; "" while nothing is."""
        return self._job.text if self._job is not None else ""

    @property
    def why_resting(self) -> str:
        """Why nothing is played although something is due; "" when nothing stands in the way."""
        if self._bench.play.is_active:
            return "It waits until the running copy is stopped."
        if self.asked is not None:
            return "It waits until what was asked has its answer."
        return "It waits until the trial has ended." if self._trials.is_running else ""

    def is_cold(self, then: Callable[[], None]) -> bool:
        """Whether code is still to be imported or compiled, which then goes on; `then` is called when it has ended."""
        document = self._bench.document
        if document is None:
            return False
        return self._loading.ensure(then) or self._warm_up.ensure(document.folder, document.trusted, then)

    @property
    def is_due(self) -> bool:
        """Whether runs were asked for that have not begun."""
        return self._due is not None and self._may_play

    # What plays is imported late: nothing of it is needed before the first picture.

    @property
    def kept(self) -> "KeptResults":
        """The results that are kept on disk."""
        if self._kept is None:
            from engine.balance.kept import KeptResults

            self._kept = KeptResults()
        return self._kept

    @property
    def workers(self) -> "Workers":
        """What plays beside the window, on every core: of so low a priority that the window goes first on each."""
        if self._workers is None:
            from editor.core.balance.workers import Workers

            self._workers = Workers(min(MOST_WORKERS, cores()))
        return self._workers

    def stage(self) -> "Stage | None":
        """What is open, as playtests are asked of; None where no encounter is."""
        from engine.play.playtest.request import Stage

        document, place = self._bench.document, self.place
        if document is None or place is None:
            return None
        return Stage(document.snapshot().apart(), *place, self._bench.game, document.trusted)

    # --- what is done --------------------------------------------------------------------------------------------

    def attend(self, is_attended: bool) -> None:
        """Say whether the workspace is shown in which encounters are made; in others nothing is played."""
        if is_attended != self._is_attended:
            self._is_attended = is_attended
            self._look_again()

    def switch(self, is_on: bool) -> None:
        """Turn it on or off for good."""
        self._bench.settings.set("balance.badge", "on" if is_on else "off")

    def hold(self, question: object | None) -> None:
        """A question is being worked out, or none any more."""
        self.asked = question
        self._look_again()

    def ask(self) -> None:
        """Play what is open after a short pause."""
        self._due = time.monotonic() + QUIET_S

    def pump(self) -> None:
        """Take in what was found, and begin what is due; called for each frame."""
        for each in (self.matters, self.fair, self.along, self.revisions, self.people, self.ways):
            each.pump()
        is_told = False
        while True:
            try:
                turn, found = self._news.get_nowait()
            except queue.Empty:
                break
            if turn is self._turn:
                self._take(found)
                is_told = True
        if is_told:
            self.changed.emit()
        if self._due is not None and self._job is None and time.monotonic() >= self._due and self._may_play:
            self._due = None
            self._begin()

    def close(self) -> None:
        """Forget everything, as when the project closes."""
        self._stop()
        for each in (self.matters, self.fair, self.along, self.revisions, self.people, self.ways):
            each.close()
        self._due, self._is_warming = None, False
        as_usual(self.wanted)
        self.shown, self.is_stale, self.error = None, False, ""
        self.known = []

    def shut_down(self) -> None:
        """End the workers."""
        self.close()
        if self._workers is not None:
            self._workers.close()

    # --- inside --------------------------------------------------------------------------------------------------

    @property
    def _may_play(self) -> bool:
        return self.is_on and self._is_attended and self.place is not None and not self.why_resting

    def _begin(self) -> None:
        bench, document = self._bench, self._bench.document
        if document is None:
            return
        if self.is_cold(self._warmed):
            self._is_warming = True
            self.changed.emit()
            return
        stage = self.stage()
        if stage is None:
            return
        turn = self._turn = object()
        looks, kept, workers = self.looks, self.kept, self.workers

        def work(progress: "Progress", cancelled: Callable[[], bool]) -> None:
            from editor.core.balance.badge import measure
            from editor.core.balance.workers import JobBackend

            backend = JobBackend(workers, cancelled)
            measure(stage, backend, kept, lambda found: self._news.put((turn, found)), progress, cancelled, looks)

        def done(job: "Job") -> None:
            if turn is not self._turn:
                return
            self.pump()
            self._job = None
            if job.state == "failed":
                self.error = str(job.error) if isinstance(job.error, CannotPlayError) else _told(job.error)
                self.shown = None
            self.changed.emit()

        self._job = bench.jobs.submit("Playing the encounter", work, done, quiet=True)
        self.changed.emit()

    def _warmed(self) -> None:
        self._is_warming = False
        self.ask()

    def _take(self, found: Measured) -> None:
        self.shown, self.is_stale, self.error = found, False, ""
        self.known = [found, *(each for each in self.known if not _same_state(each, found))][:REMEMBERED]

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job, self._turn = None, object()

    def _edited(self, _change: object) -> None:
        """Grey at once; what was played before in the same state comes back at once."""
        document, place = self._bench.document, self.place
        if document is None or place is None:
            return
        state = document.snapshot()
        shown = self.shown
        if shown is not None and not self.is_stale and shown.state is not None and is_same(shown.state, state):
            return
        self._stop()
        self.error = ""
        again = found_in(self.known, state, place)
        if again is not None:
            self._take(again)
        else:
            self.is_stale = shown is not None
        if again is None or again.seeds < self.looks[-1]:
            self.ask()
        else:
            self._due = None
        self.changed.emit()

    def _reopened(self) -> None:
        if self._bench.document is None:
            self.close()
            self.changed.emit()

    def _elsewhere(self) -> None:
        """Another encounter is open."""
        if self.shown is not None and self.shown.place == self.place:
            return
        self._stop()
        self.shown, self.is_stale, self.error = None, False, ""
        document, place = self._bench.document, self.place
        if document is not None and place is not None:
            again = found_in(self.known, document.snapshot(), place)
            if again is not None:
                self._take(again)
            self.ask()
        self.changed.emit()

    def _look_again(self, *_values: object) -> None:
        """Something else begins or ends: give way to it, or go on."""
        if self._job is not None and not self._may_play:
            self._stop()
            self._due = time.monotonic()
            self.changed.emit()
        elif self._due is None and self._job is None and self._may_play and self._lacks:
            self.ask()

    @property
    def _lacks(self) -> bool:
        """Whether more could be known of what is open."""
        if self.error or self._is_warming:
            return False
        return self.shown is None or self.is_stale or self.shown.seeds < self.looks[-1]

    def _set(self, name: str) -> None:
        if name == "balance.badge":
            self._look_again()
            self.changed.emit()


def _same_state(one: Measured, other: Measured) -> bool:
    """Whether two results are of the same state of the project."""
    if one.place != other.place or one.state is None or other.state is None:
        return False
    return one.state is other.state or is_same(one.state, other.state)


def _told(error: BaseException | None) -> str:
    return f"{type(error).__name__}: {error}"
