"""The page of files that could not be read, or not all of them, each with the reason."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from editor.ui.api import Cell, Column, EmptyState, RowsModel, Table, tr
from panels.unwrap_audit.model import AuditModel

WIDTHS = (280, 0)


class UnreadPage(QWidget):
    """A row for each file; words where every file was understood."""

    def __init__(self, model: AuditModel) -> None:
        super().__init__()
        self._model = model
        self.rows = RowsModel((Column(tr("File")), Column(tr("Why it was not read, or not all of it"))), _cells)
        self.table = Table(WIDTHS)
        self.table.setModel(self.rows)
        self.table.setAccessibleName(tr("Files that were not read"))
        self.none = EmptyState(
            "check-circle-fill",
            tr("Every file was read"),
            tr("Nothing was left out of the counts."),
            colour="severity.ok",
        )
        self._pages = QStackedLayout(self)
        for page in (self.table, self.none):
            self._pages.addWidget(page)

    def refresh(self) -> None:
        """Show the files of the last scan."""
        unread = list(self._model.scanned.unparsed) if self._model.scanned is not None else []
        self.rows.show(unread)
        self._pages.setCurrentWidget(self.table if unread else self.none)


def _cells(unread: tuple[str, str]) -> tuple[Cell, ...]:
    file, why = unread
    return Cell(file, "warning-fill", "severity.warning", tip=file), Cell(why, tip=why)
