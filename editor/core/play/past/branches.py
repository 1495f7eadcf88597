"""The branches of the run that plays: made, gone to, named, let go and compared."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from psygnal import Signal

from editor.core.jobs import CancelledError, Job, Jobs, Progress
from editor.core.log import LogModel
from editor.core.play.past.last_run import LastRun, last_run_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.play.past.branches import Branch, Branches
    from engine.play.past.chronicle import Chronicle
    from engine.play.past.history import History
    from engine.play.recording.comparing import Comparison
    from engine.play.running.session import Session

NOT_PLAYING = "Nothing is playing; play first."
GONE = "This branch is there no more."
TICKS_A_SECOND = 60


class RunningPlay(Protocol):
    """What branches need of play."""

    session: "Session | None"
    history: "History | None"

    def arrived(self, *, has_same_past: bool = False) -> None:
        """Take in that the session was put to a tick of another run, perhaps one that was the same until there."""
        ...


@dataclass(frozen=True)
class BranchRow:
    """One run as a list shows it; `parted` is the tick from which on it differs from the present one."""

    number: int
    name: str
    parted: int
    end: int
    outcome: str
    is_present: bool = False


@dataclass(frozen=True)
class Compared:
    """Two runs by name, and what their comparison found."""

    one: str
    other: str
    found: "Comparison"


class PlayBranches:
    """`changed` fires when branches come, go or are renamed, and when a comparison has an answer."""

    changed = Signal()

    def __init__(self, play: RunningPlay, log: LogModel) -> None:
        self._play, self._log = play, log
        self._branches: Branches | None = None
        self._chronicle: Chronicle | None = None
        self._session: Session | None = None
        self._history: History | None = None
        self._seen = -1
        self.last: LastRun | None = None
        """The run that was stopped last, until the next one begins."""
        self.compared: Compared | None = None
        self.submit: Callable[..., Job] | None = None

    def work_by(self, jobs: Jobs) -> None:
        """Compare in jobs of these."""
        self.submit = jobs.submit

    def attach(self, session: "Session | None", history: "History | None", chronicle: "Chronicle | None") -> None:
        """Follow another run, or none."""
        self.compared = None
        self._keep_last(session)
        self._session, self._history, self._chronicle = session, history, chronicle
        self._branches, self._seen = None, -1
        if session is not None and history is not None and chronicle is not None:
            from engine.play.past.branches import Branches

            self._branches = Branches(session, history, chronicle)
            self._seen = self._branches.version
        self.changed.emit()

    def _keep_last(self, following: "Session | None") -> None:
        """What was followed until now can still be saved when nothing follows it; one run is kept at most."""
        if following is not None:
            self.last = None
        elif self._session is not None and self._history is not None and self._chronicle is not None:
            run = last_run_of(self._session, self._history, self._chronicle)
            self.last = run if run.past.end else None

    def look(self) -> None:
        """Tell when a branch came by itself since the last look."""
        if self._branches is not None and self._branches.version != self._seen:
            known = self._seen
            self._seen = self._branches.version
            newest = self._branches.others[0] if self._branches.others else None
            if newest is not None and known >= 0:
                text = f"Played on otherwise: the run before is kept as “{newest.name}”, {_length(newest)}"
                self._log.add("info", "play", text, self._play.session.tick if self._play.session else None)
            self.changed.emit()

    @property
    def name(self) -> str:
        """What the present run is called; "" when nothing plays."""
        return self._branches.name if self._branches is not None else ""

    def rows(self) -> tuple[BranchRow, ...]:
        """The present run, then all others, the newest first; nothing when nothing plays."""
        branches, history, chronicle = self._branches, self._play.history, self._chronicle
        if branches is None or history is None or chronicle is None:
            return ()
        here = BranchRow(branches.number, branches.name, history.end, history.end, chronicle.outcome, True)
        others = (
            BranchRow(each.number, each.name, branches.parted_at(each), each.end, each.outcome)
            for each in branches.others
        )
        return (here, *others)

    # --- what is done --------------------------------------------------------------------------------------------

    def branch(self, name: str = "") -> str:
        """Keep the run as it is, its future too, and go on from the shown tick as another; "" or why that can't be."""
        if self._branches is None:
            return NOT_PLAYING
        kept = self._branches.branch(name)
        self._log.add("info", "play", f"Branched; the run so far is kept as “{kept.name}”, {_length(kept)}", self._tick)
        self._arrive(has_same_past=True)
        return ""

    def switch(self, number: int) -> str:
        """Let a branch be the present run; "" or why it can't be."""
        if self._branches is None:
            return NOT_PLAYING
        try:
            self._branches.switch(number)
        except KeyError:
            return GONE
        except ValueError as refusal:
            return str(refusal)
        self._log.add("info", "play", f"Went over to “{self._branches.name}”", self._tick)
        self._arrive()
        return ""

    def rename(self, number: int, name: str) -> None:
        """Give a run another name; one that is empty, or for a run that is there no more, changes nothing."""
        branches = self._branches
        if branches is not None and name.strip() and (number == branches.number or self._is_there(number)):
            branches.rename(number, name.strip())
            self._told()

    def delete(self, number: int) -> None:
        """Let a branch go; the present run stays."""
        if self._branches is not None and self._is_there(number):
            self._branches.delete(number)
            self._told()

    def compare(self, number: int) -> Job | None:
        """Compare a branch with the present run, in a job; `compared` has the answer then. None without both runs."""
        branches, session, history = self._branches, self._play.session, self._play.history
        if branches is None or session is None or history is None or self.submit is None or not self._is_there(number):
            return None
        from engine.play.recording.comparing import compare_pasts

        branch, present, name = branches.get(number), history.past(), branches.name

        def work(progress: Progress, cancelled: "Callable[[], bool]") -> "Comparison":
            def told(done: int, whole: int) -> None:
                if cancelled():
                    raise CancelledError
                progress(done / max(whole, 1), f"tick {done:,} of {whole:,}")

            return compare_pasts(session, branch.past, present, told=told)

        def done(job: Job) -> None:
            if job.state == "done" and self._branches is branches:
                self.compared = Compared(branch.name, name, job.result)
                self.changed.emit()

        return self.submit(f"Comparing “{branch.name}” with “{name}”", work, done)

    def forget_comparison(self) -> None:
        """Show no comparison any more."""
        self.compared = None
        self.changed.emit()

    # --- inside --------------------------------------------------------------------------------------------------

    @property
    def _tick(self) -> int | None:
        return self._play.session.tick if self._play.session is not None else None

    def _is_there(self, number: int) -> bool:
        """Whether a branch is among the others: those that nobody asked for go by themselves."""
        return self._branches is not None and any(each.number == number for each in self._branches.others)

    def _arrive(self, *, has_same_past: bool = False) -> None:
        self.compared = None
        self._told()
        self._play.arrived(has_same_past=has_same_past)

    def _told(self) -> None:
        if self._branches is not None:
            self._seen = self._branches.version
        self.changed.emit()


def _length(branch: "Branch") -> str:
    how = {"victory": "won", "defeat": "lost", "timeout": "out of time"}.get(branch.outcome, "up to there")
    return f"{branch.end / TICKS_A_SECOND:.1f} s, {how}"
