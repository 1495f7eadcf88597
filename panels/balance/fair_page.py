"""The page that makes it fair: the target, the numbers that may move, what is proposed, and Apply."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from editor.api import SECONDS, Wanted
from editor.ui.api import Ui, column, explain, label, look, push_button, row, scrolled, tool_button, tr
from panels.balance.fair import Fairness, Movable
from panels.balance.matters import show_number
from panels.balance.matters_page import progress_bar, show_progress
from panels.balance.words import SHORT

NAME, FIELD, LONGEST_S, BESIDE_FROM = 84, 56, 600, 500


class BandRow(QWidget):
    """Whether a band is asked for, and from where to where it goes."""

    def __init__(self, name: str, wanted: Wanted, changed: Callable[[], None]) -> None:
        super().__init__()
        self._wanted, self._changed = wanted, changed
        is_time = name == SECONDS
        title = tr("Fight lasts") if is_time else tr("{skill} wins", skill=tr(SHORT[name]))
        self.tick = QCheckBox(title)
        self.tick.setChecked(wanted.is_asked)
        self.low, self.high = QSpinBox(), QSpinBox()
        for field, value, which in ((self.low, wanted.low, tr("from")), (self.high, wanted.high, tr("to"))):
            field.setRange(0, LONGEST_S if is_time else 100)
            field.setSuffix(" s" if is_time else " %")
            field.setValue(value)
            field.setAccessibleName(f"{title} {which}")
            field.valueChanged.connect(self._take)
            look.follow(field, lambda part: part.setFixedWidth(look.px(FIELD)))
        look.follow(self.tick, lambda part: part.setFixedWidth(look.px(NAME) + look.px(20)))
        self.tick.toggled.connect(self._take)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row(self.tick, self.low, label(tr("to"), "secondary"), self.high, None, gap=4))

    def show_wanted(self) -> None:
        """Show the band as it is: another project begins with the usual ones."""
        wanted = self._wanted
        for field, value in ((self.low, wanted.low), (self.high, wanted.high)):
            if field.value() != value:
                field.blockSignals(True)
                field.setValue(value)
                field.blockSignals(False)
        self.tick.blockSignals(True)
        self.tick.setChecked(wanted.is_asked)
        self.tick.blockSignals(False)

    def _take(self, *_values: object) -> None:
        self._wanted.is_asked = self.tick.isChecked()
        self._wanted.low, self._wanted.high = self.low.value(), self.high.value()
        self._changed()


class FairPage(QWidget):
    """A bar with the button above, the rest scrolls."""

    def __init__(self, fairness: Fairness, ui: Ui) -> None:
        super().__init__()
        self._fairness, self._ui = fairness, ui
        self._shown: tuple[Movable, ...] = ()
        self.start = push_button(tr("Make it fair"), glyph="target")
        self.start.clicked.connect(lambda _checked=False: fairness.ask())
        self.progress = progress_bar(tr("Progress of making it fair"))
        self.cancel = tool_button("x", tr("Give it up"), size=22, glyph_size=14)
        self.cancel.clicked.connect(fairness.question.cancel)
        self.state = label("", "secondary", wrap=True)
        self.bands = {name: BandRow(name, each, self.refresh) for name, each in fairness.wanted.items()}
        self.ticks: list[QCheckBox] = []
        self._numbers = column(gap=2)
        self.told = label("", wrap=True)
        self.moves, self.effects = label("", "strong", wrap=True), label("", "secondary", wrap=True)
        self.apply = push_button(tr("Apply"), "primary", glyph="check")
        self.apply.clicked.connect(lambda _checked=False: self._apply())
        self._answer = column(self.told, self.moves, self.effects, row(self.apply, None), gap=6)
        asked = QWidget()
        self._asked = QBoxLayout(QBoxLayout.Direction.LeftToRight, asked)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setSpacing(look.px(12))
        self._asked.addWidget(column(label(tr("Target"), "caption"), *self.bands.values(), None, gap=4))
        self._asked.addWidget(column(label(tr("May move"), "caption"), self._numbers, None, gap=4), 1)
        page = column(self._answer, asked, None, margins=(8, 4, 8, 8), gap=8, name="panel")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(self.start, self.progress, self.cancel, (self.state, 1), margins=(8, 2, 8, 4), gap=6))
        box.addWidget(scrolled(page), 1)

    def refresh(self) -> None:
        """Show the question and its answer as they are now."""
        fairness, question = self._fairness, self._fairness.question
        for band in self.bands.values():
            band.show_wanted()
        why = "" if question.is_running else fairness.why_not()
        explain(self.start, tr("Look for values with which the fight is inside the target"), why)
        self.start.setVisible(not question.is_running)
        self.cancel.setVisible(question.is_running)
        show_progress(self.progress, question.job)
        self.state.setText(question.job.text if question.job is not None else tr(why) if why else "")
        self._show_numbers(fairness.movable)
        self.told.setText(fairness.told)
        self.moves.setText("\n".join(f"{name}: {change}" for _path, name, change in fairness.moves))
        self.moves.setVisible(bool(fairness.moves))
        self.effects.setText("\n".join(fairness.effects))
        self.effects.setVisible(bool(fairness.effects))
        self._answer.setVisible(bool(fairness.told))
        self.apply.setVisible(bool(fairness.moves))
        explain(self.apply, tr("Set these values, as one entry of the history"), fairness.why_not_apply())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand beside the target where there is room."""
        super().resizeEvent(event)
        is_wide = self.width() >= look.px(BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._asked.setDirection(way)

    def _show_numbers(self, numbers: tuple[Movable, ...]) -> None:
        if [each.path for each in numbers] != [each.path for each in self._shown]:
            for tick in self.ticks:
                tick.hide()
                tick.deleteLater()
            self.ticks = []
            for each in numbers:
                tick = QCheckBox(each.label)
                tick.toggled.connect(partial(self._tick, each.path))
                self.ticks.append(tick)
                self._numbers.append(tick)
        self._shown = numbers
        for tick, each in zip(self.ticks, numbers, strict=True):
            tick.blockSignals(True)
            tick.setChecked(each.is_ticked)
            tick.blockSignals(False)

    def _tick(self, path: str, is_ticked: bool) -> None:
        self._fairness.tick(path, is_ticked)
        self.refresh()

    def _apply(self) -> None:
        path = next((path for path, _name, _change in self._fairness.moves), "")
        why = self._fairness.apply()
        if why:
            self._ui.editor.status(why)
        elif path:
            show_number(self._ui.editor, path)
