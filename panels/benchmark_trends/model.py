"""The benchmark history as it is on disk: its series, which of them are shown, and the run that is looked at."""

from dataclasses import replace
from pathlib import Path as FilePath

import numpy as np
from numpy.typing import NDArray

from editor.api import Editor, Job, Signal, in_process
from engine.benchmarks.beside.course import Course
from engine.benchmarks.beside.reading import Head, hand_over
from engine.benchmarks.history.captures import capture_of
from panels.benchmark_trends.alerts import Alert, alerts_of
from panels.benchmark_trends.filters import Filter, Offered, SystemRow, grouped, offered, usual_branch
from panels.benchmark_trends.place import Stamp, kept_history, own_history, stamp_of
from panels.benchmark_trends.samples import Samples
from panels.benchmark_trends.works import Works

KEPT = "files.benchmark_history"


class TrendsModel:
    """Reads the history in another process while someone looks, and again when its file has changed.

    `changed` fires when something else is to be shown. Without a `path` the history is the one that was opened last, as
    long as it is there, else that of the checkout.
    """

    changed = Signal()

    def __init__(self, editor: Editor, path: FilePath | None = None) -> None:
        self.editor = editor
        self.path = path or kept_history(editor.settings.get(KEPT)) or own_history()
        self.head: Head | None = None
        self.courses: tuple[Course, ...] = ()
        self.offered = Offered()
        self.filter = Filter()
        self.is_log = False
        self.problem = ""
        self.samples = Samples(editor, self._tell)
        self.works = Works(editor, self._worked)
        self.works.verdicts.open(self._folder)
        self._folded: frozenset[str] = frozenset()
        self._chosen = ""
        self._place: int | None = None
        self._job: Job | None = None
        self._stamp: Stamp | None = None

    def close(self) -> None:
        """Read nothing any more."""
        self._drop()
        self.samples.close()
        self.works.close()
        self.changed.disconnect()

    # --- the history ---------------------------------------------------------------------------------------------

    @property
    def is_reading(self) -> bool:
        """Whether the history is being read."""
        return self._job is not None

    def look(self) -> None:
        """Read the history where its file is another than the one that was read; cheap where it is not."""
        stamp = stamp_of(self.path)
        if stamp == self._stamp or self._job is not None:
            return
        self._stamp = stamp
        if not stamp:
            self.take(None, ())
            return
        assert self.path is not None
        work = in_process(hand_over, self.path)
        title = "Reading the benchmark history"
        self._job = self.editor.jobs.submit(title, work, self._read, quiet=True, tells_itself=True)
        self.changed.emit()

    def open(self, path: FilePath) -> None:
        """Show another history, now and after the next start."""
        self._drop()
        self.path, self._stamp, self.problem = path, None, ""
        self.editor.settings.set(KEPT, "" if path == own_history() else str(path.absolute()))
        self.works.verdicts.open(self._folder)
        self.head, self.courses, self.offered, self.filter = None, (), Offered(), Filter(days=self.filter.days)
        self.look()
        self.changed.emit()

    def _read(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.state == "done":
            head, *courses = job.result
            self.take(head, tuple(courses))
        else:
            self.problem = f"{self.path} can't be read: {job.error}"
            self.changed.emit()

    def take(self, head: Head | None, courses: tuple[Course, ...]) -> None:
        """Show what was read; the chosen series and run stay where they still are."""
        is_first = not self.courses
        chosen = self.chosen
        at = float(chosen.times[self._place]) if chosen is not None and self._place is not None else None
        was_newest = chosen is not None and self._place == len(chosen) - 1
        self.head, self.courses, self.problem = head, courses, ""
        self.offered = offered(courses)
        if is_first or self.filter.branch not in (None, *self.offered.branches):
            self.filter = replace(self.filter, branch=usual_branch(courses))
        self._place = None
        again = self.chosen
        if again is None:
            self._choose_first()
        elif at is not None:
            # Who looks at the newest run sees the next one; another stays where it is.
            place = len(again) - 1 if was_newest else int(np.searchsorted(again.times, at))
            self._place = min(place, len(again) - 1)
        self._follow_run()
        self.changed.emit()

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def newest(self) -> float:
        """When the newest run of the history was measured [s since 1970]; 0 without one."""
        return max((float(each.times[-1]) for each in self.courses), default=0.0)

    def shown(self) -> tuple[Course, ...]:
        """The series that fit the filter."""
        return tuple(each for each in self.courses if self.filter.holds(each))

    def rows(self) -> tuple[SystemRow | Course, ...]:
        """The same below the heads of their systems."""
        return grouped(self.shown(), self._folded)

    def fold(self, system: str, is_open: bool) -> None:
        """Fold a system's series, or unfold them."""
        self._folded = self._folded - {system} if is_open else self._folded | {system}
        self.changed.emit()

    def ask(self, wanted: Filter) -> None:
        """Show other series, or other days; one that is no longer shown stays in the plot until another is chosen."""
        if wanted != self.filter:
            self.filter = wanted
            self.changed.emit()

    def scale(self, is_log: bool) -> None:
        """Show values on a logarithmic scale, or not."""
        self.is_log = is_log
        self.changed.emit()

    # --- one series, one run -------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Course | None:
        """The series in the plot."""
        return next((each for each in self.courses if each.id == self._chosen), None)

    def choose(self, course: Course) -> None:
        """Look at a series, and at its newest run."""
        if course.id != self._chosen:
            self._chosen, self._place = course.id, len(course) - 1
            self._follow_run()
            self.changed.emit()

    def places(self) -> NDArray[np.intp]:
        """The places of the chosen series' runs within the range of days."""
        course = self.chosen
        return np.empty(0, np.intp) if course is None else self.filter.places(course, self.newest)

    @property
    def place(self) -> int | None:
        """The run that is looked at, as its place in the chosen series."""
        return self._place

    def choose_run(self, place: int) -> None:
        """Look at a run of the chosen series."""
        course = self.chosen
        if course is not None and place != self._place:
            self._place = min(max(place, 0), len(course) - 1)
            self._follow_run()
            self.changed.emit()

    def step(self, by: int) -> None:
        """Look at a run so many further on among those within the range."""
        places = self.places()
        if len(places):
            here = int(np.searchsorted(places, len(places) if self._place is None else self._place))
            self.choose_run(int(places[min(max(here + by, 0), len(places) - 1)]))

    def step_to_shift(self, by: int) -> None:
        """Look at the first run after the next change (1), or after the one before (-1)."""
        course, here = self.chosen, self._place or 0
        if course is not None:
            further = [each.at for each in course.shifts if (each.at - here) * by > 0]
            if further:
                self.choose_run(min(further) if by > 0 else max(further))

    def _choose_first(self) -> None:
        rows = [each for each in self.rows() if isinstance(each, Course)]
        order = ("fail", "warn", "ok", "unknown")
        first = min(rows, key=lambda each: order.index(each.state), default=None)
        if first is not None:
            self._chosen, self._place = first.id, len(first) - 1

    def _follow_run(self) -> None:
        course = self.chosen
        raw = course.raws[self._place].decode() if course is not None and self._place is not None else ""
        self.samples.show(self._folder, raw)

    # --- what can be done ----------------------------------------------------------------------------------------

    def alerts(self) -> tuple[Alert, ...]:
        """What asks for attention, whatever the filter; what is not verified yet comes first."""
        return alerts_of(self.courses, self.works.verdicts.known)

    def show_alert(self, alert: Alert) -> None:
        """Look at an alert's series and the first run after its change, with nothing that hides them."""
        course, shift = alert.course, alert.shift
        if not self.filter.holds(course):
            self.filter = Filter(branch=course.branch, days=self.filter.days)
        self._folded -= {course.system}
        self._chosen = course.id
        self._place = shift.at if shift is not None else len(course) - 1
        if self._place not in self.filter.places(course, self.newest):
            self.filter = replace(self.filter, days=0)
        self._follow_run()
        self.changed.emit()

    def measure(self, course: Course) -> None:
        """Measure a benchmark now; its rows arrive by the history's file."""
        if self.path is not None and not self.works.why_not_measure(course, self.head, self.path):
            self.works.measure(course, self.path)

    def why_no_capture(self, place: int | None) -> str:
        """Why the capture of a run can't be opened; "" when it can."""
        course = self.chosen
        if course is None or place is None or self._folder is None:
            return "Choose a run first."
        capture = course.captures[place].decode("utf-8", "replace")
        if not capture:
            return "No capture was taken of this run. Measure now takes one where ticks of physics are measured."
        try:
            capture_of(self._folder, capture)
        except ValueError as error:
            return f"{error}"
        return ""

    def captured(self) -> list[int]:
        """The places of the chosen series' other runs that have a capture, newest first."""
        course = self.chosen
        if course is None:
            return []
        return [int(each) for each in np.nonzero(course.captures != b"")[0][::-1] if each != self._place]

    def open_captures(self, *places: int) -> None:
        """Have the profiler show the capture of a run, or two of them compared, the first as A."""
        course, folder = self.chosen, self._folder
        if course is not None and folder is not None:
            self.editor.asked_captures.show(*(capture_of(folder, course.captures[each].decode()) for each in places))

    @property
    def _folder(self) -> FilePath | None:
        return self.path.parent if self.path is not None else None

    def _worked(self) -> None:
        if self.works.job is None:
            self.look()
        self.changed.emit()

    def _tell(self) -> None:
        self.changed.emit()
