"""Keeps the chance to win over the run that plays: futures of its kept states, played beside the window."""

import importlib
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, wait
from typing import TYPE_CHECKING, NamedTuple

from psygnal import Signal

from editor.core.balance.room import has_room
from editor.core.balance.turns import FIRST_SEED, Chance, Swing, next_piece, swings_of

if TYPE_CHECKING:
    from concurrent.futures import Future as Call

    from editor.core.balance.workers import Workers
    from editor.core.jobs import Job, Progress
    from editor.core.workbench import Workbench
    from engine.play.past.history import History
    from engine.play.playtest.forking import Future
    from engine.play.running.session import Session
    from engine.play.running.state import SessionSnapshot

NO_PROCESS = "No process can be started beside this one, and in this one the futures would hold up the window."
LOOK_S = 0.05


class Known(NamedTuple):
    """What the futures of one kept state said, and by whom they were played."""

    state: "SessionSnapshot"
    skill: str
    chance: Chance


class ChanceToWin:
    """Plays futures of the states that are kept of a run, every two seconds of it, while one plays or is held.

    `changed` fires when more is known or less. What is played is the running copy as it was at a tick; that of
    another future, after a branch or an edit, is forgotten with the states that it began from. Nothing is played
    unless `is_enabled`, which the program sets and tests do not.
    """

    changed = Signal()

    def __init__(self, bench: "Workbench", workers: "Callable[[], Workers]") -> None:
        self._bench, self._workers = bench, workers
        self.is_enabled = False
        self.version = 0
        """Grows with each change of what is known."""
        self._known: dict[int, Known] = {}
        self._refused = ""
        self._failed = ""
        self._history: History | None = None
        self._job: Job | None = None
        self._turn = object()
        self._is_due = True
        self._is_ready = False
        self._swings: tuple[tuple[int, int], tuple[Swing, ...]] | None = None
        bench.play.changed.connect(self._look_again)
        bench.play.ticked.connect(self._look_again)
        bench.play.branches.changed.connect(self._look_again)
        bench.settings.changed.connect(self._set)

    # --- what is known -------------------------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether futures are played."""
        wish = self._bench.settings.balance.chance
        return self.is_enabled and (wish == "on" or (wish == "auto" and has_room()))

    @property
    def why_not(self) -> str:
        """Why there is no chance to be shown, as a sentence; "" when nothing stands in the way."""
        return self._failed or self._refused

    @property
    def is_playing(self) -> bool:
        """Whether futures are played now."""
        return self._job is not None

    @property
    def skill(self) -> str:
        """Who plays on: the autopilot that plays, or the one of the settings where a person does."""
        return self._bench.play.autopilot or self._bench.settings.play.autopilot

    @property
    def chances(self) -> tuple[Chance, ...]:
        """The chance at the ticks where it is known, ascending; its end too, where the run was won or lost."""
        history, play = self._history, self._bench.play
        if history is None or not self.is_on:
            return ()
        found = [self._known[tick].chance for tick in history.kept_ticks if tick in self._known]
        outcome = play.chronicle.outcome if play.chronicle is not None else "running"
        if found and outcome != "running":
            found = [each for each in found if each.tick < history.end]
            found.append(Chance(history.end, (), 1.0 if outcome == "victory" else 0.0))
        return tuple(found)

    @property
    def swings(self) -> tuple[Swing, ...]:
        """Where the chance turned most."""
        history, chronicle = self._history, self._bench.play.chronicle
        if history is None or chronicle is None:
            return ()
        key = (self.version, chronicle.version)
        if self._swings is None or self._swings[0] != key:
            chances = self.chances
            ticks = sorted({*history.kept_ticks, *(each.tick for each in chances)})
            self._swings = key, swings_of(chances, ticks, chronicle.marks)
        return self._swings[1]

    def near(self, tick: int) -> Chance | None:
        """The latest chance that is known at or before a tick."""
        return next((each for each in reversed(self.chances) if each.tick <= tick), None)

    # --- what is done --------------------------------------------------------------------------------------------

    def switch(self) -> None:
        """Turn it on or off for good."""
        self._bench.settings.set("balance.chance", "off" if self.is_on else "on")

    def pump(self) -> None:
        """Forget what is of another future, and begin what is due; called for each frame."""
        if not self._is_due:
            return
        self._is_due = False
        self._follow()
        if self._job is None and self.is_on:
            self._begin()

    def close(self) -> None:
        """Forget everything, as when the project closes."""
        self._stop()
        self._history, self._refused, self._failed = None, "", ""
        self._known.clear()

    # --- inside --------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Keep what is known of states that are still the run's own."""
        history = self._bench.play.history
        if history is not self._history:
            self.close()
            self._history = history
            self._tell()
        if history is None:
            return
        kept, skill = set(history.kept_ticks), self.skill
        gone = [
            tick
            for tick, known in self._known.items()
            if tick not in kept or known.state is not history.state_at(tick) or known.skill != skill
        ]
        for tick in gone:
            del self._known[tick]
        if gone:
            self._stop()
            self._tell()

    def _begin(self) -> None:
        history, session, document = self._history, self._bench.play.session, self._bench.document
        if history is None or session is None or document is None or self._failed:
            return
        asked = self._next(history, session)
        if asked is None:
            return
        if not self._is_ready:
            self._get_ready()
            return
        tick, seeds = asked
        state, skill, trusted = history.state_at(tick), self.skill, document.trusted
        turn = self._turn = object()
        workers = self._workers()

        def work(_progress: "Progress", cancelled: Callable[[], bool]) -> "list[Future] | None":
            return _played(workers, session, state, skill, seeds, trusted, cancelled)

        def done(job: "Job") -> None:
            if turn is not self._turn:
                return
            self._job = None
            self._is_due = True
            if job.state == "failed":
                self._failed = str(job.error)
                self._tell()
            elif job.state == "done":
                self._take(tick, state, skill, seeds, job.result)

        self._job = self._bench.jobs.submit("Playing futures", work, done, quiet=True)

    def _get_ready(self) -> None:
        """Import what plays in a job: the window would wait for that."""
        turn = self._turn = object()

        def done(job: "Job") -> None:
            self._is_ready = True
            if turn is self._turn:
                self._job = None
                self._is_due = True

        self._job = self._bench.jobs.submit("Getting ready for futures", _import, done, quiet=True)

    def _next(self, history: "History", session: "Session") -> tuple[int, range] | None:
        """What is played next; why nothing can be is told."""
        from engine.play.running.fork import why_no_futures

        refusals = {tick: why_no_futures(session, history.state_at(tick)) for tick in history.kept_ticks}
        latest = refusals[max(refusals)]
        if latest != self._refused:
            self._refused = latest
            self._tell()
        ticks = [tick for tick, why_not in refusals.items() if not why_not]
        played = {tick: known.chance.runs for tick, known in self._known.items()}
        return next_piece(ticks, played, newest_first=self._bench.play.state == "playing")

    def _take(
        self, tick: int, state: "SessionSnapshot", skill: str, seeds: range, found: "list[Future] | None"
    ) -> None:
        if found is None:
            return
        before = self._known[tick].chance.counts if seeds.start > FIRST_SEED and tick in self._known else ()
        wins = sum(each.outcome == "victory" for each in found) + (before[-1][0] if before else 0)
        counts = (*before, (wins, seeds.stop - FIRST_SEED))
        self._known[tick] = Known(state, skill, Chance(tick, counts))
        self._tell()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job, self._turn = None, object()

    def _tell(self) -> None:
        self.version += 1
        self.changed.emit()

    def _look_again(self, *_values: object) -> None:
        self._is_due = True

    def _set(self, name: str) -> None:
        if name in ("balance.chance", "play.autopilot"):
            self._failed = ""
            self._is_due = True
            if not self.is_on:
                self._stop()
            self._tell()


def _import(_progress: "Progress", _cancelled: Callable[[], bool]) -> None:
    for name in ("editor.core.balance.workers", "engine.play.playtest.forking", "engine.play.playtest.workers"):
        importlib.import_module(name)


def _played(
    workers: "Workers",
    session: "Session",
    state: "SessionSnapshot",
    skill: str,
    seeds: range,
    trusted: bool,
    cancelled: Callable[[], bool],
) -> "list[Future] | None":
    """Have the workers play futures; None when nobody waits for them any more. PlaytestError says why none can be."""
    from engine.play.playtest.asked_numbers import PlaytestError
    from engine.play.playtest.forking import Fork, play_forked, shares, stage_of
    from engine.play.playtest.packed import packed

    standing = workers.standing()
    if standing is None:
        raise PlaytestError(NO_PROCESS)
    stage, fork = packed(stage_of(session, state, trusted=trusted)), Fork(state, skill)
    calls: list[Call[list[Future]]] = []
    try:
        for share in shares(seeds, workers.count):
            calls.append(standing.asked(play_forked, stage, fork, share, own_process=True))
        while not cancelled():
            if not wait(calls, timeout=LOOK_S).not_done:
                return [future for call in calls for future in call.result()]
    except (OSError, BrokenExecutor):
        if cancelled():
            return None
        workers.refuse()
        raise PlaytestError(NO_PROCESS) from None
    finally:
        for call in calls:
            call.cancel()
    return None
