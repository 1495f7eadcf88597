"""The timeline as a panel: a line about the run with its buttons, and the rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import Attention, ElidedLabel, EmptyState, Ui, row, tool_button, tr, vertical_line
from editor.ui.kit.action_buttons import ActionButton
from editor.ui.rooms.timeline.branches import BranchSide
from editor.ui.rooms.timeline.model import TimelineModel
from editor.ui.rooms.timeline.strip import TimelineStrip

SHOWN_EVERY_MS = 66
"""While the clock goes on the playhead is drawn so often."""
ACTIONS = (
    "play.step_back", "play.step", "play.replay", "play.take_over", "play.branch_before", "play.branch", "play.chance",
)  # fmt: skip


class TimelineView(QWidget):
    """The run over time, or what will be here."""

    def __init__(self, model: TimelineModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = ElidedLabel("")
        known = model.editor.actions
        self.buttons = {name: ActionButton(name, known, ui.run, quiet=True) for name in ACTIONS if name in known}
        self.list_button = tool_button("list-bullets", tr("Branches"), checkable=True, quiet=True)
        self.list_button.toggled.connect(self._show_side)
        self.strip = TimelineStrip(model)
        self.side = BranchSide(model)
        self.side.hide()
        bar = row((self.heading, 1), *self.buttons.values(), vertical_line(), self.list_button,
                  margins=(8, 0, 4, 0), gap=2)  # fmt: skip
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(row((self.strip, 1), self.side, gap=0), 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(
            EmptyState(
                "film-strip",
                tr("Nothing is playing"),
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
        for button in self.buttons.values():
            button.refresh()
        if model.compared is not None and not self.list_button.isChecked():
            self.list_button.setChecked(True)
        elif self.side.isVisibleTo(self):
            self.side.show_branches()
        self.strip.show_run(is_other=chronicle is not self._run)
        self._run = chronicle

    def _show_side(self, is_on: bool) -> None:
        self.side.setVisible(is_on)
        if is_on:
            self.side.show_branches()

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
