"""What is asked for: words, system, days, hardware, branch; and the logarithmic scale."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from editor.ui.api import ChoiceBox, SearchField, look, row, tool_button, tr
from panels.benchmark_trends.filters import RANGES
from panels.benchmark_trends.model import TrendsModel

LEAST_LETTERS = 7
SEARCH_LEAST, SEARCH_MOST, CHOICE_MOST = 100, 220, 200
NO_CHOICE = "\0all"


class FilterBar(QWidget):
    """One row above the list and the plot."""

    def __init__(self, model: TrendsModel) -> None:
        super().__init__()
        self._model = model
        self.search = SearchField(tr("Filter benchmarks"))
        look.follow(self.search, lambda field: field.setMinimumWidth(look.px(SEARCH_LEAST)))
        look.follow(self.search, lambda field: field.setMaximumWidth(look.px(SEARCH_MOST)))
        self.search.textChanged.connect(lambda words: model.ask(replace(model.filter, words=words)))
        self.system, self.days = _box(tr("System")), _box(tr("Days"))
        self.hardware, self.branch = _box(tr("Hardware")), _box(tr("Branch"))
        for box, name in ((self.system, "system"), (self.hardware, "hardware_id"), (self.branch, "branch")):
            box.activated.connect(lambda _place, box=box, name=name: self._ask(name, box))
        for days in RANGES:
            self.days.addItem(tr("{days} days", days=days) if days else tr("All days"), days)
        self.days.activated.connect(lambda _place: model.ask(replace(model.filter, days=self.days.currentData())))
        self.log = tool_button("chart-line", tr("Logarithmic scale"), text=tr("Log"), size=22, glyph_size=14,
                               checkable=True, quiet=True)  # fmt: skip
        self.log.toggled.connect(model.scale)
        choices = (self.system, self.days, self.hardware, self.branch)
        for box in choices:
            look.follow(box, lambda each: each.setMaximumWidth(look.px(CHOICE_MOST)))
        parts = ((self.search, 2), *((box, 1) for box in choices), None, self.log)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(*parts, margins=(8, 4, 4, 4), gap=4))

    def refresh(self) -> None:
        """Offer what the history holds, and show what is asked for."""
        model, offered = self._model, self._model.offered
        wanted = model.filter
        _fill(self.system, [(tr("All systems"), NO_CHOICE), *((each, each) for each in offered.systems)], wanted.system)
        machines = [(tr("All hardware"), NO_CHOICE), *((label, id_) for id_, label in offered.hardware)]
        _fill(self.hardware, machines, wanted.hardware_id)
        branches = [(each or tr("No branch named"), each) for each in offered.branches]
        _fill(self.branch, [(tr("All branches"), NO_CHOICE), *branches], wanted.branch)
        self.days.setCurrentIndex(self.days.findData(wanted.days))
        if self.search.text() != wanted.words:
            self.search.setText(wanted.words)
        if self.log.isChecked() != model.is_log:
            self.log.setChecked(model.is_log)

    def _ask(self, name: str, box: QComboBox) -> None:
        chosen = box.currentData()
        self._model.ask(replace(self._model.filter, **{name: None if chosen == NO_CHOICE else chosen}))


def _box(name: str) -> QComboBox:
    """A choice whose longest line may be cut; its tooltip says what it is of, and the whole of it."""
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(LEAST_LETTERS)
    box.currentTextChanged.connect(lambda text: box.setToolTip(f"{name}: {text}"))
    return box


def _fill(box: QComboBox, lines: Sequence[tuple[str, Any]], chosen: str | None) -> None:
    """Offer these lines (text, data), one of them chosen."""
    if list(lines) != [(box.itemText(place), box.itemData(place)) for place in range(box.count())]:
        box.blockSignals(True)
        box.clear()
        for text, data in lines:
            box.addItem(text, data)
        box.blockSignals(False)
    box.setCurrentIndex(max(0, box.findData(NO_CHOICE if chosen is None else chosen)))
    box.setToolTip(f"{box.accessibleName()}: {box.currentText()}")
