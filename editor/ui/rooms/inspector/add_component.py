"""The list of components to add: type to narrow it, Enter adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.ui.rooms.known_glyph import known_glyph
from editor.ui.theme.look import look
from editor.ui.tr import tr

_WIDTH, _ROWS = 280, 12


class ComponentList(QFrame):
    """A popup with a search field over the components that can be added."""

    def __init__(self, kinds: Sequence[Any], add: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add = add
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a component"))
        self.search.setAccessibleName(tr("Find a component"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Components"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet(f"QListView {{ background:{look.colour('surface.popup')}; }}")
        for kind in kinds:
            item = QListWidgetItem(look.icon(known_glyph(kind.icon or "cube")), kind.component_title())
            item.setData(Qt.ItemDataRole.UserRole, kind.component_id)
            item.setToolTip(kind.summary())
            item.setSizeHint(QSize(look.px(_WIDTH - 24), look.size("size.row")))
            self.list.addItem(item)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[look.px(6)] * 4)
        box.setSpacing(look.px(6))
        box.addWidget(self.search)
        box.addWidget(self.list)
        self.setFixedWidth(look.px(_WIDTH))
        self.list.setFixedHeight(look.px(24) * min(_ROWS, max(1, len(kinds))) + look.px(4))
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

    def _visible(self) -> list[int]:
        return [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]

    def _narrow(self, text: str) -> None:
        word = text.strip().lower()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(word not in item.text().lower() and word not in item.toolTip().lower())
        shown = self._visible()
        self.list.setCurrentRow(shown[0] if shown else -1)

    def _move(self, step: int) -> None:
        shown = self._visible()
        if shown:
            at = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[(at + step) % len(shown)])

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            id = item.data(Qt.ItemDataRole.UserRole)
            self.close()
            self._add(id)
