"""Draws the lines of the command palette."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from editor.ui.palette.result import Result
from editor.ui.theme.look import look

Index = QModelIndex | QPersistentModelIndex
RESULT = Qt.ItemDataRole.UserRole


class ResultModel(QAbstractListModel):
    """The lines as a Qt model."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Result] = []

    def show(self, lines: list[Result]) -> None:
        """Take other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line, its title, or for screen readers its title with keys or reason."""
        line = self.lines[index.row()]
        if role == RESULT:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.title}. {line.why_not or line.keys}"
        return None


class ResultDelegate(QStyledItemDelegate):
    """A glyph, the title with the typed letters lifted out, the category, the keys; below, why it is off."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """32 px high, 44 with a reason."""
        line: Result = index.data(RESULT)
        return QSize(0, look.px(44 if line.why_not else 32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line: Result = index.data(RESULT)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.qcolor("surface.selected"))
            painter.drawRoundedRect(rect, look.px(4), look.px(4))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.qcolor("surface.hover"))
            painter.drawRoundedRect(rect, look.px(4), look.px(4))
        self._line(painter, rect, line, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, line: Result, selected: bool) -> None:
        side, pad = look.px(16), look.px(8)
        off = bool(line.why_not)
        top = QRect(rect.left(), rect.top(), rect.width(), look.px(24)) if off else rect
        glyph = look.pixmap(line.glyph, "icon.disabled" if off else "icon.primary")
        painter.drawPixmap(rect.left() + pad, rect.center().y() - side // 2, glyph)
        left = rect.left() + 2 * pad + side
        right = self._keys(painter, rect, line.keys)
        category = QRect(right - look.px(110), rect.top(), look.px(90), rect.height())
        painter.setFont(look.font("caption"))
        painter.setPen(look.qcolor("text.on_selected" if selected else "text.secondary"))
        painter.drawText(category, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.category)
        room = category.left() - left
        if off:
            self._reason(painter, QRect(left, rect.top() + look.px(22), room, look.px(18)), line.why_not, selected)
        colour = "text.on_selected" if selected else ("text.disabled" if off else "text.primary")
        self._title(painter, QRect(left, top.top(), room, top.height()), line, colour, lifted=not off)

    def _title(self, painter: QPainter, rect: QRect, line: Result, colour: str, *, lifted: bool) -> None:
        plain, strong = look.font(), look.font(strong=True)
        title = QFontMetrics(strong).elidedText(line.title, Qt.TextElideMode.ElideRight, rect.width())
        x = rect.left()
        places = set(line.places) if lifted else set()
        start = 0
        while start < len(title):
            marked = start in places
            end = start
            while end < len(title) and (end in places) == marked:
                end += 1
            part = title[start:end]
            font: QFont = strong if marked else plain
            painter.setFont(font)
            painter.setPen(look.qcolor("text.link" if marked and colour != "text.on_selected" else colour))
            width = QFontMetrics(font).horizontalAdvance(part)
            box = QRect(x, rect.top(), width + look.px(2), rect.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, part)
            x += width
            start = end

    def _reason(self, painter: QPainter, rect: QRect, why_not: str, selected: bool) -> None:
        side = look.px(12)
        painter.drawPixmap(rect.left(), rect.center().y() - side // 2, look.pixmap("prohibit", "icon.secondary", 12))
        painter.setFont(look.font("caption"))
        painter.setPen(look.qcolor("text.on_selected" if selected else "text.secondary"))
        text = rect.adjusted(side + look.px(4), 0, 0, 0)
        shown = painter.fontMetrics().elidedText(why_not, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _keys(self, painter: QPainter, rect: QRect, keys: str) -> int:
        """Draw the keys at the right end as caps; gives where the room left of them ends."""
        right = rect.right() - look.px(8)
        end = right - look.px(120)
        if not keys:
            return end
        painter.setFont(look.font("caption"))
        height = look.px(18)
        text = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        for key in reversed(text.replace("++", "+Plus").split("+")):
            width = max(height, painter.fontMetrics().horizontalAdvance(key) + look.px(10))
            cap = QRect(right - width, rect.center().y() - height // 2, width, height)
            painter.setPen(look.qcolor("line.divider"))
            painter.setBrush(look.qcolor("surface.chip"))
            painter.drawRoundedRect(cap, look.px(3), look.px(3))
            painter.setPen(look.qcolor("text.secondary"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right = cap.left() - look.px(2)
        return min(end, right)
