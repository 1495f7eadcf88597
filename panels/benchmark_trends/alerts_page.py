"""The page of alerts: what became worse, since which commits, and whether measuring by turns agrees."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Cell, Column, ElidedLabel, EmptyState, RowsModel, Table, explain, push_button, row, tr
from engine.benchmarks.verifying.verdict import SLOWER
from panels.benchmark_trends.alerts import Alert
from panels.benchmark_trends.model import TrendsModel
from panels.benchmark_trends.words import day, share, short

WHAT, SINCE, COMMITS, VERDICT = range(4)


class AlertTable(Table):
    """Enter or a double click looks at the series of the current alert."""

    entered = Signal()

    def __init__(self, rows: RowsModel) -> None:
        super().__init__((0, 150, 140, 210), drop=(COMMITS, SINCE))
        rows.setParent(self)
        self.setModel(rows)
        self.setAccessibleName(tr("Alerts"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter looks at the series."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class AlertsPage(QWidget):
    """A row an alert; what can be done about the current one above. `shown` fires when a series is to be looked at."""

    shown = Signal()

    def __init__(self, model: TrendsModel) -> None:
        super().__init__()
        self._model = model
        columns = (tr("Benchmark"), tr("What"), tr("Commits"), tr("By turns"))
        self.rows = RowsModel([Column(title) for title in columns], self._cells)
        self.table = AlertTable(self.rows)
        self.table.entered.connect(self._show)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.told = ElidedLabel(role="caption")
        self.look = push_button(tr("Look at it"), glyph="chart-line-up")
        self.look.clicked.connect(lambda _checked=False: self._show())
        self.measure = push_button(tr("Measure now"), glyph="timer")
        self.measure.clicked.connect(lambda _checked=False: self._measure())
        self.verify = push_button(tr("Verify"), glyph="arrows-left-right")
        self.verify.clicked.connect(lambda _checked=False: self._verify())
        self.none = EmptyState(
            "check-circle-fill",
            tr("No alert"),
            tr("Nothing is worse by more than 10 % than before it became so, and no newest run fails its limit."),
            tr("Show the series"),
            self.shown.emit,
            colour="severity.ok",
        )
        head = row((self.told, 1), self.look, self.measure, self.verify, margins=(8, 4, 8, 4), gap=6)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(head)
        box.addWidget(self.table, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(page)
        self._pages.addWidget(self.none)

    @property
    def alert(self) -> Alert | None:
        """The current one."""
        return self.rows.item(self.table.currentIndex())

    def refresh(self) -> None:
        """Show the alerts as they are now, the current one kept."""
        was = self.alert
        alerts = self._model.alerts()
        self._pages.setCurrentIndex(0 if alerts else 1)
        self.rows.show(alerts)
        keys = [each.key for each in alerts]
        if alerts and not self.table.currentIndex().isValid():
            place = keys.index(was.key) if was is not None and was.key in keys else 0
            self.table.setCurrentIndex(self.rows.index(place, WHAT))
        self._moved()

    def _moved(self, _now: QModelIndex | None = None) -> None:
        model, alert = self._model, self.alert
        works = model.works
        course = alert.course if alert is not None else None
        explain(self.verify, tr("Measure both commits by turns on this machine"), works.why_not_confirm(alert))
        why = works.why_not_measure(course, model.head, model.path)
        explain(self.measure, tr("Measure this benchmark now, all its cases"), why)
        reason = works.why_not_confirm(alert)
        limit = course.limit.why if course is not None and course.limit is not None else ""
        self.told.set_whole(tr(reason) if reason and works.job is None else limit)

    def _show(self) -> None:
        alert = self.alert
        if alert is not None:
            self._model.show_alert(alert)
            self.shown.emit()

    def _measure(self) -> None:
        if self.alert is not None:
            self._model.measure(self.alert.course)

    def _verify(self) -> None:
        if self.alert is not None:
            self._model.works.confirm(self.alert)

    def _cells(self, alert: Any) -> tuple[Cell, ...]:
        course, shift = alert.course, alert.shift
        tone = ("x-circle-fill", "severity.error") if course.state == "fail" else ("warning-fill", "severity.warning")
        if alert.is_dismissed:
            tone = ("check-circle-fill", "severity.ok")
        if shift is not None:
            what = tr("{share} since {day}", share=share(shift.size), day=day(float(course.times[shift.at])))
        else:
            what = tr("{share} beside its baseline", share=share(course.worse or 0.0))
        commits = shift.commits if shift is not None else ""
        return (
            Cell(course.title, *tone, tip=course.hardware),
            Cell(what),
            Cell(short(commits) if commits else tr("none"), tip=commits),
            self._verdict(alert),
        )

    def _verdict(self, alert: Alert) -> Cell:
        found = alert.confirmed
        if self._model.works.is_confirming(alert):
            return Cell(tr("measuring…"), "spinner")
        if found is None:
            word = tr("not verified") if alert.shift is not None else tr("a limit, no change")
            return Cell(word, "question", "icon.secondary")
        ratio = f"{found.ratio:.3f} ({found.low:.3f}–{found.high:.3f})"
        if found.says == SLOWER:
            return Cell(tr("confirmed, {ratio}", ratio=ratio), "warning-fill", "severity.warning", tip=_whole(alert))
        return Cell(tr("not confirmed, {ratio}", ratio=ratio), "check-circle-fill", "severity.ok", tip=_whole(alert))


def _whole(alert: Alert) -> str:
    found = alert.confirmed
    assert found is not None
    return tr(
        "{says}: the later commit takes {ratio} times as much, with 99.5 % within {low} to {high}, over {turns} turns",
        says=tr(found.says).capitalize(),
        ratio=f"{found.ratio:.3f}",
        low=f"{found.low:.3f}",
        high=f"{found.high:.3f}",
        turns=found.turns,
    )
