"""Draws the measured ticks: stacked bars with the budget, and the table of stages."""

from __future__ import annotations

from pathlib import Path as FilePath

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFileDialog, QMenu, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Attention, Chart, ElidedLabel, EmptyState, Ui, icon_label, label, look, row, tool_button, tr
from panels.physics_profiler.model import BUDGET_MS, PhysicsProfilerModel
from panels.physics_profiler.samples import stacked
from panels.physics_profiler.table import StageTable

BAR_PITCH, FEWEST_TICKS = 4, 20
REFRESH_MS = 100
SIDE_BY_SIDE_FROM = 560
BUDGET_SHOWN_FROM = 0.2
_NS_PER_MS, _NS_PER_US = 1e6, 1e3


class PhysicsProfilerView(QWidget):
    """Bars and table of the running copy, refreshed ten times a second while they are seen."""

    def __init__(self, model: PhysicsProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.subject = ElidedLabel(role="caption")
        self.dash = label()
        look.follow(self.dash, lambda place: place.setPixmap(_dash()))
        self.budget = label(tr("budget {ms:.1f} ms", ms=BUDGET_MS), "caption")
        self.over_glyph = icon_label("warning-fill", "severity.warning", 14)
        self.over = label("", "caption")
        self.threads = QComboBox()
        self.threads.setAccessibleName(tr("Physics threads"))
        self.threads.setToolTip(tr("Threads of the run; every number gives the same result"))
        for count in model.thread_choices():
            words = tr("serial") if count == 0 else tr("1 thread") if count == 1 else tr("{count} threads", count=count)
            self.threads.addItem(words, count)
        self.threads.activated.connect(lambda index: model.set_threads(self.threads.itemData(index)))
        self.pause = tool_button("pause", tr("Freeze the plot"), size=22, glyph_size=14, checkable=True, quiet=True)
        self.pause.toggled.connect(model.pause)
        self.export = tool_button("export", tr("Export what was measured"), size=22, glyph_size=14)
        self.export.clicked.connect(self._offer_export)
        self.chart = Chart("ms", name=tr("Physics time of each tick"))
        self.table = StageTable()
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists.setSpacing(0)
        self._lists.addWidget(self.chart, 1)
        self._lists.addWidget(self.table)
        bar = row(
            (self.subject, 1),
            self.dash,
            self.budget,
            4,
            self.over_glyph,
            self.over,
            4,
            self.threads,
            self.pause,
            self.export,
            margins=(8, 2, 4, 2),
        )
        measured = QWidget()
        box = QVBoxLayout(measured)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addLayout(self._lists, 1)
        self.empty = EmptyState(
            "record",
            tr("No run recorded yet"),
            tr("Play once, and the cost of every tick is kept here, stage by stage."),
            tr("Play"),
            lambda: ui.run("play.start"),
            "F5",
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(measured)
        self._stack.addWidget(self.empty)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self.refresh)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        self.refresh()

    def _attend(self, is_seen: bool) -> None:
        """Measure and draw while the panel is seen; a hidden one costs nothing."""
        self._model.watch(is_seen)
        if is_seen:
            self.refresh()
        self._run_clock()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table stands beside the chart where there is room, else below it."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= look.px(SIDE_BY_SIDE_FROM)
        for part in (self.dash, self.budget):
            part.setVisible(is_wide)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._lists.setDirection(direction)
        self.table.fit(beside=is_wide)

    def refresh(self) -> None:
        """Show what was measured until now."""
        model = self._model
        self._stack.setCurrentIndex(1 if model.is_empty else 0)
        if model.is_empty:
            return
        rows = model.samples.rows()
        total = rows[-1]
        in_us = (total.p50 or 0.0) < 0.1 * _NS_PER_MS
        scale = 1.0 / (_NS_PER_US if in_us else _NS_PER_MS)
        self.chart.unit = "µs" if in_us else "ms"
        recent = model.samples.recent(max(FEWEST_TICKS, self.chart.width() // look.px(BAR_PITCH)))
        budget = BUDGET_MS * _NS_PER_MS
        # A budget far above every bar would squeeze them all flat, so its line comes when it comes near.
        is_near = max(sample.total for sample in recent) > BUDGET_SHOWN_FROM * budget
        self.chart.set_budget(BUDGET_MS if is_near and not in_us else None)
        self.chart.show_bars(*stacked(recent, scale))
        self.table.show_rows(rows, scale, self.chart.unit, budget)
        self.subject.set_whole(model.subject())
        over = model.samples.over(budget)
        self.over_glyph.setVisible(over > 0)
        self.over.setText(tr("1 tick over") if over == 1 else tr("{count} ticks over", count=over))
        self._show_threads()

    def _show_threads(self) -> None:
        threads = self._model.threads
        self.threads.setEnabled(threads is not None)
        self.threads.setToolTip(
            tr("Threads of the run; every number gives the same result")
            if threads is not None
            else tr("Threads: nothing is playing.")
        )
        if threads is not None:
            self.threads.setCurrentIndex(max(0, self.threads.findData(threads)))

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
        self._run_clock()

    def _run_clock(self) -> None:
        """Draw anew only while ticks can come."""
        if self._attention.is_on and self._model.is_running and not self._model.is_paused:
            self._clock.start()
        else:
            self._clock.stop()

    def _offer_export(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("As JSON…"), lambda: self._export("physics_async_profile.json"))
        menu.addAction(tr("As Chrome trace…"), lambda: self._export("physics_trace.json"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def _export(self, name: str) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export what was measured"), name, "JSON (*.json *.json.gz)")
        if not chosen:
            return
        try:
            path = self._model.export(FilePath(chosen))
        except OSError as error:
            self._ui.toast(tr("Nothing was exported"), str(error), "error")
            return
        self._ui.toast(tr("Exported"), path.name)


def _dash() -> QPixmap:
    """The budget's line as a legend shows it."""
    picture = QPixmap(look.px(16), look.px(8))
    picture.fill(Qt.GlobalColor.transparent)
    pen = QPen(look.qcolor("plot.budget"), 1)
    pen.setDashPattern([4, 3])
    painter = QPainter(picture)
    painter.setPen(pen)
    painter.drawLine(0, look.px(4), look.px(16), look.px(4))
    painter.end()
    return picture
