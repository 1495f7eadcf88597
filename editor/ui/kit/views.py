"""Trees and tables with the rows, selection colours and columns of the house."""

from contextlib import nullcontext

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from editor.ui.kit.labels import restyle
from editor.ui.theme.look import look


class RowDelegate(QStyledItemDelegate):
    """Gives every row the height of the token table."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The usual width, the house's height."""
        hint = super().sizeHint(option, index)
        hint.setHeight(look.size("size.row"))
        return hint


class Tree(QTreeView):
    """A tree whose selection is blue while it has the focus and grey otherwise."""

    # Qt lays out while the instance is still being made.
    _must_come_back = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(RowDelegate(self))
        self.setUniformRowHeights(True)
        self.setHeaderHidden(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setProperty("idle", True)
        look.follow(self, Tree._fit)

    def doItemsLayout(self) -> None:
        """Lay the rows out, but once where Qt would ten times: for each step of dressing, with thousands of rows."""
        if look.is_dressing:
            self._must_come_back |= not self.isVisible()
            self.scheduleDelayedItemsLayout()
            return
        super().doItemsLayout()
        if self._must_come_back:
            # What was current when the panel was put together had no place yet that could be scrolled to.
            self._must_come_back = False
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; a model that can make use of it is told that it is painted now."""
        drawing = getattr(self.model(), "drawing", nullcontext)
        with drawing():
            super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The selection becomes blue."""
        super().focusInEvent(event)
        restyle(self, idle=False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The selection becomes grey, except while a menu or an editor of this view has the focus."""
        super().focusOutEvent(event)
        restyle(self, idle=event.reason() != Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        side = look.size("size.icon")
        self.setIconSize(QSize(side, side))
        self.setIndentation(look.px(12))


class Table(Tree):
    """Rows with columns. `widths` are pixels at 100 % text size; 0 takes the room that is left.

    `drop` names columns from the least needed on: they vanish when the table is narrow, so that the stretched column
    keeps 45 % of the width.
    """

    def __init__(self, widths: tuple[int, ...], *, drop: tuple[int, ...] = (), parent: QWidget | None = None) -> None:
        self._widths, self._drop = widths, drop
        self._empty: frozenset[int] = frozenset()
        super().__init__(parent)
        self.setProperty("table", True)
        self.setRootIsDecorated(False)
        self.setHeaderHidden(False)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(0)
        self.header().setStretchLastSection(False)
        self.header().setHighlightSections(False)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def setModel(self, model: object) -> None:
        """Show a model and give its columns their widths."""
        super().setModel(model)  # type: ignore[arg-type]
        self._fit()

    def hide_empty(self, columns: frozenset[int]) -> None:
        """Hide columns that say nothing now; their room goes to the others."""
        if columns != self._empty:
            self._empty = columns
            self._drop_columns()

    def resizeEvent(self, event: object) -> None:
        """Drop columns when there is no room for them."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._drop_columns()

    def _fit(self) -> None:
        super()._fit()
        self.setIndentation(0)
        header = self.header()
        header.setMinimumSectionSize(look.px(20))
        if header.count() < len(self._widths):
            return
        for column, width in enumerate(self._widths):
            stretched = width == 0
            mode = QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if not stretched:
                header.resizeSection(column, look.px(width))
        self._drop_columns()

    def _drop_columns(self) -> None:
        room = self.viewport().width()
        if self.header().count() < len(self._widths):
            return
        hidden: set[int] = set(self._empty)
        for column in (None, *self._drop):
            if column is not None:
                hidden.add(column)
            taken = sum(look.px(w) for i, w in enumerate(self._widths) if w and i not in hidden)
            if room - taken >= room * 0.45:
                break
        for column, width in enumerate(self._widths):
            if width:
                self.setColumnHidden(column, column in hidden)
