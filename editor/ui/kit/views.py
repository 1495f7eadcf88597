"""Trees and tables with the rows, selection colours and columns of the house."""

from contextlib import nullcontext

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from editor.ui.kit.focus_ring import paint_focus_ring
from editor.ui.kit.labels import restyle
from editor.ui.theme.look import look

STRETCHED_SHARE, MOST, TITLE_ROOM = 0.45, 2.0, 20


class RowDelegate(QStyledItemDelegate):
    """Gives every row the height of the token table."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The usual width, the house's height."""
        hint = super().sizeHint(option, index)
        hint.setHeight(look.size("size.row"))
        return hint

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The tooltip of a cell; one whose text is cut tells the whole of it first."""
        if event.type() == QEvent.Type.ToolTip and index.isValid() and self.is_cut(view, option, index):
            text, tip = str(index.data()), str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            QToolTip.showText(event.globalPos(), tip if text in tip else f"{text}\n{tip}".strip(), view)
            return True
        return super().helpEvent(event, view, option, index)

    def is_cut(
        self, view: QAbstractItemView, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Whether the text of a cell ends in "…" in the room that it has."""
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        room = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, whole, view).width()
        # Qt leaves a margin at both ends of the text's room.
        margin = view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, whole, view) + 1
        return whole.fontMetrics.horizontalAdvance(whole.text) > room - 2 * margin


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
        # By its name: a table has more to fit.
        look.follow(self, lambda view: view._fit())

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
        self._show_keyboard()

    def _show_keyboard(self) -> None:
        """The ring round the row that the keyboard is at, where no selection tells it."""
        current = self.currentIndex()
        if (
            self.hasFocus()
            and current.isValid()
            and not self.selectionModel().isRowSelected(current.row(), current.parent())
        ):
            row = self.visualRect(current)
            row.setLeft(0)
            row.setWidth(self.viewport().width())
            painter = QPainter(self.viewport())
            paint_focus_ring(painter, row)
            painter.end()

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

    A column is wider where its title or, up to MOST times, its cells need it and the stretched ones can spare it, and
    narrower where those are cut and it has more than it needs; one that was drawn by hand stays so. `drop` names
    columns from the least needed on: they vanish when the table is narrow, so that the stretched column keeps 45 % of
    the width.
    """

    # Qt lays out while the instance is still being made.
    _soon: QTimer | None = None

    def __init__(self, widths: tuple[int, ...], *, drop: tuple[int, ...] = (), parent: QWidget | None = None) -> None:
        self._widths, self._drop = widths, drop
        self._empty: frozenset[int] = frozenset()
        self._is_fitting = False
        self._by_hand: set[int] = set()
        super().__init__(parent)
        self.setProperty("table", True)
        self.setRootIsDecorated(False)
        self.setHeaderHidden(False)
        self.setIndentation(0)
        self.header().setStretchLastSection(False)
        self.header().setHighlightSections(False)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.header().setTextElideMode(Qt.TextElideMode.ElideRight)
        # Cells that nobody sees need no room.
        self.header().setResizeContentsPrecision(0)
        self.header().sectionResized.connect(self._resized)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._share_room)

    def setModel(self, model: object) -> None:
        """Show a model and give its columns their widths."""
        super().setModel(model)  # type: ignore[arg-type]
        # Not with each new value: the numbers of a running game keep their columns.
        for signal in (self.model().modelReset, self.model().rowsInserted):
            signal.connect(self._begin_to_share)
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
        self._by_hand.clear()
        self._is_fitting = True
        for column, width in enumerate(self._widths):
            stretched = width == 0
            mode = QHeaderView.ResizeMode.Stretch if stretched else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if not stretched:
                header.resizeSection(column, self._least(column))
        self._is_fitting = False
        self._drop_columns()

    def _least(self, column: int) -> int:
        """The width of a column that has one [pixels]: as its table wants it, but its title is whole."""
        return max(look.px(self._widths[column]), self._title_width(column))

    def _narrowest(self, column: int) -> int:
        """The width of a column in which its title and all its cells are whole [pixels]."""
        return max(self.sizeHintForColumn(column), self._title_width(column))

    def _title_width(self, column: int) -> int:
        title = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        # Qt measures it in the usual letters, though the style sheet has it written in those of a caption.
        return look.text_width(title) + look.px(TITLE_ROOM)

    def _begin_to_share(self, *_: object) -> None:
        if self._soon is not None:
            self._soon.start()

    def _share_room(self) -> None:
        """Give columns whose cells are cut what the stretched ones can spare."""
        header = self.header()
        if header.count() < len(self._widths) or not self.isVisible():
            return
        shown = [column for column in range(len(self._widths)) if not self.isColumnHidden(column)]
        fixed = [column for column in shown if self._widths[column]]
        stretched = [column for column in shown if not self._widths[column]]
        least = {each: header.sectionSize(each) if each in self._by_hand else self._least(each) for each in fixed}
        needed = sum(self.sizeHintForColumn(column) for column in stretched)
        room = self.viewport().width()
        if needed > room - sum(least.values()):
            # What a column does not need is worth more to a message that is cut.
            least |= {each: min(least[each], self._narrowest(each)) for each in fixed if each not in self._by_hand}
        spare = room - sum(least.values()) - max(min(needed, room), round(room * STRETCHED_SHARE))
        self._is_fitting = True
        for column in fixed:
            if column not in self._by_hand:
                wanted = min(self.sizeHintForColumn(column) - least[column], round(least[column] * (MOST - 1)))
                more = min(max(wanted, 0), max(spare, 0))
                spare -= more
                if header.sectionSize(column) != least[column] + more:
                    header.resizeSection(column, least[column] + more)
        self._is_fitting = False

    def _resized(self, column: int, before: int, now: int) -> None:
        # Hiding and showing a column is told as its width, too.
        if before and now and not self._is_fitting and column < len(self._widths) and self._widths[column]:
            self._by_hand.add(column)

    def _drop_columns(self) -> None:
        room = self.viewport().width()
        if self.header().count() < len(self._widths):
            return
        self._begin_to_share()
        hidden: set[int] = set(self._empty)
        for column in (None, *self._drop):
            if column is not None:
                hidden.add(column)
            taken = sum(self._least(i) for i, w in enumerate(self._widths) if w and i not in hidden)
            if room - taken >= room * STRETCHED_SHARE:
                break
        for column, width in enumerate(self._widths):
            if width:
                self.setColumnHidden(column, column in hidden)
