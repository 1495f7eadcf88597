"""The timeline as a panel: a line about the run with its buttons, and the rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Attention, ElidedLabel, EmptyState, Ui, explain, row, tool_button, tr
from editor.ui.rooms.timeline.model import TimelineModel
from editor.ui.rooms.timeline.strip import TimelineStrip

SHOWN_EVERY_MS = 66
"""While the clock goes on the playhead is drawn so often."""
BACK, ON = "Step back one tick (Left)", "Step on one tick (Right)"


class TimelineView(QWidget):
    """The run over time, or what will be here."""

    def __init__(self, model: TimelineModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = ElidedLabel("")
        self.back = tool_button("caret-left", tr(BACK))
        self.on = tool_button("caret-right", tr(ON))
        self.back.clicked.connect(lambda: model.step(-1))
        self.on.clicked.connect(lambda: model.step(1))
        self.strip = TimelineStrip(model)
        bar = row((self.heading, 1), self.back, self.on, margins=(8, 0, 4, 0), gap=2)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self.strip, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(
            EmptyState(
                "film-strip",
                tr("Nothing plays"),
                tr("Who fell, what was woven and what was reached stands here, with a way back to each tick."),
                tr("Play"),
                lambda: ui.run("play.start"),
                "F5",
            )
        )
        self.setFocusProxy(self.strip)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_EVERY_MS)
        self._soon.timeout.connect(self._show_tick)
        self._go = QTimer(self)
        self._go.setSingleShot(True)
        self._go.setInterval(0)
        self._go.timeout.connect(model.go)
        self._run: object = None
        self.strip.wanted.connect(self._want)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        model.moved.connect(self._moved)
        self.show_run()

    def show_run(self) -> None:
        """Show the run as it is now."""
        model = self._model
        chronicle = model.chronicle
        self._stack.setCurrentIndex(1 if chronicle is None else 0)
        self.heading.setText(model.heading())
        explain(self.back, tr(BACK), "" if model.tick else tr("This is the first tick."))
        ended = model.editor.play.has_ended and not model.is_past
        explain(self.on, tr(ON), tr("The run has ended.") if ended else "")
        self.strip.show_run(is_other=chronicle is not self._run)
        self._run = chronicle

    def _want(self, tick: int) -> None:
        """Go to a tick once the mouse's present moves are all taken in: a slow seek skips those in between."""
        self._model.want(tick)
        self._go.start()

    def _show_tick(self) -> None:
        if self._attention.is_on:
            self.show_run()

    def _attend(self, is_seen: bool) -> None:
        if is_seen:
            self.show_run()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.show_run()

    def _moved(self) -> None:
        """A tick was played: shown soon while the clock goes on, at once while it is held."""
        if not self._attention.is_on:
            return
        if not self._model.is_playing:
            self.show_run()
        elif not self._soon.isActive():
            self._soon.start()
