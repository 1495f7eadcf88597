"""What the panel has done in other processes: a benchmark measured now, the commits of a change measured by turns."""

from collections.abc import Callable
from pathlib import Path

from editor.api import Editor, Job, in_process
from engine.benchmarks.beside.confirming import TURNS, confirm
from engine.benchmarks.beside.course import Course
from engine.benchmarks.beside.measuring import measure_now
from engine.benchmarks.beside.reading import Head
from engine.benchmarks.history.places import HISTORY
from engine.resources import is_frozen, program_folder
from panels.benchmark_trends.alerts import Alert
from panels.benchmark_trends.verdicts import Verdicts

BUSY = "Something is being measured already; two at once would disturb each other."


class Works:
    """One measurement at a time, since two would disturb each other. `told` is called when it goes on or ends."""

    def __init__(self, editor: Editor, told: Callable[[], None]) -> None:
        self._editor, self._told = editor, told
        self.verdicts = Verdicts()
        self.repository = program_folder()
        """The checkout that commits are measured from."""
        self.scale, self.turns = 1.0, TURNS
        """How long a benchmark is measured, as a share of its usual time, and how often commits take turns."""
        self.job: Job | None = None
        self.title = ""
        self.problem = ""
        self._alert: Alert | None = None
        editor.jobs.changed.connect(self._progressed)
        self._said: tuple[object, ...] = ()

    def close(self) -> None:
        """End what goes on."""
        self._editor.jobs.changed.disconnect(self._progressed)  # pyright: ignore[reportUnknownMemberType]
        self.cancel()
        # What it says when it has ended is no longer heard.
        self.job = None

    def cancel(self) -> None:
        """Give up what goes on."""
        if self.job is not None:
            self.job.cancel()

    def forget_problem(self) -> None:
        """What went wrong has been read."""
        self.problem = ""
        self._told()

    # --- a benchmark, now ----------------------------------------------------------------------------------------

    def why_not_measure(self, course: Course | None, head: Head | None, path: Path | None) -> str:
        """Why a benchmark can't be measured into the open history; "" when it can."""
        if course is None or head is None or path is None:
            return "Choose a benchmark first."
        if self.job is not None:
            return BUSY
        if course.name not in head.known:
            return "This program has no benchmark of that name; its rows come from elsewhere."
        return "" if path.name == HISTORY else f"Rows can only be added to a file that is called {HISTORY}."

    def measure(self, course: Course, path: Path) -> None:
        """Measure a benchmark, all its cases; the rows arrive by the history's file."""
        work = in_process(measure_now, course.name, path.parent, self.scale)
        self._begin(f"Measuring {course.name}", work, None)

    # --- two commits, by turns -----------------------------------------------------------------------------------

    def why_not_confirm(self, alert: Alert | None) -> str:
        """Why the commits of an alert can't be measured by turns; "" when they can."""
        if alert is None:
            return "Choose an alert first."
        if self.job is not None:
            return BUSY
        if alert.shift is None:
            return "No two commits belong to a limit; measure the benchmark again instead."
        if ".." not in alert.shift.commits:
            return "The runs on both sides of the change name no two commits."
        is_checkout = not is_frozen() and (self.repository / ".git").exists()
        return "" if is_checkout else "Commits are measured from a checkout, and this program runs from none."

    def is_confirming(self, alert: Alert) -> bool:
        """Whether it is being measured."""
        return self._alert is not None and self._alert.key == alert.key

    def confirm(self, alert: Alert) -> None:
        """Measure the commits of an alert by turns, and keep the verdict."""
        assert alert.shift is not None
        good, _dots, bad = alert.shift.commits.partition("..")
        course = alert.course
        work = in_process(confirm, self.repository, good, bad, course.name, course.params, self.turns)
        self._begin(f"Verifying {course.name}", work, alert)

    # --- inside --------------------------------------------------------------------------------------------------

    def _begin(self, title: str, work: object, alert: Alert | None) -> None:
        self.title, self.problem, self._alert = title, "", alert
        self.job = self._editor.jobs.submit(title, work, self._done, tells_itself=True)  # type: ignore[arg-type]
        self._told()

    def _done(self, job: Job) -> None:
        if job is not self.job:
            return
        alert, self.job, self._alert = self._alert, None, None
        if job.state == "failed":
            self.problem = f"{self.title}: {job.error}"
        elif job.state == "done" and alert is not None:
            try:
                self.verdicts.keep(alert.key, job.result[0])
            except OSError as error:
                self.problem = f"The verdict can't be kept: {error}"
        self._told()

    def _progressed(self) -> None:
        said = (self.job.fraction, self.job.text) if self.job is not None else ()
        if said != self._said:
            self._said = said
            self._told()
