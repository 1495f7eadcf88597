"""The chosen chunk: what it is now, what happened to it and when, why it failed, and the way to try again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget

from editor.ui.api import ElidedLabel, EmptyState, Table, column, icon_label, label, look, push_button, row, tr
from panels.streaming_diagnostics.chunks import FAILED
from panels.streaming_diagnostics.figures import key_text
from panels.streaming_diagnostics.model import StreamingModel
from panels.streaming_diagnostics.words import WHAT, chunk_facts

_WIDTHS = (84, 172, 0)
GLYPHS = {
    "requested": "hourglass", "started": "play", "generated": "check", "read": "hard-drive",
    "uploaded": "upload-simple",
    "blended": "equals", "evicted": "trash", "failed": "x-circle-fill", "cancelled": "x", "late": "clock",
}  # fmt: skip


class EventTable(Table):
    """Frame, what happened, time or reason; the newest first."""

    def __init__(self) -> None:
        self._cells = QStandardItemModel(0, len(_WIDTHS))
        super().__init__(_WIDTHS)
        self.setModel(self._cells)
        self.shown: tuple[object, ...] = ()
        self.setAccessibleName(tr("History of the chunk"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def show_events(self, events: tuple[tuple[int, str, str], ...]) -> None:
        """Show the events of a chunk, given oldest first."""
        if events == self.shown:
            return
        self.shown = events
        self._cells.setRowCount(0)
        self._cells.setHorizontalHeaderLabels([tr("Frame"), tr("What"), tr("Time or reason")])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._cells.horizontalHeaderItem(0).setTextAlignment(right)
        for frame, what, detail in reversed(events):
            number = QStandardItem(f"{frame:,}")
            number.setTextAlignment(right)
            colour = "severity.error" if what == "failed" else "icon.secondary"
            named = QStandardItem(look.row_icon(GLYPHS.get(what, "circle"), colour), tr(WHAT.get(what, what)))
            told = QStandardItem(detail)
            told.setToolTip(detail)
            self._cells.appendRow([number, named, told])


class ChunkPage(QWidget):
    """A line about the chunk, the reason and the repair where it failed, and its events."""

    def __init__(self, model: StreamingModel) -> None:
        super().__init__()
        self._model = model
        self.name = label("", "strong")
        self.line = ElidedLabel(role="caption")
        self.reason = ElidedLabel(role="error")
        self.again = push_button(tr("Try again"), "fix", glyph="arrow-clockwise")
        self.again.clicked.connect(self._try_again)
        self.trouble = row(icon_label("x-circle-fill", "severity.error", 14), (self.reason, 1), self.again,
                           margins=(8, 2, 8, 2))  # fmt: skip
        self.events = EventTable()
        self.unknown = label(tr("Nothing is remembered of this chunk any more."), "caption",
                             wrap=True)  # fmt: skip
        head = row(self.name, 8, (self.line, 1), margins=(8, 4, 8, 2))
        shown = column(head, self.trouble, row((self.unknown, 1), margins=(8, 2, 8, 2)), (self.events, 1))
        self.empty = EmptyState(
            "cursor", tr("No chunk chosen"),
            tr("Click a square of the map, or walk there with the arrows: what happened to it and when is told here."),
        )  # fmt: skip
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)

    def refresh(self) -> None:
        """Show the chosen chunk as it is now."""
        model = self._model
        key = model.chosen
        self._stack.setCurrentIndex(1 if key is None else 0)
        if key is None:
            return
        chunks = model.picture.chunks
        index = chunks.find(key)
        self.name.setText(key_text(key))
        told = chunk_facts(chunks, index) if index is not None else tr("not wanted now")
        self.line.set_whole(told)
        events = model.history(key)
        failure = model.failure(key)
        self.trouble.setVisible(bool(failure) or (index is not None and int(chunks.state[index]) == FAILED))
        self.reason.set_whole(failure or tr("It failed; the reason is no longer remembered."))
        self.unknown.setVisible(not events)
        self.events.setVisible(bool(events))
        self.events.show_events(events)

    def _try_again(self) -> None:
        if self._model.chosen is not None:
            self._model.try_again(self._model.chosen)
            self.refresh()
