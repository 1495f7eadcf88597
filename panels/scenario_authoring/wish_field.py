"""The field for a wish: some lines of text; Ctrl+Enter asks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from editor.ui.api import look, tr

LINES = 4
HINT = "Two stalkers ambush the party from behind when the bridge is woven; a novice should win about half the time."


class WishField(QPlainTextEdit):
    """`asked` fires on Ctrl+Enter; Tab leaves the field."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Wish"))
        self.setPlaceholderText(tr(HINT))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self, WishField._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter asks; keys with Alt go to the menus."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.asked.emit()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + look.px(12))
