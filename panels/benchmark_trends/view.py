"""The panel: the series of the open history, and what of it could not be read."""

from pathlib import Path as FilePath

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from editor.ui.api import Attention, ElidedLabel, EmptyState, Ui, row, tool_button, tr
from panels.benchmark_trends.alerts_page import AlertsPage
from panels.benchmark_trends.aside_page import AsidePage
from panels.benchmark_trends.model import TrendsModel
from panels.benchmark_trends.trends_page import TrendsPage
from panels.benchmark_trends.works_bar import WorksBar

LOOK_MS = 1000
TRENDS, ALERTS, ASIDE = range(3)


class TrendsView(QWidget):
    """Pages in tabs; while somebody looks, the file is looked at once a second."""

    def __init__(self, model: TrendsModel, ui: Ui) -> None:
        super().__init__()
        self.model, self._ui = model, ui
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pages of the benchmark history"))
        self.tabs.addTab(tr("Series"))
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.file = ElidedLabel(role="caption", keeps_end=True)
        self.open = tool_button("folder-open", tr("Open another history file…"), size=22, glyph_size=14)
        self.open.clicked.connect(lambda _checked=False: self.ask_file())
        self.trends, self.alerts, self.aside = TrendsPage(model, ui), AlertsPage(model), AsidePage(model)
        self.alerts.shown.connect(lambda: self.tabs.setCurrentIndex(TRENDS))
        self.works = WorksBar(model.works)
        self.empty = EmptyState("chart-line-up", "", "", tr("Open a history file…"), self.ask_file)
        body = QWidget()
        body.setMinimumSize(1, 1)
        self._body = QStackedLayout(body)
        for page in (self.trends, self.alerts, self.aside, self.empty):
            self._body.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        bar = row(self.tabs, (self.file, 1), self.open, margins=(0, 0, 4, 0), gap=8, name="panelbar")
        box.addWidget(bar)
        box.addWidget(body, 1)
        box.addWidget(self.works)
        self.tabs.currentChanged.connect(lambda _page: self.refresh())
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(model.look)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        self.destroyed.connect(lambda _=None: model.changed.disconnect(self._changed, missing_ok=True))
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands."""
        model = self.model
        aside = model.head.aside_count if model.head is not None else 0
        self.tabs.setTabText(
            ASIDE, tr("1 line set aside") if aside == 1 else tr("{count} lines set aside", count=aside)
        )
        self.tabs.setTabVisible(ASIDE, aside > 0)
        open_alerts = sum(not each.is_dismissed for each in model.alerts())
        self.tabs.setTabText(ALERTS, tr("Alerts {count}", count=open_alerts) if open_alerts else tr("Alerts"))
        self.file.set_whole(str(model.path or ""))
        self.works.refresh()
        title, text = self._missing()
        if title:
            self.empty.say(title, text)
            self._body.setCurrentWidget(self.empty)
            return
        page = (self.trends, self.alerts, self.aside)[self.tabs.currentIndex()]
        self._body.setCurrentWidget(page)
        page.refresh()

    def ask_file(self) -> None:
        """Ask for a history and open it."""
        at = self.model.path
        folder = str(at.parent) if at is not None and at.parent.is_dir() else ""
        kinds = tr("Benchmark history") + " (*.jsonl);;" + tr("All files") + " (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Open a benchmark history"), folder, kinds)
        if chosen:
            self.model.open(FilePath(chosen))

    def _missing(self) -> tuple[str, str]:
        """What is told instead of series; "" where there are some."""
        model = self.model
        if model.problem:
            return tr("The history can't be read"), model.problem
        if model.courses or (model.head is not None and model.head.aside_count):
            return "", ""
        if model.is_reading:
            return tr("Reading the history…"), str(model.path or "")
        how = tr("Each `astraweave bench run` adds a row for every case that it measures; they appear here at once.")
        return tr("No benchmark was measured yet"), how

    def _attend(self, is_seen: bool) -> None:
        if is_seen:
            self.model.look()
            self._clock.start()
            self.refresh()
        else:
            self._clock.stop()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
