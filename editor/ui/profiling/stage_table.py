"""The table of stages: swatch, percentiles and share; the whole in bold, red where it is over its budget."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QStyleOptionViewItem

from editor.tr import tr
from editor.ui.kit.views import RowDelegate, Table
from editor.ui.profiling.times import cell
from editor.ui.theme.look import look
from engine.telemetry.summary import StageSummary

_WIDTHS = (0, 58, 66, 76, 92, 92, 54)
"""The longest times are the widest: where one is over the budget, a glyph stands before its five digits."""
_DROP = (1, 5)
_BESIDE = 408
LEAST_ROW = 15
_ANY = 16_777_215


class _Rows(RowDelegate):
    """Rows that move together where the panel is low: the whole stands last and should be in sight."""

    height = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The usual width; the height that fits."""
        hint = super().sizeHint(option, index)
        if self.height:
            hint.setHeight(min(self.height, hint.height()))
        return hint


class StageTable(Table):
    """Stages top first, as they are stacked in the bars.

    `series` gives the colour that a stage's bars have, by the stage's id; None is the whole. `title` is that of the
    first column. `is_full` shows the least and the most as well. `widths` are those of Table.
    """

    def __init__(
        self,
        series: Callable[[str], int | None],
        name: str,
        *,
        title: str = "",
        is_full: bool = False,
        widths: tuple[int, ...] = _WIDTHS,
    ) -> None:
        self._cells = QStandardItemModel(0, len(widths))
        self._series = series
        self._title = title or tr("Stage")
        self._shown: list[str] = []
        super().__init__(widths, drop=_DROP)
        # In a circle that Python collects, the model might otherwise die after its items.
        self._cells.setParent(self)
        self.setModel(self._cells)
        self._delegate = _Rows(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if not is_full:
            self.hide_empty(frozenset(_DROP))

    def fit(self, *, beside: bool, rows: int, room: int = _ANY) -> None:
        """Take a fixed width beside the chart, or below it the height of so many rows, but of at most `room`."""
        if beside:
            self.setFixedWidth(look.px(_BESIDE))
            self.setMinimumHeight(0)
            self.setMaximumHeight(_ANY)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY)
            self.setFixedHeight(max(look.size("size.row") * 2, min(room, look.size("size.row") * (rows + 1))))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def close_up(self, height: int, rows: int) -> None:
        """Let the rows move together so that all of them fit into a height [px], as far as they stay legible."""
        room = (height - self.header().sizeHint().height()) // rows
        wanted = max(look.px(LEAST_ROW), min(look.size("size.row"), room))
        if wanted != self._delegate.height:
            self._delegate.height = wanted
            self.scheduleDelayedItemsLayout()

    def show_rows(self, rows: Sequence[StageSummary], scale: float, unit: str, budget_ns: float) -> None:
        """Fill the table; times are ns * `scale`, which is `unit`."""
        titles = [
            tr("{title}, {unit}", title=self._title, unit=unit),
            tr("min"),
            "p50",
            "p95",
            "p99",
            tr("max"),
            tr("Share"),
        ]
        for column, title in enumerate(titles):
            header = self._cells.horizontalHeaderItem(column) or QStandardItem()
            header.setText(title)
            header.setTextAlignment(_side(column))
            header.setToolTip(tr("Share of the stages' medians") if column == len(titles) - 1 else "")
            self._cells.setHorizontalHeaderItem(column, header)
        if self._shown != [row.id for row in rows]:
            self._shown = [row.id for row in rows]
            self._cells.setRowCount(0)
            for row in rows:
                self._cells.appendRow([self._first(row), *[QStandardItem() for _ in titles[1:]]])
        for place, row in enumerate(rows):
            self._fill(place, row, scale, budget_ns)

    def redress(self) -> None:
        """Take the colours of another theme."""
        for place, id in enumerate(self._shown):
            self._cells.item(place, 0).setIcon(self._mark(id))

    def _first(self, row: StageSummary) -> QStandardItem:
        item = QStandardItem(tr(row.title))
        item.setIcon(self._mark(row.id))
        return item

    def _mark(self, id: str) -> QIcon:
        series = self._series(id)
        return look.icon("equals", "icon.secondary") if series is None else swatch(series)

    def _fill(self, place: int, row: StageSummary, scale: float, budget_ns: float) -> None:
        is_total = self._series(row.id) is None
        times = (row.least, row.p50, row.p95, row.p99, row.most)
        texts = [cell(time, scale) for time in times]
        texts.append(tr("n/a") if row.share is None else f"{row.share * 100:.0f} %")
        for column, (text, time) in enumerate(zip(texts, (*times, None), strict=True), start=1):
            item = self._cells.item(place, column)
            is_over = is_total and time is not None and time > budget_ns
            if item.text() == text and item.data() == (is_over, look.theme, look.scale):
                continue
            item.setText(text)
            item.setData((is_over, look.theme, look.scale))
            item.setTextAlignment(_side(column))
            item.setFont(look.font(strong=is_total))
            missing = text == tr("n/a")
            item.setForeground(
                look.qcolor("severity.error" if is_over else "text.disabled" if missing else "text.primary")
            )
            item.setIcon(look.icon("caret-double-up", "severity.error") if is_over else QIcon())
            item.setToolTip(tr("Over the budget of {ms:.1f} ms", ms=budget_ns / 1e6) if is_over else "")
        self._cells.item(place, 0).setFont(look.font(strong=is_total))


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def swatch(stage: int) -> QIcon:
    """The colour of a stage as its bars have it."""
    picture = QPixmap(look.px(16), look.px(16))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.fillRect(QRect(look.px(3), look.px(3), look.px(10), look.px(10)), QColor(look.series(stage)))
    painter.end()
    return QIcon(picture)
