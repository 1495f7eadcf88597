"""The compare page: two captures, the differences by stage with a verdict, and their distributions overlaid."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QComboBox, QStackedLayout, QWidget

from editor.core.profiling.comparing import Comparing
from editor.tr import tr
from editor.ui.kit.box import column, row
from editor.ui.kit.buttons import tool_button
from editor.ui.kit.chart import Chart
from editor.ui.kit.empty import EmptyState
from editor.ui.kit.labels import ElidedLabel, label
from editor.ui.kit.views import Table
from editor.ui.profiling.flame_diff import FlameDiff, FlamePart
from editor.ui.profiling.stage_table import swatch
from editor.ui.profiling.times import cell, scale_of
from editor.ui.theme.look import look
from engine.telemetry.compare import Difference, cumulative
from engine.telemetry.words import sentence

_WIDTHS = (0, 62, 62, 66, 66, 118)
_DROP = (1, 2, 4)
BESIDE_FROM, TABLE_SHARE = 700, 5
SHOWN_TO = 0.98
FLAME_FROM = 280
WORDS = {
    "slower": ("trend-up", "severity.warning", "slower"),
    "faster": ("trend-down", "severity.ok", "faster"),
    "same": ("equals", "icon.secondary", "no difference"),
    "unknown": ("minus", "icon.disabled", "n/a"),
}


@dataclass(frozen=True)
class Compared:
    """What kind of captures are compared, and how that is told.

    `title` is that of the first column, `things` what a capture holds many of, `series` a stage's colour (None for the
    whole), `times` the times (n,) [ns] of a stage in a capture, `order` brings what was found into the order of the
    other tables, and `note` says what else came of it. With `has_flame` the stages of an item follow one another, so
    that both captures are shown as flames too.
    """

    title: str
    things: str
    series: Callable[[str], int | None]
    times: Callable[[Any, str], NDArray[np.int64]]
    order: Callable[[tuple[Difference, ...]], list[Difference]]
    note: Callable[[Any], str] = lambda _found: ""
    has_flame: bool = False


class DifferenceTable(Table):
    """Stages in the order of the other tables; the chosen one's distributions are shown."""

    def __init__(self, comparing: Comparing[Any, Any], kind: Compared) -> None:
        self._cells = QStandardItemModel(0, len(_WIDTHS))
        self._comparing, self._kind = comparing, kind
        self._ids: list[str] = []
        super().__init__(_WIDTHS, drop=_DROP)
        # In a circle that Python collects, the model might otherwise die after its items.
        self._cells.setParent(self)
        self.setModel(self._cells)
        self.setAccessibleName(tr("Differences by stage"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(lambda now: self._choose(now.row()))

    def show_found(self, stages: Mapping[str, Difference]) -> None:
        """Fill the table."""
        self.selectionModel().blockSignals(True)
        self._cells.setRowCount(0)
        typical = stages["total"].median
        scale, unit = scale_of(typical.a if typical is not None else 0.0)
        first = tr("{title}, {unit}", title=self._kind.title, unit=unit)
        self._cells.setHorizontalHeaderLabels([first, "A p50", "B p50", "Δ p50", "Δ p99", tr("B is")])
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place in range(1, 5):
            self._cells.horizontalHeaderItem(place).setTextAlignment(right)
        self._ids = list(stages)
        for stage, found in stages.items():
            series = self._kind.series(stage)
            is_total = series is None
            first = QStandardItem(tr(found.title))
            first.setIcon(look.icon("equals", "icon.secondary") if series is None else swatch(series))
            median, p99 = found.median, found.p99
            texts = [tr("n/a")] * 4
            if median is not None and p99 is not None:
                texts = [cell(median.a, scale), cell(median.b, scale)]
                texts += [_signed(quantile.difference, scale) for quantile in (median, p99)]
            glyph, colour, word = WORDS[found.verdict]
            verdict = QStandardItem(look.row_icon(glyph, colour), tr(word))
            items = [first, *map(QStandardItem, texts), verdict]
            for place, item in enumerate(items):
                item.setFont(look.font(strong=is_total))
                item.setToolTip(sentence(found, things=self._kind.things))
                if 1 <= place <= 4:
                    item.setTextAlignment(right)
                if item.text() == tr("n/a"):
                    item.setForeground(look.qcolor("text.disabled"))
            self._cells.appendRow(items)
        self.selectionModel().blockSignals(False)
        self.setCurrentIndex(self._cells.index(self._ids.index(self._comparing.stage), 0))

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self._comparing.choose_stage(self._ids[place])


class ComparePage(QWidget):
    """A and B above, what can be said in a sentence, then the table and the distributions."""

    def __init__(self, comparing: Comparing[Any, Any], kind: Compared) -> None:
        super().__init__()
        self._comparing, self._kind = comparing, kind
        self.first, self.second = self._chooser("A"), self._chooser("B")
        self.swap = tool_button("arrows-left-right", tr("Make A of B and B of A"), size=22, glyph_size=14)
        self.swap.clicked.connect(comparing.swap)
        keys = [label("", "caption"), label("", "caption")]
        for place, key in enumerate(keys):
            look.follow(key, lambda mark, place=place: mark.setPixmap(_line(place)))
        head = row(keys[0], label("A", "strong"), (self.first, 1), self.swap, keys[1], label("B", "strong"),
                   (self.second, 1), margins=(8, 2, 8, 2))  # fmt: skip
        self.table = DifferenceTable(comparing, kind)
        self.chart = Chart("", name=tr("Distributions of A and B"))
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists.setSpacing(0)
        self._lists.setContentsMargins(0, 0, 0, 0)
        self.caption = ElidedLabel(role="caption")
        plot = column(row((self.caption, 1), margins=(8, 2, 8, 0)), (self.chart, 1))
        self._lists.addWidget(self.table, TABLE_SHARE)
        self._lists.addWidget(plot, 4)
        lists = QWidget()
        lists.setLayout(self._lists)
        self.verdict = label("", "strong", wrap=True)
        self.bits = label("", "secondary", wrap=True)
        told = column(self.verdict, self.bits, margins=(8, 4, 8, 4), gap=2)
        self.missing = EmptyState("arrows-left-right", tr("Nothing to compare yet"), "")
        self.flame = FlameDiff()
        found = column(told, self.flame, (lists, 1))
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(found)
        self._pages.addWidget(self.missing)
        self._head = head
        outer = column(head, (pages, 1))
        box = QStackedLayout(self)
        box.addWidget(outer)

    def refresh(self) -> None:
        """Show the pair and what came of it."""
        comparing, entries = self._comparing, self._comparing.captures.entries
        self._head.setVisible(len(entries) >= 2)
        for chooser, chosen in ((self.first, comparing.first), (self.second, comparing.second)):
            chooser.blockSignals(True)
            chooser.clear()
            for entry in entries:
                chooser.addItem(entry.name, entry)
            chooser.setCurrentIndex(entries.index(chosen) if chosen in entries else -1)
            chooser.blockSignals(False)
        found, missing = comparing.found, comparing.missing
        self._pages.setCurrentIndex(0 if found is not None else 1)
        if found is None:
            title = tr("Comparing…") if comparing.is_working else tr("Nothing to compare yet")
            why = tr("The distributions of both are resampled.") if comparing.is_working else tr(missing)
            self.missing.say(title, why)
            return
        stages = {stage.stage: stage for stage in self._kind.order(found.stages)}
        if comparing.stage not in stages:
            comparing.stage = "total"
        self.table.show_found(stages)
        self.verdict.setText(sentence(stages[comparing.stage], things=self._kind.things))
        self.bits.setText(self._kind.note(found))
        self.bits.setVisible(bool(self.bits.text()))
        self._draw(stages[comparing.stage])
        if self._kind.has_flame:
            self.flame.show_parts(self._flame_parts(found.stages))
        self._fit_flame()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The distributions stand beside the table where there is room, else below it."""
        super().resizeEvent(event)
        is_wide = event.size().width() >= look.px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._lists.setDirection(direction)
        has_room = is_wide or event.size().height() >= look.px(340)
        self._lists.itemAt(1).widget().setVisible(has_room)
        self._fit_flame()

    def _fit_flame(self) -> None:
        self.flame.setVisible(self._kind.has_flame and self.height() >= look.px(FLAME_FROM))

    def _flame_parts(self, stages: Sequence[Difference]) -> list[FlamePart]:
        """The parts of an item, in their order, each with its mean over all items of its capture."""
        comparing, kind = self._comparing, self._kind
        assert comparing.first is not None
        assert comparing.second is not None
        pair = (comparing.first.get(), comparing.second.get())
        counts = [max(1, len(kind.times(capture, "total"))) for capture in pair]
        parts: list[FlamePart] = []
        for each in stages:
            series = kind.series(each.stage)
            if series is not None:
                means = [float(kind.times(one, each.stage).sum()) / n for one, n in zip(pair, counts, strict=True)]
                told = sentence(each, things=kind.things)
                parts.append(FlamePart(tr(each.title), series, *means, each.verdict, told))
        return parts

    def _draw(self, found: Difference) -> None:
        """Both distributions; the slowest hundredths are left out of the picture, or the rest would be a wall."""
        comparing = self._comparing
        assert comparing.first is not None
        assert comparing.second is not None
        captures = [entry.get() for entry in (comparing.first, comparing.second)]
        pair = [self._kind.times(capture, found.stage) for capture in captures if capture is not None]
        if not all(map(len, pair)):
            self.chart.show_lines([], x_unit="")
            self.caption.set_whole(tr("{stage} was not measured in both", stage=found.title))
            return
        scale, unit = scale_of(float(np.median(pair[0])))
        most = max(float(np.quantile(times, SHOWN_TO)) for times in pair) * scale
        lines = []
        for name, times in zip("AB", pair, strict=True):
            x, share = cumulative(times)
            seen = x * scale <= most
            lines.append((name, x[seen] * scale, share[seen] * 100))
        self.chart.unit = "%"
        self.chart.show_lines(lines, x_unit=unit, ceiling=100.0)
        slower = tr("; one of B is slower than one of A in {share} % of all pairs",
                    share=f"{found.slower * 100:.0f}") if found.slower is not None else ""  # fmt: skip
        self.caption.set_whole(
            tr("{stage}: {things} done within a time", stage=found.title, things=tr(self._kind.things)) + slower
        )

    def _chooser(self, name: str) -> QComboBox:
        chooser = QComboBox()
        chooser.setAccessibleName(tr("Capture {name}", name=name))
        chooser.setMinimumContentsLength(6)
        chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        chooser.activated.connect(self._choose)
        return chooser

    def _choose(self, _place: int) -> None:
        self._comparing.choose(self.first.currentData(), self.second.currentData())


def _signed(time_ns: float, scale: float) -> str:
    """A difference with its sign, a true minus."""
    return ("−" if time_ns < 0 else "+") + cell(abs(time_ns), scale)


def _line(place: int) -> QPixmap:
    """A line as the chart draws it: the second is dashed."""
    picture = QPixmap(look.px(20), look.px(10))
    picture.fill(Qt.GlobalColor.transparent)
    style = Qt.PenStyle.DashLine if place else Qt.PenStyle.SolidLine
    painter = QPainter(picture)
    painter.setPen(QPen(QColor(look.series(place)), look.px(2), style))
    painter.drawLine(0, look.px(5), look.px(20), look.px(5))
    painter.end()
    return picture
