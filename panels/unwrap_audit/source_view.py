"""The source around a finding: line numbers, words of the language in colours, and the place marked."""

from bisect import bisect_left

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from editor.ui.api import look, tr
from panels.unwrap_audit.diff_view import plain_mono
from panels.unwrap_audit.source import Source
from panels.unwrap_audit.syntax import Token, tokens_of

LEAST_DIGITS, GAP = 3, 6


class SourceView(QPlainTextEdit):
    """A file to read. Only lines in sight are coloured, so that a long file opens as fast as a short one."""

    # Qt resizes while the instance is still being made.
    _numbers: "LineNumbers | None" = None

    def __init__(self) -> None:
        super().__init__()
        self._source, self._file = Source(), ""
        self._tokens: list[Token] = []
        self._coloured: set[int] = set()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Source"))
        self._numbers = LineNumbers(self)
        self.updateRequest.connect(self._scrolled)
        look.follow(self, SourceView._dress)

    @property
    def marked(self) -> str:
        """The words that are marked."""
        cursor = self._cursor()
        return cursor.selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n")

    def show_source(self, source: Source, file: str) -> None:
        """Show a file with a place of it in the middle, marked."""
        if (source.text, file) != (self._source.text, self._file):
            self._tokens = _in_units(source.text, list(tokens_of(source.text, file)))
            self._coloured.clear()
            self.setPlainText(source.text)
        self._source, self._file = source, file
        self._fit_numbers()
        self._mark()
        cursor = self._cursor()
        cursor.setPosition(source.start)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.horizontalScrollBar().setValue(0)
        self.ensureCursorVisible()

    def numbers_width(self) -> int:
        """The width that line numbers need [px]."""
        digits = max(LEAST_DIGITS, len(str(max(1, self.blockCount()))))
        return QFontMetrics(self.font()).horizontalAdvance("0" * digits) + 2 * look.px(GAP)

    def paint_numbers(self, painter: QPainter, width: int) -> None:
        """Paint the numbers of the lines in sight; that of the place is brighter, with a bar before it."""
        first, last = self._lines()
        block = self.firstVisibleBlock()
        painter.setFont(self.font())
        while block.isValid() and block.blockNumber() <= self._last_in_sight():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset()).toRect()
            is_marked = self._source.has_text and first <= block.blockNumber() <= last
            painter.setPen(look.qcolor("text.primary" if is_marked else "text.disabled"))
            place = QRect(0, box.top(), width - look.px(GAP), box.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            if is_marked:
                painter.setPen(QPen(look.qcolor("severity.warning"), look.px(2)))
                painter.drawLine(look.px(1), box.top(), look.px(1), box.bottom())
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Colour what comes into sight, then paint."""
        self._colour_in_sight()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers are as high as the text, and the place stays in sight."""
        super().resizeEvent(event)
        self._fit_numbers()
        self.centerCursor()

    # --- inside --------------------------------------------------------------------------------------------------

    def _cursor(self) -> QTextCursor:
        cursor = QTextCursor(self.document())
        end = max(0, self.document().characterCount() - 1)
        cursor.setPosition(min(self._source.start, end))
        cursor.setPosition(min(self._source.end, end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _lines(self) -> tuple[int, int]:
        document = self.document()
        return (
            document.findBlock(self._source.start).blockNumber(),
            document.findBlock(max(self._source.start, self._source.end - 1)).blockNumber(),
        )

    def _mark(self) -> None:
        """Mark the place: its lines a little, its words more, with a line below them."""
        if not self._source.has_text:
            self.setExtraSelections([])
            return
        lines, words = QTextEdit.ExtraSelection(), QTextEdit.ExtraSelection()
        cursor = self._cursor()
        words.cursor = cursor  # type: ignore[assignment]
        mark = QTextCharFormat()
        mark.setBackground(look.qcolor("severity.warning_fill"))
        mark.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        mark.setUnderlineColor(look.qcolor("severity.warning"))
        words.format = mark  # type: ignore[assignment]
        whole = QTextCharFormat()
        whole.setBackground(look.qcolor("surface.hover"))
        whole.setProperty(QTextFormat.Property.FullWidthSelection, True)
        start = QTextCursor(cursor)
        start.setPosition(self._source.start)
        lines.cursor = start  # type: ignore[assignment]
        lines.format = whole  # type: ignore[assignment]
        self.setExtraSelections([lines, words])

    def _last_in_sight(self) -> int:
        rows = self.viewport().height() // max(1, QFontMetrics(self.font()).height()) + 2
        return self.firstVisibleBlock().blockNumber() + rows

    def _colour_in_sight(self) -> None:
        block = self.firstVisibleBlock()
        while block.isValid() and block.blockNumber() <= self._last_in_sight():
            if block.blockNumber() not in self._coloured:
                self._coloured.add(block.blockNumber())
                self._colour(block)
            block = block.next()

    def _colour(self, block: QTextBlock) -> None:
        start, end = block.position(), block.position() + block.length()
        ranges: list[QTextLayout.FormatRange] = []
        place = bisect_left(self._tokens, start, key=lambda token: token.end)
        while place < len(self._tokens) and self._tokens[place].start < end:
            token = self._tokens[place]
            piece = QTextLayout.FormatRange()
            piece.start = max(0, token.start - start)  # type: ignore[assignment]
            piece.length = min(end, token.end) - start - piece.start  # type: ignore[assignment, operator]
            ink = QTextCharFormat()
            ink.setForeground(look.qcolor(f"code.{token.kind}"))
            piece.format = ink  # type: ignore[assignment]
            ranges.append(piece)
            place += 1
        block.layout().setFormats(ranges)

    def _scrolled(self, area: QRect, by: int) -> None:
        if self._numbers is None:
            return
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    def _fit_numbers(self) -> None:
        if self._numbers is None:
            return
        width = self.numbers_width()
        self.setViewportMargins(width, 0, 0, 0)
        inside = self.contentsRect()
        self._numbers.setGeometry(inside.left(), inside.top(), width, inside.height())

    def _dress(self) -> None:
        self.setFont(plain_mono())
        self._coloured.clear()
        self._mark()
        self._fit_numbers()
        self.viewport().update()


class LineNumbers(QWidget):
    """The strip at the left of a source."""

    def __init__(self, source: SourceView) -> None:
        super().__init__(source)
        self._view = source

    def sizeHint(self) -> QSize:
        """As wide as the longest number."""
        return QSize(self._view.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers, right-aligned."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.qcolor("surface.input"))
        self._view.paint_numbers(painter, self.width())


def _in_units(text: str, tokens: list[Token]) -> list[Token]:
    """The same words, their places in UTF-16 units as Qt counts them."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return tokens
    counted: list[Token] = []
    letters = units = 0

    def upto(place: int) -> int:
        nonlocal letters, units
        units += len(text[letters:place].encode("utf-16-le", "surrogatepass")) // 2
        letters = place
        return units

    for token in tokens:
        counted.append(Token(upto(token.start), upto(token.end), token.kind))
    return counted
