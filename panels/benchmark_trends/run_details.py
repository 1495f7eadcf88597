"""The run that is looked at: value, spread, commit, machine, and its single samples."""

import math
from functools import partial

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from editor.ui.api import (
    Chart,
    ElidedLabel,
    Entry,
    Ui,
    column,
    explain,
    icon_label,
    label,
    look,
    menu_below,
    row,
    side_line,
    tool_button,
    tr,
)
from engine.benchmarks.beside.course import Course
from panels.benchmark_trends.model import TrendsModel
from panels.benchmark_trends.words import moment, number, quantity, short

SAMPLES_FROM, SAMPLES_WIDTH, MOST_BARS = 560, 240, 400
MOST_OFFERED = 20
NAMES = ("Value", "Measured", "Commit", "Machine", "Samples", "Capture")
PROFILER = "physics_profiler"


class RunDetails(QWidget):
    """Facts at the left; where there is room, the samples in the order taken beside them."""

    def __init__(self, model: TrendsModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.values = {name: ElidedLabel() for name in NAMES}
        facts = QWidget()
        grid = QGridLayout(facts)
        grid.setColumnStretch(1, 1)
        self.copy = tool_button("copy", tr("Copy the commit"), size=20, glyph_size=14)
        self.copy.clicked.connect(lambda _checked=False: QApplication.clipboard().setText(self.commit))
        self.dirty = row(icon_label("pencil-simple", "icon.secondary", 14), label(tr("with changes"), "caption"), gap=4)
        self.dirty.setToolTip(tr("The tree had changes that no commit holds, so the run is not judged"))
        self.open = tool_button("flame", tr("Open its capture in the Physics panel"), text=tr("Open capture"), size=20,
                                glyph_size=14)  # fmt: skip
        self.open.clicked.connect(lambda _checked=False: self.open_capture())
        self.compare = tool_button("arrows-left-right", tr("Compare its flames with another run's"),
                                   text=tr("Compare flames…"), size=20, glyph_size=14)  # fmt: skip
        self.compare.clicked.connect(lambda _checked=False: menu_below(self.compare, self.others()))
        more = {"Commit": (self.dirty, self.copy), "Capture": (self.open, self.compare)}
        for line, name in enumerate(NAMES):
            grid.addWidget(label(tr(name), "secondary"), line, 0)
            grid.addWidget(row((self.values[name], 1), *more.get(name, ())), line, 1)
        look.follow(facts, lambda _page: _space(grid))
        self.chart = Chart(name=tr("Single samples of the run"))
        self.caption = ElidedLabel(tr("Single samples, in the order taken"), role="caption")
        samples = column(row((self.caption, 1), margins=(8, 2, 8, 0)), (self.chart, 1))
        self._samples = row(side_line(), (samples, 1), gap=0)
        look.follow(self._samples, lambda side: side.setFixedWidth(look.px(SAMPLES_WIDTH)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row((column(facts, None), 1), self._samples, gap=0))
        self.commit = ""
        self._drawn: tuple[float, ...] | None = None

    def refresh(self) -> None:
        """Show the run that is looked at."""
        course, place = self._model.chosen, self._model.place
        if course is None or place is None:
            return
        values = self.values
        spread = float(course.spread[place])
        value = f"{number(float(course.values[place]))} {course.unit}"
        beside = tr("{value}, standard deviation {spread}", value=value, spread=number(spread))
        values["Value"].set_whole(beside if math.isfinite(spread) else value)
        values["Measured"].set_whole(_when(course, place))
        self.commit = course.commits[place].decode("utf-8", "replace")
        values["Commit"].set_whole(self.commit or tr("The row names none"))
        self.copy.setVisible(bool(self.commit))
        self.dirty.setVisible(bool(course.dirty[place]))
        values["Machine"].set_whole(course.hardware or tr("The row names none"))
        why = self._model.why_no_capture(place)
        values["Capture"].set_whole(tr(why) if why else course.captures[place].decode())
        explain(self.open, tr("Open its capture in the Physics panel"), why)
        none = "" if self._model.captured() else "No other run of this series has a capture to compare with."
        explain(self.compare, tr("Compare its flames with another run's"), why or none)
        self._show_samples(course, place)

    def open_capture(self) -> None:
        """Show the run's capture in the profiler."""
        if self._model.place is not None:
            self._model.open_captures(self._model.place)
            self._ui.show_panel(PROFILER)

    def others(self) -> list[Entry]:
        """The runs to compare with: the last one before the newest change first, then the others from the newest on."""
        course, model = self._model.chosen, self._model
        if course is None:
            return []
        places, shift = model.captured(), course.last_shift
        before = [each for each in places if shift is not None and each < shift.at][:1]
        ordered = dict.fromkeys([*before, *places])
        return [
            (self._named(course, each, each in before), partial(self._compare_with, each), model.why_no_capture(each))
            for each in list(ordered)[:MOST_OFFERED]
        ]

    def _named(self, course: Course, place: int, is_before: bool) -> str:
        parts = [moment(float(course.times[place])), quantity(float(course.values[place]), course.unit)]
        parts.append(short(course.commits[place].decode()))
        return ", ".join([*parts, tr("the last before the change")] if is_before else parts)

    def _compare_with(self, other: int) -> None:
        here = self._model.place
        if here is not None:
            # The earlier run is A, so that B is what became of it.
            self._model.open_captures(*sorted((here, other)))
            self._ui.show_panel(PROFILER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The samples are drawn where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._samples.setVisible(self.width() >= look.px(SAMPLES_FROM) and bool(self._model.samples.values))

    def _show_samples(self, course: Course, place: int) -> None:
        samples = self._model.samples
        count = int(course.samples[place])
        told = tr("1 sample") if count == 1 else tr("{count} samples", count=f"{count:,}")
        if samples.values:
            least, most = min(samples.values), max(samples.values)
            told += tr(", {least} to {most}", least=quantity(least, course.unit), most=quantity(most, course.unit))
        elif samples.problem:
            told += f". {tr(samples.problem)}"
        self.values["Samples"].set_whole(told)
        if samples.values != self._drawn:
            self._drawn = samples.values
            self.chart.unit = course.unit
            values = np.array(samples.values)
            x = np.arange(1.0, len(values) + 1.0)
            if len(values) > MOST_BARS:
                self.chart.show_lines([("", x, values)])
            else:
                self.chart.show_bars(x, [values] if len(values) else [])
        self._fit()


def _when(course: Course, place: int) -> str:
    python = course.pythons[place].decode()
    parts = [
        moment(float(course.times[place])),
        tr("run {place} of {count}", place=f"{place + 1:,}", count=f"{len(course):,}"),
    ]
    if python:
        parts.append(f"Python {python}")
    return ", ".join(parts)


def _space(grid: QGridLayout) -> None:
    grid.setContentsMargins(look.px(8), look.px(4), look.px(8), look.px(4))
    grid.setHorizontalSpacing(look.px(12))
    grid.setVerticalSpacing(look.px(2))
