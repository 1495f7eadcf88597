"""What is odd about the fight, one sentence a row, each with the button that repairs it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.api import Finding
from editor.ui.api import column, explain, icon_label, label, look, push_button, row, tr
from panels.balance.model import BalanceModel

SIGNS = {
    "error": ("x-circle-fill", "severity.error"),
    "warning": ("warning-fill", "severity.warning"),
    "hint": ("lightbulb", "severity.hint"),
}


class FindingRow(QWidget):
    """A sentence; a click or Enter selects what it is about."""

    def __init__(self, finding: Finding, model: BalanceModel, tell: Callable[[str], None]) -> None:
        super().__init__()
        self.finding, self._model, self._tell = finding, model, tell
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(finding.text)
        glyph, colour = SIGNS.get(finding.severity, SIGNS["hint"])
        sign = icon_label(glyph, colour, 14, tip=tr(finding.severity.capitalize()))
        self.text = label(finding.text, wrap=True)
        self.fix = push_button(tr(finding.fix_title or "Fix"), "fix", glyph="wrench")
        self.fix.clicked.connect(lambda _checked=False: tell(model.fix(finding)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.px(2), 0, look.px(2))
        box.addWidget(row(column(sign, None), (self.text, 1), self.fix, gap=6))
        self.fix.setVisible(bool(finding.fix))
        explain(self.fix, finding.fix_title or "", model.why_not_fix())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select what it is about."""
        self._model.show(self.finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space do what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._model.show(self.finding)
        else:
            super().keyPressEvent(event)


class FindingList(QWidget):
    """The rows; those that are still true stay as they are."""

    def __init__(self, model: BalanceModel, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._model, self._make = model, partial(FindingRow, model=model, tell=tell)
        self.rows: list[FindingRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def refresh(self) -> None:
        """Show what is odd now."""
        found = self._model.findings
        if [row.finding for row in self.rows] != list(found):
            for old in self.rows:
                self._box.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.rows = [self._make(each) for each in found]
            for new in self.rows:
                self._box.addWidget(new)
        for each in self.rows:
            explain(each.fix, each.finding.fix_title or "", self._model.why_not_fix())
        self.setVisible(bool(self.rows))
