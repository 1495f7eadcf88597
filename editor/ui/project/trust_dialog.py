"""What an untrusted project's code would add here, what is off without it, and the way to trust it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QVBoxLayout, QWidget

from editor.core.project.trust import closed_components
from editor.tr import tr
from editor.ui.dialogs.question import Question, code_words
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.kit.views import Table
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.theme.look import look
from engine.document import Document
from engine.document.path import words

MOST_ROWS = 8


class TrustDialog(QDialog):
    """Gives "closed" or "trust"; Enter and Esc keep the code off."""

    def __init__(self, parent: QWidget | None, document: Document, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("The code of {title} is off", title=title))
        self.answer = "closed"
        self.closed = closed_components(document)
        told = tr(
            "{title} {code} It can do whatever you can on this computer, so it runs only when you trust the folder. "
            "Unsaved changes and the history stay when you do.",
            title=title,
            code=code_words(document.folder),
        )
        self.words = column(
            label(tr("The code of {title} is off", title=title), "title"),
            label(told, wrap=True),
            label(str(document.folder), "mono", wrap=True),
            label(self._what_is_off(), wrap=True),
            gap=8,
        )
        look.follow(self.words, lambda w: w.setFixedWidth(look.px(460)))
        self.rows = RowsModel((Column(tr("Component")), Column(tr("Entities"), numeric=True)), _cells)
        self.rows.show(list(self.closed.items()))
        self.table = Table((0, 90))
        self.table.setModel(self.rows)
        self.table.setAccessibleName(tr("What is off"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setVisible(bool(self.closed))
        self.keep = push_button(tr("Keep the code off"), "primary")
        self.trust = push_button(tr("Trust this folder"))
        self.keep.clicked.connect(self.reject)
        self.trust.clicked.connect(self._take)
        self.keep.setDefault(True)
        body = column(self.words, self.table, gap=12)
        glyph = icon_label("shield-warning", "severity.warning", 24)
        box = QVBoxLayout(self)
        box.addWidget(row(column(glyph, None), body, gap=12))
        box.addWidget(row(None, self.trust, self.keep, gap=8))
        look.follow(self, TrustDialog._fit)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> str:
        """Show it and give the answer; before a window that is driven, the code stays off."""
        if Question.answerer is None:
            self.exec()
        self.deleteLater()
        return self.answer

    def _what_is_off(self) -> str:
        if not self.closed:
            return tr("No entity has a component that only this code knows; its rules and its game are off.")
        return tr(
            "Off without it: its rules, its game, and these components. They are shown as text, cannot be edited, and "
            "are saved byte for byte."
        )

    def _take(self) -> None:
        self.answer = "trust"
        self.accept()

    def _fit(self) -> None:
        rows = min(len(self.closed), MOST_ROWS) + 1
        self.table.setFixedHeight(rows * look.size("size.row") + look.px(4))
        self.layout().setContentsMargins(*[look.px(16)] * 4)
        self.layout().setSpacing(look.px(16))


def _cells(item: tuple[str, int]) -> tuple[Cell, Cell]:
    name, count = item
    return Cell(words(name), "puzzle-piece", "icon.secondary", tip=name), Cell(f"{count:,}")
