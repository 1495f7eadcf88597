"""Two flights of one path side by side: p50, p99 and the greatest of each quantity, and what B loses or gains."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView

from editor.ui.api import Table, look, tr
from panels.streaming_diagnostics.figures import NA, count, milliseconds, share, size
from panels.streaming_diagnostics.replay import Figure

_WIDTHS = (0, 66, 66, 70, 66, 66, 70, 138)
_NARROW, _NARROWER = frozenset({1, 4}), frozenset({1, 3, 4, 6})
WIDE_FROM, MIDDLE_FROM = 690, 560
WORDS = {
    "worse": ("trend-up", "severity.warning", "worse"),
    "better": ("trend-down", "severity.ok", "better"),
    "same": ("equals", "icon.secondary", "no difference"),
    "unknown": ("minus", "icon.disabled", NA),
}


def value_text(figure: Figure, value: float | None) -> str:
    """A number of a figure in its unit; one that only has an open upper end is told as more than the last edge."""
    if value == float("inf"):
        return "> 50 ms"
    match figure.unit:
        case "ms":
            return milliseconds(value)
        case "B":
            return size(value)
        case "share":
            return share(value)
        case _:
            return count(value)


def verdict(a: Figure, b: Figure) -> tuple[str, str]:
    """Whether B is worse or better than A, by p99 where there is one, and the difference in percent.

    What two flights with the same settings may differ by is none.
    """
    one, other = (figure.most if figure.is_one else figure.p99 for figure in (a, b))
    if one is None or other is None:
        return "unknown", ""
    if one == other:
        return "same", ""
    if one == 0 or float("inf") in (one, other):
        change = ""
    else:
        change = f"{'+' if other > one else '−'}{abs(other - one) / one * 100:,.0f} %"
    if one and other and abs(other - one) / min(one, other) <= a.noise:
        return "same", ""
    is_worse = (other > one) == a.more_is_worse
    return ("worse" if is_worse else "better"), change


class FigureTable(Table):
    """One row a quantity; what is worse stands out by glyph, word and weight."""

    def __init__(self) -> None:
        self._cells = QStandardItemModel(0, len(_WIDTHS))
        super().__init__(_WIDTHS)
        self.setModel(self._cells)
        self.setAccessibleName(tr("Two flights of one path"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def resizeEvent(self, event: object) -> None:
        """Where there is little room both flights keep the same columns: p99 and the greatest, then p99 alone."""
        super().resizeEvent(event)
        width = self.viewport().width()
        is_wide, is_middle = width >= look.px(WIDE_FROM), width >= look.px(MIDDLE_FROM)
        self.hide_empty(frozenset() if is_wide else _NARROW if is_middle else _NARROWER)

    def show_rows(self, rows: Sequence[tuple[Figure, Figure]]) -> None:
        """Fill the table."""
        self._cells.setRowCount(0)
        titles = [tr("Quantity"), "A p50", "A p99", tr("A max"), "B p50", "B p99", tr("B max"), tr("B is")]
        self._cells.setHorizontalHeaderLabels(titles)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place in range(1, 7):
            self._cells.horizontalHeaderItem(place).setTextAlignment(right)
        for a, b in rows:
            kind, change = verdict(a, b)
            glyph, colour, word = WORDS[kind]
            texts = [text for figure in (a, b) for text in _cells(figure)]
            told = QStandardItem(look.row_icon(glyph, colour), f"{tr(word)} {change}".strip())
            items = [QStandardItem(tr(a.name)), *map(QStandardItem, texts), told]
            for place, item in enumerate(items):
                item.setFont(look.font(strong=kind == "worse" and place in (0, 7)))
                if 1 <= place <= 6:
                    item.setTextAlignment(right)
                if item.text() == NA:
                    item.setForeground(look.qcolor("text.disabled"))
            self._cells.appendRow(items)


def _cells(figure: Figure) -> list[str]:
    """p50, p99 and the greatest; a number of the whole path stands where it is always seen, in the middle."""
    if figure.is_one:
        return ["", value_text(figure, figure.most), ""]
    return [value_text(figure, value) for value in (figure.p50, figure.p99, figure.most)]
