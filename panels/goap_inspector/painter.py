"""Draws the reasons: section headers, rows with a bar or a detail, and numbers at the right edge."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.api import look
from panels.goap_inspector.rows import ITEM_ROLE
from panels.goap_inspector.sections import Row, Section

Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TEXT_SHARE = 0.42


class ReasonPainter(QStyledItemDelegate):
    """One row is 24 px; a goal has a second line for its bar and what it lacks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the row."""
        item = index.data(ITEM_ROLE)
        tall = isinstance(item, Row) and item.bar is not None
        return QSize(0, look.px(40) if tall else look.size("size.row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell; the first column draws the whole row, since details run under the number's column."""
        item = index.data(ITEM_ROLE)
        painter.save()
        if isinstance(item, Section):
            self._section(painter, option, item)
        elif isinstance(item, Row):
            if option.state & QStyle.StateFlag.State_Selected:
                focused = bool(option.state & QStyle.StateFlag.State_Active)
                painter.fillRect(
                    option.rect, look.qcolor("surface.selected" if focused else "surface.selected_inactive")
                )
            if index.column():
                self._number(painter, option.rect, item)
            else:
                self._row(painter, option.rect, item)
        painter.restore()

    def _section(self, painter: QPainter, option: QStyleOptionViewItem, section: Section) -> None:
        painter.fillRect(option.rect, look.qcolor("surface.header"))
        rect = option.rect.adjusted(look.px(24), 0, -look.px(8), 0)
        self._text(painter, rect, section.note, "text.secondary", "caption", align=RIGHT)
        side = look.px(12)
        glyph = "caret-down" if option.state & QStyle.StateFlag.State_Open else "caret-right"
        where = option.rect.left() + look.px(6), option.rect.center().y() - side // 2 + 1
        painter.drawPixmap(*where, look.pixmap(glyph, "icon.secondary", 12))
        self._text(painter, rect, section.title, "text.primary", "body", strong=True)

    def _row(self, painter: QPainter, rect: QRect, row: Row) -> None:
        line = QRect(rect.left(), rect.top(), rect.width(), look.size("size.row"))
        left = line.left() + look.px(24)
        if row.glyph:
            side = look.px(16)
            where = line.left() + look.px(4), line.center().y() - side // 2 + 1
            painter.drawPixmap(*where, look.pixmap(row.glyph, _glyph_colour(row)))
        room = QRect(left, line.top(), line.right() - left, line.height())
        if row.bar is not None:
            self._text(painter, room, row.text, _colour(row), "body", strong=row.tone == "current")
            self._bar(painter, rect, left, row)
            return
        if not row.detail:
            self._text(painter, room, row.text, _colour(row), "body", strong=row.tone == "current" or row.id == "total")
            return
        width = round(room.width() * TEXT_SHARE)
        self._text(
            painter, QRect(left, line.top(), width, line.height()), row.text, _colour(row), strong=row.tone == "current"
        )
        detail = QRect(left + width + look.px(8), line.top(), room.width() - width - look.px(8), line.height())
        self._text(painter, detail, row.detail, "text.secondary")

    def _bar(self, painter: QPainter, rect: QRect, left: int, row: Row) -> None:
        top = rect.top() + look.px(22)
        whole = QRect(left, top + look.px(5), round((rect.right() - left) * 0.34), look.px(4))
        painter.fillRect(whole, look.qcolor("surface.input"))
        filled = QRect(
            whole.left(), whole.top(), round(whole.width() * min(max(row.bar or 0.0, 0.0), 1.0)), whole.height()
        )
        painter.fillRect(
            filled, look.qcolor({"current": "accent.base", "normal": "icon.primary"}.get(row.tone, "icon.disabled"))
        )
        detail = QRect(whole.right() + look.px(9), top, rect.right() - whole.right() - look.px(9), look.px(14))
        self._text(painter, detail, row.detail, "text.secondary", "caption")

    def _number(self, painter: QPainter, rect: QRect, row: Row) -> None:
        line = QRect(rect.left(), rect.top(), rect.width() - look.px(8), look.size("size.row"))
        strong = row.tone == "current" or row.id == "total"
        self._text(painter, line, row.number, _colour(row), strong=strong, align=RIGHT)

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
        painter.setFont(look.font(role, strong=strong))
        painter.setPen(look.qcolor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align, shown)


def _colour(row: Row) -> str:
    return "text.disabled" if row.tone == "off" else "text.primary"


def _glyph_colour(row: Row) -> str:
    return {"current": "accent.base", "normal": "icon.primary"}.get(row.tone, "icon.disabled")
