"""The list of captures as a table."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView

from editor.core.profiling.captures import CaptureList
from editor.tr import tr
from editor.ui.kit.views import Table
from editor.ui.theme.look import look


class CaptureTable(Table):
    """Names, and two figures of each that `told` gives; `titles` are those of their columns."""

    def __init__(
        self, captures: CaptureList[Any], titles: tuple[str, str], told: Callable[[Any], tuple[str, str]]
    ) -> None:
        self._cells = QStandardItemModel(0, 3)
        self._captures, self._titles, self._told = captures, titles, told
        super().__init__((0, 52, 72))
        # In a circle that Python collects, the model might otherwise die after its items.
        self._cells.setParent(self)
        self.setModel(self._cells)
        self.setAccessibleName(tr("Captures"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def refresh(self) -> None:
        """Take the list of the model."""
        entries, chosen = self._captures.entries, self._captures.chosen
        self.selectionModel().blockSignals(True)
        self._cells.setRowCount(0)
        self._cells.setHorizontalHeaderLabels([tr("Capture"), *self._titles])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place in (1, 2):
            self._cells.horizontalHeaderItem(place).setTextAlignment(right)
        for entry in entries:
            # What is not read yet stays unread: a list of large files must not hold the window.
            capture = entry.capture
            glyph = "warning-fill" if entry.problem else "record" if not entry.is_saved else "file"
            name = QStandardItem(
                look.row_icon(glyph, "severity.warning" if entry.problem else "icon.primary"), entry.name
            )
            name.setToolTip(entry.problem or (str(entry.path) if entry.path else tr("Not saved yet")))
            figures = self._told(capture) if capture is not None else ("", "")
            items = [name, *map(QStandardItem, figures)]
            for item in items[1:]:
                item.setTextAlignment(right)
            self._cells.appendRow(items)
        self.selectionModel().blockSignals(False)
        if chosen in entries:
            self.setCurrentIndex(self._cells.index(entries.index(chosen), 0))

    def _choose(self, now: object) -> None:
        place = self.currentIndex().row()
        entries = self._captures.entries
        if 0 <= place < len(entries) and entries[place] is not self._captures.chosen:
            self._captures.choose(entries[place])
