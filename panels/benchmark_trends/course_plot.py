"""The plot of the chosen series: how it stands in words, its runs, course, band, changes and limits, and a legend."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import CourseChart, ElidedLabel, EmptyState, column, explain, icon_label, look, row, tool_button, tr
from panels.benchmark_trends.legend import legend
from panels.benchmark_trends.model import TrendsModel
from panels.benchmark_trends.pictures import picture_of, told
from panels.benchmark_trends.words import GLYPHS, moment, standing

LEGEND_FROM = 230


class CoursePlot(QWidget):
    """Title, plot and legend."""

    def __init__(self, model: TrendsModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: object = None
        self._places = model.places()
        self.state = icon_label("question", "icon.secondary", 14)
        self.title, self.standing = ElidedLabel(role="strong"), ElidedLabel(role="caption")
        self.chart = CourseChart(tr("Runs of the benchmark"))
        self.chart.setAccessibleDescription(
            tr("Arrows go from run to run, Page Up and Page Down from change to change")
        )
        self.chart.picked.connect(lambda index: model.choose_run(int(self._places[index])))
        self.chart.stepped.connect(lambda by: self._walk(model.step, by))
        self.chart.jumped.connect(lambda by: self._walk(model.step_to_shift, by))
        self.chart.tell = self._tell
        self.legend = legend()
        self.none = EmptyState(
            "chart-line-up",
            tr("No run in these days"),
            "",
            tr("Show all days"),
            lambda: model.ask(replace(model.filter, days=0)),
        )
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.chart)
        self._pages.addWidget(self.none)
        self.measure = tool_button("timer", tr("Measure this benchmark now"), text=tr("Measure now"), size=22,
                                   glyph_size=14)  # fmt: skip
        self.measure.clicked.connect(lambda _checked=False: self._measure())
        head = row(self.state, (self.title, 3), (self.standing, 4), self.measure, margins=(8, 1, 4, 1), gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column(head, (pages, 1), self.legend))

    def refresh(self) -> None:
        """Show the chosen series as it is now."""
        model, course = self._model, self._model.chosen
        if course is None:
            return
        glyph, colour, word = GLYPHS[course.state]
        self.state.show_glyph(glyph, colour)
        self.state.setAccessibleName(tr(word))
        self.state.setToolTip(tr(word).capitalize())
        self.title.set_whole(course.title)
        self.standing.set_whole(standing(course))
        why = model.works.why_not_measure(course, model.head, model.path)
        explain(self.measure, tr("Measure this benchmark now, all its cases; its rows appear here"), why)
        key = (course, model.filter.days, model.newest, model.is_log, look.theme)
        if key != self._drawn:
            self._drawn, self._places = key, model.places()
            self._pages.setCurrentIndex(0 if len(self._places) else 1)
            newest = moment(float(course.times[-1]))
            self.none.say(tr("No run in these days"), tr("The newest one is of {moment}.", moment=newest))
            self.chart.show_course(picture_of(course, self._places, is_log=model.is_log))
        self.chart.choose(self._index_of(model.place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, the plot needs it more than its legend."""
        super().resizeEvent(event)
        self.legend.setVisible(event.size().height() >= look.px(LEGEND_FROM))

    def _walk(self, go: Callable[[int], None], by: int) -> None:
        """Go to another run by a key, and say it for whoever does not see the plot."""
        go(by)
        course, place = self._model.chosen, self._model.place
        if course is not None and place is not None:
            self._model.editor.status(", ".join(told(course, place).splitlines()))

    def _measure(self) -> None:
        if self._model.chosen is not None:
            self._model.measure(self._model.chosen)

    def _index_of(self, place: int | None) -> int | None:
        if place is None or not len(self._places):
            return None
        index = int(np.searchsorted(self._places, place))
        return index if index < len(self._places) and self._places[index] == place else None

    def _tell(self, x: float) -> str:
        course = self._model.chosen
        if course is None or not len(self._places):
            return ""
        place = int(self._places[np.argmin(np.abs(course.times[self._places] - x))])
        return told(course, place)
