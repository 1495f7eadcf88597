"""The page over time: what was open after each scan of this folder."""

import time

import numpy as np
from PySide6.QtWidgets import QStackedLayout, QWidget

from editor.ui.api import Chart, EmptyState, column, label, row, tr
from engine.audit.site import PRIORITIES
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.scans import PastScan
from panels.unwrap_audit.swatches import swatches
from panels.unwrap_audit.words import counted

LEAST_POINTS = 3
SHOWN = 60


class TrendPage(QWidget):
    """Stacked bars, one a scan: P0 lowest. Nothing is drawn of fewer than three scans."""

    def __init__(self, model: AuditModel) -> None:
        super().__init__()
        self._model = model
        self._scans: tuple[PastScan, ...] = ()
        self.chart = Chart(tr("open"), name=tr("Open findings after each scan"), is_count=True)
        self.chart.counted = tr("scan")
        self.chart.tell = self._tell
        self.told = label("", wrap=True)
        head = row(label(tr("Open after each scan"), "strong"), *swatches(), None, gap=12)
        self.burn = column(head, self.told, (self.chart, 1), margins=(8, 6, 8, 8), gap=4)
        self.empty = EmptyState("trend-down", "", "", tr("Scan"), model.scan)
        self._pages = QStackedLayout(self)
        for page in (self.burn, self.empty):
            self._pages.addWidget(page)

    def refresh(self) -> None:
        """Show the scans until now."""
        history = self._model.history
        self._scans = history.scans[-SHOWN:] if history is not None else ()
        if len(self._scans) < LEAST_POINTS:
            left = LEAST_POINTS - len(self._scans)
            self.empty.say(
                tr("Too few scans for a curve"),
                tr("After {scans} of this folder, what is open after each stands here.", scans=_more(left)),
            )
            self._pages.setCurrentWidget(self.empty)
            return
        self._pages.setCurrentWidget(self.burn)
        heights = [np.array([scan.open[place] for scan in self._scans], float) for place in range(len(PRIORITIES))]
        assert history is not None
        first = len(history.scans) - len(self._scans) + 1
        self._first = first
        self.chart.show_bars(np.arange(first, first + len(self._scans)), heights)
        scanned = self._model.scanned
        change = scanned.change if scanned is not None else ""
        since = tr(" Since the scan before: {change}.", change=change) if change else ""
        self.told.setText(_sentence(self._scans) + since)
        self.chart.setAccessibleDescription(self.told.text())

    def _tell(self, x: float) -> str:
        place = round(x) - self._first
        if not 0 <= place < len(self._scans):
            return ""
        scan = self._scans[place]
        counts = ", ".join(f"{each} {count:,}" for each, count in zip(PRIORITIES, scan.open, strict=True))
        return tr("Scan {number}, {when}: {counts}", number=round(x), when=_moment(scan.at), counts=counts)


def _sentence(scans: tuple[PastScan, ...]) -> str:
    first, last = scans[0], scans[-1]
    change = last.total - first.total
    sign = "\N{MINUS SIGN}" if change < 0 else "+" if change else "±"
    was, now = (f"{each.open[0]:,}" for each in (first, last))
    return tr(
        "{open} open, {sign}{change} since {when}; P0 {was} before, {now} now.",
        open=f"{last.total:,}",
        sign=sign,
        change=f"{abs(change):,}",
        when=_moment(first.at),
        was=was,
        now=now,
    )


def _more(count: int) -> str:
    return counted(count, tr("more scan"), tr("more scans"))


def _moment(at: float) -> str:
    return time.strftime("%d %b %Y, %H:%M", time.localtime(at)).lstrip("0")
