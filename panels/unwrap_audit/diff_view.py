"""A unified diff to read: signs and colours tell what goes and what comes."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from editor.ui.api import look

FILLS = {"+": "severity.ok_fill", "-": "severity.error_fill"}
INKS = {"@": "text.secondary", "+++": "text.secondary", "---": "text.secondary"}
MOST_COLOURED = 4_000
"""Lines; what comes after these is told by its signs alone."""


class DiffView(QPlainTextEdit):
    """As `git diff` shows it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        look.follow(self, DiffView._dress)

    def show_diff(self, diff: str) -> None:
        """Show another diff, scrolled to where it first changes something: little of it can be seen in a low panel."""
        if diff != self.toPlainText():
            self.setPlainText(diff)
            self._colour()
            # What stands above it is laid out by then.
            QTimer.singleShot(0, self, self._show_change)

    def _show_change(self) -> None:
        """Scroll so that the first line that goes or comes is in the middle."""
        marks = ((each.cursor, each.format) for each in self.extraSelections())  # type: ignore[attr-defined]
        first = next(
            (cursor for cursor, how in marks if how.hasProperty(QTextFormat.Property.FullWidthSelection)), None
        )
        if first is not None:
            self.setTextCursor(first)
            self.centerCursor()
            # What comes in the place of what goes is seen, too, where both have room.
            last = QTextCursor(first)
            while last.block().next().text()[:1] in FILLS:
                last.movePosition(QTextCursor.MoveOperation.NextBlock)
            self.setTextCursor(last)
            self.setTextCursor(first)

    def _dress(self) -> None:
        self.setFont(plain_mono())
        self._colour()

    def _colour(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        block = self.document().firstBlock()
        while block.isValid() and block.blockNumber() < MOST_COLOURED:
            line = block.text()
            ink = INKS.get(line[:3]) or INKS.get(line[:1])
            fill = None if ink else FILLS.get(line[:1])
            if ink or fill:
                mark, how = QTextEdit.ExtraSelection(), QTextCharFormat()
                if fill:
                    how.setBackground(look.qcolor(fill))
                    how.setProperty(QTextFormat.Property.FullWidthSelection, True)
                else:
                    how.setForeground(look.qcolor(ink or "text.secondary"))
                cursor = QTextCursor(block)
                if not fill:
                    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                mark.cursor, mark.format = cursor, how  # type: ignore[assignment]
                marks.append(mark)
            block = block.next()
        self.setExtraSelections(marks)


def plain_mono() -> QFont:
    """The font of code with every letter as it is: no arrow in the place of two."""
    font = look.font(mono=True)
    for feature in ("calt", "liga"):
        font.setFeature(QFont.Tag(feature), 0)
    return font
