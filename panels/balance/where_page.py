"""The page of where and how: time to win, who falls to whom, uses of abilities, the oddest runs, what is odd."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from editor.ui.api import Ui, column, label, look, scrolled, tr
from panels.balance.counts_table import killed_table, used_table
from panels.balance.finding_list import FindingList
from panels.balance.model import BalanceModel
from panels.balance.odd_list import OddList
from panels.balance.times_plot import TimesPlot

BESIDE_FROM = 900
HINT = "Overlays of the viewport show it on the ground: where the party falls, and the ways of lost runs."


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
        self.hint = label(tr(HINT), "secondary", wrap=True)
        self.rests_on = label("", "caption", wrap=True)
        self._was_stale = False
        self._side = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._side)
        self._sides.setContentsMargins(0, 0, 0, 0)
        titles = (tr("Time to win"), tr("Falls a run"), tr("Uses a run"))
        for title, part, stretch in zip(titles, (self.times, self.killed, self.used), (4, 5, 4), strict=True):
            self._sides.addWidget(column(label(title, "strong"), part, None, gap=4), stretch)
        page = column(
            self._side,
            column(label(tr("Oddest runs"), "strong"), self.odd, gap=4),
            self.findings,
            column(self.hint, self.rests_on, gap=2),
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
        self.times.show_times(happened.times, dict(happened.runs))
        self.killed.show_rows(where.killed)
        self.used.show_rows(where.used)
        if self._was_stale != self._is_stale():
            self._was_stale = self._is_stale()
            self.killed.redraw()
            self.used.redraw()
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
        is_wide = self.width() >= look.px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)
        self._sides.setSpacing(look.px(16 if is_wide else 12))
