"""The page of where and how: time to win, who falls to whom, uses of abilities, the oddest runs, what is odd."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from editor.ui.api import Ui, column, label, look, row, scrolled, tr
from panels.balance.counts_table import killed_table, used_table
from panels.balance.finding_list import FindingList
from panels.balance.ground_bar import GroundBar
from panels.balance.model import BalanceModel
from panels.balance.odd_list import OddList
from panels.balance.times_plot import TimesPlot

TWO_FROM, THREE_FROM = 820, 1400
"""From which widths on two or three of the parts stand side by side."""
PLACES = {
    1: ((0, 0, 1), (1, 0, 1), (2, 0, 1)),
    2: ((0, 0, 2), (0, 1, 1), (1, 1, 1)),
    3: ((0, 0, 1), (0, 1, 1), (0, 2, 1)),
}
"""Row, column and rows of the plot with the oddest runs, the falls and the uses, by how many stand side by side."""
STRETCHES = {1: (1, 0, 0), 2: (4, 5, 0), 3: (4, 5, 4)}
ODD_UNIT = "standard deviations from the median run of the skill"


class WherePage(QWidget):
    """Scrolls as a whole; its tables stand side by side where it is wide."""

    def __init__(self, model: BalanceModel, ui: Ui) -> None:
        super().__init__()
        where = model.where
        self._model, self._where, self._ui = model, where, ui
        self.times = TimesPlot()
        self.killed, self.used = killed_table(self._is_stale), used_table(self._is_stale)
        for table in (self.killed, self.used):
            table.picked.connect(where.show)
        self.odd = OddList(where)
        self.findings = FindingList(model, ui.editor.status)
        self.ground = GroundBar(ui)
        self.rests_on = label("", "caption", wrap=True)
        self._was_stale, self._across = False, 0
        odd = column(
            row(label(tr("Oddest runs"), "strong"), (label(tr(ODD_UNIT), "caption", wrap=True), 1), gap=8),
            self.odd,
            gap=4,
        )
        self._parts = [
            column(column(label(tr("Time to win"), "strong"), self.times, gap=4), odd, None, gap=12),
            column(label(tr("Falls per run"), "strong"), self.killed, None, gap=4),
            column(label(tr("Uses per run"), "strong"), self.used, None, gap=4),
        ]
        sides = QWidget()
        self._grid = QGridLayout(sides)
        self._grid.setContentsMargins(0, 0, 0, 0)
        page = column(
            self.ground,
            sides,
            self.findings,
            self.rests_on,
            None,
            margins=(8, 6, 8, 8),
            gap=12,
            name="panel",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolled(page))
        where.opened.connect(self._opened)
        self.destroyed.connect(lambda _=None: where.opened.disconnect(self._opened, missing_ok=True))
        look.follow(self, WherePage._fit)

    def refresh(self) -> None:
        """Show what happened as it is known now."""
        where, happened = self._where, self._where.happened
        self.times.show_times(happened.times, happened.runs, is_stale=self._is_stale())
        self.killed.show_rows(where.killed)
        self.used.show_rows(where.used)
        if self._was_stale != self._is_stale():
            self._was_stale = self._is_stale()
            self.killed.redraw()
            self.used.redraw()
        self.ground.refresh()
        self.odd.refresh()
        self.findings.refresh()
        self.rests_on.setText(where.rests_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _opened(self, why_not: str) -> None:
        if why_not:
            self._ui.toast(tr("The run was not opened"), why_not, "error")
            return
        self._ui.show_panel("timeline")
        self._ui.toast(tr("Run opened"), tr("Space plays it again as it was."), "info")

    def _is_stale(self) -> bool:
        return self._model.is_stale

    def _fit(self) -> None:
        across = 3 if self.width() >= look.px(THREE_FROM) else 2 if self.width() >= look.px(TWO_FROM) else 1
        self._grid.setHorizontalSpacing(look.px(16))
        self._grid.setVerticalSpacing(look.px(12))
        if across == self._across:
            return
        self._across = across
        for part, (line, place, lines) in zip(self._parts, PLACES[across], strict=True):
            self._grid.addWidget(part, line, place, lines, 1)
        for place, stretch in enumerate(STRETCHES[across]):
            self._grid.setColumnStretch(place, stretch)
