"""The ranked bars: a row for each number, what a fifth less and a fifth more of it change drawn round the middle."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from editor.ui.api import RowDelegate, Table, look, tr
from panels.balance.matters import Matter, Side

NUMBER, LESS, BARS, MORE = range(4)
WIDTHS = (0, 84, 112, 84)
SCALES = (0.1, 0.25, 0.5, 1.0)
INSET, THICK, GAP = 4, 6, 2


class BarsDelegate(RowDelegate):
    """Draws both changes of a number, the one of less above: to the left fewer wins, to the right more."""

    def __init__(self, table: "MatterTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row as usual; in the middle column the bars."""
        super().paint(painter, option, index)
        if index.column() != BARS or not index.row() < len(self._table.rows):
            return
        row, box = self._table.rows[index.row()], QRectF(option.rect)  # type: ignore[attr-defined]
        box.adjust(look.px(INSET), 0, -look.px(INSET), 0)
        middle = box.center()
        painter.setPen(QPen(look.qcolor("plot.axis"), 1))
        painter.drawLine(round(middle.x()), round(box.top()) + 2, round(middle.x()), round(box.bottom()) - 2)
        thick, gap = look.px(THICK), look.px(GAP)
        tops = (middle.y() - thick - gap / 2, middle.y() + gap / 2)
        for place, (side, top) in enumerate(zip((row.less, row.more), tops, strict=True)):
            if side is not None:
                colour = look.colour("icon.disabled") if self._table.is_stale else look.series(place)
                _bar(painter, side, QRectF(box.left(), top, box.width(), thick), QColor(colour), self._table.scale)


class MatterTable(Table):
    """`picked` carries the path of a number that was clicked or entered."""

    picked = Signal(str)

    def __init__(self) -> None:
        self._cells = QStandardItemModel(0, len(WIDTHS))
        self.rows: tuple[Matter, ...] = ()
        self.is_stale = False
        self.scale = 1.0
        """Which change of the win rate reaches the end of the column."""
        super().__init__(WIDTHS, drop=(MORE, LESS))
        self.setModel(self._cells)
        self.setItemDelegate(BarsDelegate(self))
        self.setAccessibleName(tr("Numbers by how much they matter"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(self._pick)

    def show_rows(self, rows: tuple[Matter, ...], *, is_stale: bool) -> None:
        """Show other rows, grey where they are from before an edit; the one that is current stays so."""
        current = self.rows[self.currentIndex().row()].path if self.currentIndex().isValid() else ""
        self.rows, self.is_stale = rows, is_stale
        sides = [side for each in rows for side in (each.less, each.more) if side is not None]
        most = max((abs(end) for side in sides for end in side.interval), default=0.0)
        self.scale = next((each for each in SCALES if each >= most), SCALES[-1])
        titles = [tr("Number"), tr("A fifth less"), tr("Win rate ±{most} %", most=f"{self.scale * 100:.0f}")]
        self._cells.setRowCount(0)
        self._cells.setHorizontalHeaderLabels([*titles, tr("A fifth more")])
        for each in rows:
            texts = [f"{each.label}  {each.value}", _words(each.less), "", _words(each.more)]
            items = [QStandardItem(text) for text in texts]
            for column, side in ((LESS, each.less), (MORE, each.more)):
                items[column].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if is_stale or side is None or not side.is_sure:
                    items[column].setForeground(look.qcolor("text.disabled"))
            for item in items:
                item.setToolTip(each.sentence)
                item.setData(each.sentence, Qt.ItemDataRole.AccessibleTextRole)
            self._cells.appendRow(items)
        place = next((place for place, each in enumerate(rows) if each.path == current), -1)
        if place >= 0:
            self.setCurrentIndex(self._cells.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what a click does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        if index.row() < len(self.rows):
            self.picked.emit(self.rows[index.row()].path)


def _bar(painter: QPainter, side: Side, box: QRectF, colour: QColor, scale: float) -> None:
    """A bar from the middle, with the line of its interval; what may be chance is an outline only."""
    half = box.width() / 2 / scale
    middle, end = box.center().x(), box.center().x() + side.change * half
    bar = QRectF(min(middle, end), box.top(), max(abs(end - middle), 1.0), box.height())
    if side.is_sure:
        painter.fillRect(bar, colour)
    else:
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
    painter.setPen(QPen(look.qcolor("text.secondary"), 1))
    low, high = (middle + each * half for each in side.interval)
    painter.drawLine(round(low), round(box.center().y()), round(high), round(box.center().y()))


def _words(side: Side | None) -> str:
    return side.words if side is not None else tr("n/a")
