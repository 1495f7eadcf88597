"""How people fare in the open encounter: runs that they finished here, and recordings in the project's folder."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from psygnal import Signal

from editor.core.balance.plays import Play, Seen, Tried, play_of_run, plays_in, tried_in

if TYPE_CHECKING:
    from editor.core.balance.measured import Measured
    from editor.core.jobs import Job, Progress
    from editor.core.workbench import Workbench
    from engine.play.playtest.request import Stage
    from engine.play.running.session import Session

MOST_FINISHED = 200


class Host(Protocol):
    """Who knows what is open and what was measured of it."""

    shown: "Measured | None"
    is_stale: bool
    changed: Signal

    def stage(self) -> "Stage | None":
        """What is open."""
        ...


class People:
    """Counts plays of the very starting values that the shown results are of; `changed` fires when that is known anew.

    A run counts once, by its first end, where a person played it alone from the first tick on: with no autopilot, no
    number changed, nothing put in, and not as a part of a slice.
    """

    changed = Signal()

    def __init__(self, bench: "Workbench", balance: Host) -> None:
        self._bench, self._balance = bench, balance
        self._tried: Tried | None = None
        self._of: Measured | None = None
        self._finished: list[Play] = []
        self._counted: Session | None = None
        self._seen: Seen = {}
        self._fingerprints: dict[str, str] = {}
        """Of the contents that plays were looked for: compiling a scene to know it takes a while."""
        self._is_due = False
        self._job: Job | None = None
        balance.changed.connect(self._look_again)
        bench.play.ended.connect(self._ended)
        bench.play.changed.connect(self._stopped)

    @property
    def tried(self) -> Tried | None:
        """How they fare in what the shown results are of; None until it was looked for."""
        return self._tried if self._is_of_shown else None

    def pump(self) -> None:
        """Look for plays where that is due; called for each frame."""
        if self._is_due and self._job is None:
            self._is_due = False
            self._begin()

    def close(self) -> None:
        """Forget what is of the project; what was finished here stays, as the same values may be opened again."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._tried, self._of, self._is_due = None, None, False
        self._seen, self._fingerprints = {}, {}

    def _begin(self) -> None:
        shown, stage = self._balance.shown, self._balance.stage()
        if shown is None or stage is None or self._balance.is_stale:
            return
        finished, seen = list(self._finished), {**self._seen}
        known = shown.fingerprint or self._fingerprints.get(shown.content, "")

        def work(_progress: "Progress", _cancelled: Callable[[], bool]) -> "tuple[Tried, Seen, str]":
            from engine.play.playtest.request import AS_IT_IS, Variant

            fingerprint = known or stage.compiled(Variant(AS_IT_IS)).fingerprint
            plays = [*plays_in(stage.snapshot.folder, seen), *finished]
            return tried_in([play for play in plays if play.fingerprint == fingerprint]), seen, fingerprint

        def done(job: "Job") -> None:
            if job is not self._job:
                return
            self._job = None
            if job.state == "done":
                self._tried, self._seen, fingerprint = job.result
                if shown.content:
                    self._fingerprints[shown.content] = fingerprint
                self._of = shown
                self.changed.emit()

        self._job = self._bench.jobs.submit("Looking for plays by people", work, done, quiet=True)

    @property
    def _is_of_shown(self) -> bool:
        shown, of = self._balance.shown, self._of
        if shown is None or of is None:
            return False
        return shown is of or bool(of.content and (shown.place, shown.content) == (of.place, of.content))

    def _look_again(self) -> None:
        if self._balance.shown is not None and not self._balance.is_stale and not self._is_of_shown:
            self._is_due = True

    def _ended(self, outcome: str) -> None:
        """A person may have come to an end: the first one of this run counts."""
        play = self._bench.play
        session, history = play.session, play.history
        if session is None or history is None or session is self._counted or play.autopilot or play.is_replaying:
            return
        self._counted = session
        found = play_of_run(session, history.past(), outcome)
        if found is not None:
            self._finished = [*self._finished, found][-MOST_FINISHED:]
            self._is_due = True

    def _stopped(self) -> None:
        if self._bench.play.session is None and self._counted is not None:
            self._counted = None
            self._is_due = True
