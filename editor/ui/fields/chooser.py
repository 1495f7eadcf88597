"""A popup with a search field over things to choose from: type to narrow it, Enter takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.tr import tr
from editor.ui.kit.labels import label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.theme.look import look

_ROWS = 12
_DOC = Qt.ItemDataRole.UserRole + 1
_GLYPH = Qt.ItemDataRole.UserRole + 2
_ASIDE = Qt.ItemDataRole.UserRole + 3


@dataclass(frozen=True)
class Choice:
    """One thing to choose: what is given back, what is read, a sentence below it, and a word at its right end."""

    id: str
    title: str
    glyph: str
    doc: str = ""
    tip: str = ""
    aside: str = ""


class Chooser(QFrame):
    """The popup; `take` is given the id of what was chosen. With `tells`, the sentence stands below each title."""

    def __init__(
        self,
        choices: Sequence[Choice],
        take: Callable[[str], None],
        parent: QWidget,
        *,
        hint: str,
        name: str,
        width: int = 280,
        tells: bool = False,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take_id = take
        self.search = LineEdit()
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setStyleSheet(f"QListView {{ background:{look.colour('surface.popup')}; }}")
        if tells:
            self.list.setItemDelegate(_Teller(self.list))
        height = look.px(40) if tells else look.size("size.row")
        for choice in choices:
            self._add(choice, QSize(look.px(width - 24), height))
        self.nothing = label(tr("Nothing is called so."), "secondary")
        box = QVBoxLayout(self)
        box.setContentsMargins(*[look.px(6)] * 4)
        box.setSpacing(look.px(6))
        box.addWidget(self.search)
        box.addWidget(self.list)
        box.addWidget(self.nothing)
        self.setFixedWidth(look.px(width))
        shown = min(_ROWS if not tells else 8, max(1, len(choices)))
        self.list.setFixedHeight(height * shown + look.px(4))
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.search.returnPressed.connect(lambda: self._take(self.list.currentItem()))
        self.list.itemClicked.connect(self._take)
        self._narrow("")

    def open_at(self, corner: QPoint) -> None:
        """Show the popup with its lower or upper left corner at a point of the screen, where there is room."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner = QPoint(corner.x(), max(screen.top(), corner.y() - self.height() - look.px(28)))
        self.move(min(corner.x(), screen.right() - self.width()), corner.y())
        self.show()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the list while the search field keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _add(self, choice: Choice, size: QSize) -> None:
        item = QListWidgetItem(look.icon(choice.glyph), choice.title)
        item.setData(Qt.ItemDataRole.UserRole, choice.id)
        item.setData(_DOC, choice.doc)
        item.setData(_GLYPH, choice.glyph)
        item.setData(_ASIDE, choice.aside)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, ". ".join(filter(None, (choice.title, choice.aside, choice.doc)))
        )
        item.setToolTip(choice.tip or choice.doc)
        item.setSizeHint(size)
        self.list.addItem(item)

    def _visible(self) -> list[int]:
        return [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]

    def _narrow(self, text: str) -> None:
        word = text.strip().lower()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(word not in item.text().lower() and word not in item.toolTip().lower())
        shown = self._visible()
        self.list.setCurrentRow(shown[0] if shown else -1)
        self.nothing.setVisible(not shown)

    def _move(self, step: int) -> None:
        shown = self._visible()
        if shown:
            at = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[(at + step) % len(shown)])

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            id = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self._take_id(id)


class _Teller(QStyledItemDelegate):
    """Glyph and title, a word at the right end, and the sentence below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        """Draw one choice."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.qcolor("surface.selected" if is_chosen else "surface.hover"))
            painter.drawRoundedRect(rect, look.px(4), look.px(4))
        pad, side = look.px(6), look.px(16)
        painter.drawPixmap(rect.left() + pad, rect.top() + look.px(5), look.pixmap(index.data(_GLYPH)))  # type: ignore[attr-defined]
        left = rect.left() + 2 * pad + side
        right = rect.right() - pad
        top = QRect(left, rect.top() + look.px(2), right - left, look.px(20))
        painter.setFont(look.font("caption"))
        quiet = look.qcolor("text.on_selected" if is_chosen else "text.secondary")
        painter.setPen(quiet)
        aside = str(index.data(_ASIDE) or "")  # type: ignore[attr-defined]
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        room = top.width() - (QFontMetrics(painter.font()).horizontalAdvance(aside) + pad if aside else 0)
        below = QRect(left, rect.top() + look.px(20), right - left, look.px(16))
        _cut(painter, below, str(index.data(_DOC) or ""))  # type: ignore[attr-defined]
        painter.setFont(look.font())
        painter.setPen(look.qcolor("text.on_selected" if is_chosen else "text.primary"))
        _cut(painter, QRect(left, top.top(), room, top.height()), str(index.data()))  # type: ignore[attr-defined]
        painter.restore()


def _cut(painter: QPainter, place: QRect, text: str) -> None:
    """A line of text that ends in "…" where it does not fit."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
