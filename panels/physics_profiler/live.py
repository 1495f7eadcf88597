"""The live page: stacked bars with the budget, the table of stages, threads, and what can be tried."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Chart, ElidedLabel, EmptyState, Ui, column, icon_label, label, look, row, tool_button, tr
from editor.ui.profiling.api import NS_PER_MS, StageTable, budget_line, scale_of
from engine.physics.capture import STAGES, StageSummary
from panels.physics_profiler.facts import Facts
from panels.physics_profiler.model import BUDGET_MS, PhysicsProfilerModel
from panels.physics_profiler.samples import stacked
from panels.physics_profiler.threads_bar import HEIGHT as THREADS_HEIGHT
from panels.physics_profiler.threads_bar import ThreadBars
from panels.physics_profiler.try_bar import TryBar
from panels.physics_profiler.words import series_of, tick_line

BAR_PITCH, FEWEST_TICKS = 4, 20
SIDE_BY_SIDE_FROM = 560
TABLE_HEIGHT, TRY_FROM, CHART_LEAST, SIDE_LEAST = 144, 290, 60, 72
ROWS = len(STAGES) + 1
BUDGET_SHOWN_FROM, NUMBERS_EVERY = 0.2, 3


class TickChart(Chart):
    """Bars that can be walked through: arrows choose a tick, Enter goes to it."""

    def __init__(self, model: PhysicsProfilerModel, ui: Ui) -> None:
        super().__init__("ms", name=tr("Physics time of each tick"))
        self._model, self._ui = model, ui
        self.chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(tr("Arrows choose a tick, Enter or a click goes to it"))
        self.tell, self.counted = self._tell, tr("tick")
        self.clicked.connect(lambda x: self.go_to(round(x)))

    def go_to(self, tick: int) -> None:
        """Put the session to a tick, or say why that can't be."""
        profile = self._model.samples.at(tick)
        if profile is None:
            return
        refused = self._model.go_to(tick)
        self.chosen = tick if refused else None
        if refused:
            self._ui.editor.status(refused)

    def show_mark(self) -> None:
        """Mark the tick that the arrows chose, else the one that the run was put back to."""
        cursor, chosen = self._model.cursor, self.chosen
        if chosen is not None and self._model.samples.at(chosen) is None:
            chosen = self.chosen = None
        place = cursor if chosen is None else chosen
        self.mark(float(place) if place is not None else None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes elsewhere has chosen nothing."""
        super().focusOutEvent(event)
        self.chosen = None
        self.show_mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the ticks."""
        first, last = self._model.samples.first, self._model.samples.last
        if first is None or last is None:
            super().keyPressEvent(event)
            return
        here = self.chosen if self.chosen is not None else self._model.cursor
        here = here if here is not None else last.tick
        steps = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: first.tick,
                 Qt.Key.Key_End: last.tick, Qt.Key.Key_PageUp: here - 10, Qt.Key.Key_PageDown: here + 10}  # fmt: skip
        if event.key() in steps:
            self.chosen = min(max(steps[Qt.Key(event.key())], first.tick), last.tick)
            self.show_mark()
            profile = self._model.samples.at(self.chosen)
            if profile is not None:
                self._ui.editor.status(tick_line(profile))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_to(here)
        else:
            super().keyPressEvent(event)

    def _tell(self, x: float) -> str:
        profile = self._model.samples.at(round(x))
        if profile is None:
            return ""
        return tr("{words}. Click to put the run there.", words=tick_line(profile))


class LivePage(QWidget):
    """What the running copy costs now."""

    def __init__(self, model: PhysicsProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.subject = ElidedLabel(role="caption")
        self.dash = label()
        look.follow(self.dash, lambda place: place.setPixmap(budget_line()))
        self.budget = label(tr("budget {ms:.1f} ms", ms=BUDGET_MS), "caption")
        self.over_glyph = icon_label("warning-fill", "severity.warning", 14)
        self.over = label("", "caption")
        self.pause = tool_button("pause", tr("Freeze the plot"), size=22, glyph_size=14, checkable=True, quiet=True)
        self.pause.toggled.connect(model.pause)
        self.chart = TickChart(model, ui)
        self.table = StageTable(series_of, tr("Physics stages"))
        self.threads = ThreadBars()
        self.try_bar = TryBar(model, ui)
        self.wants_try: bool | None = None
        self._beats = 0
        self._rows: tuple[StageSummary, ...] = ()
        self.facts = Facts()
        self._side = column(self.table, self.threads, (self.facts, 1))
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists.setSpacing(0)
        self._lists.addWidget(self.chart, 1)
        self._lists.addWidget(self._side)
        self._bar = row((self.subject, 1), self.dash, self.budget, 4, self.over_glyph, self.over, 4, self.pause,
                        margins=(8, 0, 4, 0))  # fmt: skip
        measured = QWidget()
        box = QVBoxLayout(measured)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addLayout(self._lists, 1)
        self.empty = EmptyState(
            "record",
            tr("No run recorded yet"),
            tr("Play while this panel is open, and the cost of every tick is kept here, stage by stage."),
            tr("Play"),
            lambda: ui.run("play.start"),
            "F5",
        )
        pages = QWidget()
        self.stack = QStackedLayout(pages)
        self.stack.addWidget(measured)
        self.stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(pages, 1)
        outer.addWidget(self.try_bar)
        look.follow(self.table, StageTable.redress)

    @property
    def shows_try(self) -> bool:
        """Whether the bar of what can be tried is shown: as the user wants it, else where there is room."""
        return self.height() >= look.px(TRY_FROM) if self.wants_try is None else self.wants_try

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table stands beside the chart where there is room, else below it."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give every part the place that this size allows."""
        is_wide = self.width() >= look.px(SIDE_BY_SIDE_FROM)
        self.try_bar.setVisible(self.shows_try)
        height = self.height() - (self.try_bar.height_at(self.width()) if self.shows_try else 0) - look.px(24)
        for part in (self.dash, self.budget):
            part.setVisible(is_wide)
        # What the user asked for must be whole; in a very low dock of a small window the plot waits for it.
        self.chart.setVisible(not self.shows_try or height >= look.px(CHART_LEAST))
        self._bar.setVisible(not self.shows_try or height >= 0)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._lists.setDirection(direction)
        needed = TABLE_HEIGHT + THREADS_HEIGHT + (0 if is_wide else CHART_LEAST * 2)
        has_threads = height >= look.px(needed)
        self.threads.setVisible(has_threads)
        # What little height the bar leaves goes to the chart.
        self._side.setVisible(height >= look.px(SIDE_LEAST if is_wide else CHART_LEAST * 2 + 24))
        self.facts.setVisible(is_wide and has_threads)
        self.table.fit(beside=is_wide, rows=ROWS, room=height - look.px(CHART_LEAST))
        if is_wide:
            shown = min(look.px(TABLE_HEIGHT + 2), max(look.px(48), height))
            self.table.setFixedHeight(shown)
            self.table.close_up(shown, ROWS)
        else:
            self.table.close_up(self.table.height(), ROWS)

    def refresh(self) -> None:
        """Show what was measured until now."""
        self._beats = 0
        self.follow()

    def follow(self) -> None:
        """The same while the run goes on: the bars each time, the numbers every third, or nobody could read them."""
        model = self._model
        self.stack.setCurrentIndex(1 if model.is_empty else 0)
        has_numbers = self._beats == 0 or not self._rows
        self._beats = (self._beats + 1) % NUMBERS_EVERY
        if has_numbers and self.shows_try:
            self.try_bar.refresh()
        if model.is_empty:
            return
        budget = BUDGET_MS * NS_PER_MS
        if has_numbers:
            self._rows = model.samples.rows()
            self._show_numbers(budget)
        recent = model.samples.recent(max(FEWEST_TICKS, self.chart.width() // look.px(BAR_PITCH)))
        # A crowd that was put in just now is long in the bars before it is in the median of the table.
        longest = float(np.percentile([profile.total or 0 for profile in recent], 95))
        scale, unit = scale_of(self._rows[-1].p50 or 0.0, longest)
        self.chart.unit = unit
        x, heights = stacked(recent, scale)
        # A budget far above every bar would squeeze them all flat, so its line comes when it comes near.
        is_near = float(sum(heights).max()) > BUDGET_SHOWN_FROM * budget * scale
        self.chart.set_budget(BUDGET_MS if is_near and unit == "ms" else None)
        self.chart.show_mark()
        self.chart.show_bars(x, heights)

    def _show_numbers(self, budget: float) -> None:
        model = self._model
        self.table.show_rows(self._rows, *scale_of(self._rows[-1].p50 or 0.0), budget)
        if not self.threads.isHidden():
            shown = model.samples.at(model.cursor) if model.cursor is not None else None
            trying = model.trying
            self.threads.show_tick(shown or model.samples.last, trying.threads, is_compiling=trying.is_compiling)
            self.facts.show_tick(shown or model.samples.last)
        self.subject.set_whole(model.subject())
        over = model.samples.over(budget)
        self.over_glyph.setVisible(over > 0)
        self.over.setText(tr("1 tick over") if over == 1 else tr("{count} ticks over", count=over))
