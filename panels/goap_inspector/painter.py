"""Draws the reasons: section headers, rows with a bar or a detail, and numbers at the right edge."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.api import look, tr
from panels.goap_inspector.rows import ITEM_ROLE
from panels.goap_inspector.sections import Row, Section

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TEXT_SHARE = 0.42
TEXT_LEFT, INDENT = 24, 14
TALL = 42
GLYPH_COLOUR = {
    "current": "accent.base",
    "normal": "icon.primary",
    "good": "severity.ok",
    "bad": "severity.warning",
}
REVERT = 18
"""The room of the arrow that gives a number back to the vocabulary, at the right end of the first column."""


class ReasonPainter(QStyledItemDelegate):
    """One row is 24 px; a goal has a second line for its bar and what it lacks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the row."""
        item = index.data(ITEM_ROLE)
        tall = isinstance(item, Row) and item.bar is not None
        return QSize(0, look.px(TALL) if tall else look.size("size.row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell; the first column draws the whole row, since details run under the number's column."""
        item = index.data(ITEM_ROLE)
        painter.save()
        if isinstance(item, Section):
            self._section(painter, option, item)
        elif isinstance(item, Row):
            state = option.state
            if state & QStyle.StateFlag.State_Selected:
                focused = bool(state & QStyle.StateFlag.State_Active and state & QStyle.StateFlag.State_HasFocus)
                focused = focused or bool(option.widget is not None and option.widget.hasFocus())
                colour = "surface.selected" if focused else "surface.selected_inactive"
                painter.fillRect(option.rect, look.qcolor(colour))
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(option.rect, look.qcolor("surface.hover"))
            if index.column():
                self._number(painter, option.rect, item)
            else:
                self._row(painter, option.rect, item)
        painter.restore()

    def _section(self, painter: QPainter, option: QStyleOptionViewItem, section: Section) -> None:
        painter.fillRect(option.rect, look.qcolor("surface.header"))
        rect = option.rect.adjusted(look.px(TEXT_LEFT), 0, -look.px(12), 0)
        self._text(painter, rect, tr(section.note), "text.secondary", "caption", align=RIGHT)
        side = look.px(12)
        glyph = "caret-down" if option.state & QStyle.StateFlag.State_Open else "caret-right"
        where = option.rect.left() + look.px(6), option.rect.center().y() - side // 2 + 1
        painter.drawPixmap(*where, look.pixmap(glyph, "icon.secondary", 12))
        self._text(painter, rect, tr(section.title), "text.primary", "body", strong=True)

    def _row(self, painter: QPainter, rect: QRect, row: Row) -> None:
        line = QRect(rect.left(), rect.top(), rect.width(), look.size("size.row"))
        indent = look.px(INDENT) * row.depth
        left = line.left() + look.px(TEXT_LEFT) + indent
        self._glyph(painter, rect, line, row, indent)
        room = QRect(left, line.top(), line.right() - left - look.px(4), line.height())
        whole = room.width()
        own = row.edit is not None and row.edit.is_own and not row.edit.why_not
        if own:
            self._overridden(painter, line, row)
            room.setRight(line.right() - look.px(REVERT + 2))
        strong = own or row.tone == "current" or row.id == "total"
        if row.bar is not None:
            self._text(painter, room, row.text, _colour(row), "body", strong=strong)
            self._bar(painter, rect, left, row)
            return
        if not row.detail:
            self._text(painter, room, row.text, _colour(row), "body", strong=strong)
            return
        width = round(whole * TEXT_SHARE)
        self._text(painter, QRect(left, line.top(), width, line.height()), row.text, _colour(row), strong=strong)
        start = left + width + look.px(8)
        detail = QRect(start, line.top(), room.right() - start, line.height())
        self._text(painter, detail, row.detail, "text.secondary")

    def _glyph(self, painter: QPainter, rect: QRect, line: QRect, row: Row, indent: int) -> None:
        if row.is_open is not None:
            side = look.px(10)
            glyph = "caret-down" if row.is_open else "caret-right"
            where = line.left() + look.px(8), line.center().y() - side // 2 + 1
            painter.drawPixmap(*where, look.pixmap(glyph, "icon.secondary", 10))
        elif row.glyph:
            side = look.px(16)
            where = line.left() + look.px(4) + indent, line.center().y() - side // 2 + 1
            painter.drawPixmap(*where, look.pixmap(row.glyph, _glyph_colour(row)))
        if row.series is not None:
            swatch = QRect(rect.left(), rect.top() + look.px(3), look.px(3), rect.height() - look.px(6))
            painter.fillRect(swatch, QColor(look.series(row.series)))

    def _bar(self, painter: QPainter, rect: QRect, left: int, row: Row) -> None:
        top = rect.top() + look.px(22)
        whole = QRect(left, top + look.px(6), round((rect.right() - left) * 0.34), look.px(4))
        painter.fillRect(whole, look.qcolor("surface.input"))
        filled = QRect(whole)
        filled.setWidth(round(whole.width() * min(max(row.bar or 0.0, 0.0), 1.0)))
        tone = {"current": "accent.base", "normal": "icon.primary"}.get(row.tone, "icon.disabled")
        painter.fillRect(filled, look.qcolor(tone))
        detail = QRect(whole.right() + look.px(9), top, rect.right() - whole.right() - look.px(9), look.px(16))
        self._text(painter, detail, row.detail, "text.secondary", "caption")

    def _overridden(self, painter: QPainter, line: QRect, row: Row) -> None:
        """The accent's bar at the left edge, unless a goal's colour is there, and the arrow back."""
        if row.series is None:
            painter.fillRect(
                QRect(line.left(), line.top() + 1, look.px(2), line.height() - 2), look.qcolor("accent.base")
            )
        where = line.right() - look.px(REVERT) + look.px(3), line.center().y() - look.px(12) // 2 + 1
        painter.drawPixmap(*where, look.pixmap("arrow-u-up-left", "accent.base", 12))

    def _number(self, painter: QPainter, rect: QRect, row: Row) -> None:
        line = QRect(rect.left(), rect.top(), rect.width() - look.px(8), look.size("size.row"))
        strong = row.tone == "current" or row.id == "total"
        if row.edit is not None:
            box = field_rect(rect)
            is_on = not row.edit.why_not
            if is_on:
                painter.fillRect(box, look.qcolor("surface.input"))
                painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), look.qcolor("line.input"))
            else:
                painter.setPen(QPen(look.qcolor("line.divider"), 1.0, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()))
            own = row.edit.is_own and is_on
            colour = "text.overridden" if own else "text.primary" if is_on else "text.disabled"
            self._text(painter, box.adjusted(0, 0, -look.px(4), 0), row.number, colour, strong=own, align=RIGHT)
        else:
            self._text(
                painter, line.adjusted(0, 0, -look.px(4), 0), row.number, _colour(row), strong=strong, align=RIGHT
            )
        if row.below:
            below = QRect(rect.left(), rect.top() + look.px(22), rect.width() - look.px(12), look.px(16))
            self._text(painter, below, row.below, _colour(row), "caption", strong=strong, align=RIGHT)

    @staticmethod
    def _text(
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str,
        role: str = "body",
        *,
        strong: bool = False,
        align: Qt.AlignmentFlag = LEFT,
    ) -> None:
        if text:
            painter.setFont(look.font(role, strong=strong))
            painter.setPen(look.qcolor(colour))
            painter.drawText(QRectF(rect), align, _fitted(text, role, strong, rect.width(), look.scale))


@lru_cache(maxsize=1024)
def _fitted(text: str, role: str, strong: bool, width: int, _scale: float) -> str:
    """A text that ends in "…" where it is wider than the room [pixels]; the same few are asked for with each frame."""
    metrics = QFontMetrics(look.font(role, strong=strong))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def field_rect(cell: QRect) -> QRect:
    """Where the field of a number lies in its cell."""
    return QRect(cell.left() + look.px(2), cell.top() + look.px(2), cell.width() - look.px(10), look.px(20))


def _colour(row: Row) -> str:
    return "text.disabled" if row.tone == "off" else "text.primary"


def _glyph_colour(row: Row) -> str:
    return GLYPH_COLOUR.get(row.tone, "icon.disabled")
