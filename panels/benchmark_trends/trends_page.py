"""The page of series: what is asked for above, the list at the left, the chosen series and run at the right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import EmptyState, Ui, column, horizontal_line, look, side_line, tr
from panels.benchmark_trends.course_plot import CoursePlot
from panels.benchmark_trends.filter_bar import FilterBar
from panels.benchmark_trends.filters import Filter
from panels.benchmark_trends.model import TrendsModel
from panels.benchmark_trends.run_details import RunDetails
from panels.benchmark_trends.trend_table import TrendTable

BESIDE_FROM, LIST_SHARE, LIST_MOST, LIST_LEAST = 560, 0.42, 520, 200
DETAILS_FROM = 280


class TrendsPage(QWidget):
    """Side by side where there is room, else one below the other."""

    def __init__(self, model: TrendsModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self.filters = FilterBar(model)
        self.table = TrendTable(model)
        self.filters.search.narrowed = self.table
        self.plot, self.details = CoursePlot(model), RunDetails(model, ui)
        self.nothing = EmptyState(
            "magnifying-glass",
            tr("No benchmark fits"),
            tr("Ask for other words, another system, hardware or branch."),
            tr("Show all"),
            lambda: model.ask(Filter(days=model.filter.days)),
        )
        lists = QWidget()
        self._lists = QStackedLayout(lists)
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.nothing)
        self._list_side = lists
        self._detail_line = horizontal_line()
        right = column((self.plot, 1), self._detail_line, self.details)
        self._line = side_line()
        body = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        for part, stretch in ((lists, 0), (self._line, 0), (right, 1)):
            self._body.addWidget(part, stretch)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filters)
        box.addWidget(body, 1)
        look.follow(self, TrendsPage._fit)

    def refresh(self) -> None:
        """Show the history as it is now."""
        self.filters.refresh()
        self._lists.setCurrentIndex(0 if self._model.shown() else 1)
        self.table.refresh()
        self.plot.refresh()
        self.details.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give every part the place that this size allows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, height = self.width(), self.height()
        is_beside = width >= look.px(BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(direction)
        self._line.setVisible(is_beside)
        side = self._list_side
        if is_beside:
            side.setFixedWidth(max(look.px(LIST_LEAST), min(look.px(LIST_MOST), round(width * LIST_SHARE))))
            side.setMaximumHeight(1 << 20)
        else:
            side.setMinimumWidth(0)
            side.setMaximumWidth(1 << 20)
            side.setMaximumHeight(max(look.px(72), round(height * 0.4)))
        has_room = height >= look.px(DETAILS_FROM)
        self.details.setVisible(has_room)
        self._detail_line.setVisible(has_room)
