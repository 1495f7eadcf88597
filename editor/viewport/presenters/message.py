"""What stands in the viewport's place when nothing can draw: what, why, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class MessageCanvas(QWidget):
    """A sentence and a button; the rest of the editor goes on."""

    kind = "none"
    retry = Signal()

    def __init__(self, reason: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.description = reason
        title = QLabel("The viewport cannot draw", self)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title.setObjectName("title")
        text = QLabel(f"{reason}\nEverything else works: you can edit, validate and save the scene.", self)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        button = QPushButton("Try again", self)
        button.clicked.connect(self.retry)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        self.setAccessibleName(f"The viewport cannot draw. {reason}")

    def refresh(self) -> None:
        """Nothing to draw."""

    def pick(self, _x: float, _y: float, _without: frozenset[str] = frozenset()) -> str | None:
        """Nothing is under any point."""
        return None

    def pick_box(self, _left: float, _top: float, _right: float, _bottom: float) -> tuple[str, ...]:
        """Nothing is inside any rectangle."""
        return ()

    def drawn_beside(self, *_shot: object) -> None:
        """No picture can be drawn."""

    def release(self) -> None:
        """Nothing to give back."""
