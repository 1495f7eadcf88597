"""The encounter board: buttons that add linked parts, the weight of both sides, the rows, and the trial."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from editor.core.encounters.starters import STARTERS
from editor.ui.api import Attention, EmptyState, Ui, label, look, row, tr, vertical_line
from editor.ui.kit.action_buttons import ActionButton
from editor.ui.rooms.encounter.board import Board
from editor.ui.rooms.encounter.budget import BudgetBox
from editor.ui.rooms.encounter.model import EncounterModel
from editor.ui.rooms.encounter.rows import FIX, LANE, CardRows
from editor.ui.rooms.encounter.trial_bar import TrialButtons, TrialFoot

ADDED = {
    "encounter.add_trigger": "Trigger",
    "encounter.add_spawn_group": "Wave",
    "encounter.add_objective": "Objective",
    "encounter.add_line": "Line",
    "encounter.add_victory": "Victory",
    "encounter.add_defeat": "Defeat",
}
FIRST = {
    "encounter.add_trigger": "Add trigger",
    "encounter.add_spawn_group": "Add wave",
    "encounter.begin_stand": "Add what a last stand needs",
}
"""What else an empty board offers, and what it is called there."""
PAUSE_MS = 120
LOW = 130


class Told(NamedTuple):
    """How much the bar says: what each button adds, else "Add", the party's strength too, what the numbers are."""

    has_names: bool = False
    has_add: bool = False
    is_short: bool = True
    has_title: bool = False
    has_words: bool = False


LEVELS = (
    Told(has_names=True, is_short=False, has_title=True, has_words=True),
    Told(has_add=True, is_short=False, has_title=True, has_words=True),
    Told(has_add=True, has_title=True, has_words=True),
    Told(has_title=True, has_words=True),
    Told(has_words=True),
    Told(),
)
"""From the most to the least; the first that fits is shown."""


class EncounterView(QWidget):
    """The board, or what will be here."""

    def __init__(self, model: EncounterModel, ui: Ui) -> None:
        super().__init__()
        self._model = model
        self._is_stale = True
        self._fitted: tuple[object, ...] = ()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        known = model.editor.actions
        self.buttons = {
            name: ActionButton(name, known, ui.run, text=tr(word), quiet=True)
            for name, word in ADDED.items()
            if name in known
        }
        self.budget = BudgetBox(model)
        self.trying = TrialButtons(model, ui)
        self.trial = TrialFoot(model, ui)
        self.overlay = [
            ActionButton(name, known, ui.run, quiet=True) for name in ("overlay.encounter",) if name in known
        ]
        self.rows = CardRows(model)
        self.board = Board(model, self.rows, ui.run)
        self.adds = label(tr("Add"), "caption")
        self._bar = row(
            self.adds, 2, *self.buttons.values(), vertical_line(), self.trying, *self.overlay, None, self.budget,
            margins=(8, 2, 8, 2), gap=2,
        )  # fmt: skip
        self.strip = row(
            label(tr("Begin with all that is needed for"), "secondary"),
            *(self._small(f"encounter.begin_{each.id}", ui, tr(each.title)) for each in STARTERS
              if f"encounter.begin_{each.id}" in known),
            None, margins=(8, 2, 8, 2), gap=4,
        )  # fmt: skip
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(self.strip)
        box.addWidget(self.board, 1)
        box.addWidget(self.trial)
        self._stack = QStackedLayout(self)
        self._page = page
        self._empty = EmptyState(
            "sword",
            tr("Nothing happens in this encounter yet"),
            tr("Triggers, waves, objectives and lines stand here in the order of what sets off what."),
            tr("Add what an ambush needs"),
            lambda: ui.run(f"encounter.begin_{STARTERS[0].id}"),
        )
        self._empty.button.setObjectName("starter.ambush")
        self.others = row(*(self._small(name, ui, tr(FIRST[name])) for name in FIRST if name in known), gap=4)
        self._empty.add_below(self.others)
        self._none = EmptyState(
            "sword",
            tr("No encounter is open"),
            tr("An encounter says who comes to a scene, what is asked there, and what wins and loses."),
            tr("New encounter…"),
            lambda: ui.run("encounter.new"),
        )
        for each in (page, self._empty, self._none):
            self._stack.addWidget(each)
        self.setFocusProxy(self.board)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._show_soon)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        model.selected.connect(self._selected)
        model.tried.connect(self._tried)
        self.show_cards()

    def show_cards(self) -> None:
        """Show the encounter as it is now."""
        self._is_stale = False
        model = self._model
        cards = model.cards()
        self.rows.show_cards(cards)
        has_fix = any(fault is not None and fault.fix for fault in map(model.fault, cards))
        hidden = {column for column, is_there in ((FIX, has_fix), (LANE, model.trial is not None)) if not is_there}
        self.board.hide_empty(frozenset(hidden))
        self.board.setColumnHidden(LANE, LANE in hidden)
        self.board.make_room()
        self._refresh_trial()
        self._fit_bar()
        small = [*self.others.findChildren(ActionButton), *self.strip.findChildren(ActionButton)]
        for button in (*self.buttons.values(), *self.overlay, *small):
            button.refresh()
        self.strip.setVisible(model.is_bare)
        is_blank = model.is_empty and model.trial is None
        self._stack.setCurrentWidget(self._none if not model.has_encounter else self._empty if is_blank else self._page)
        self.board.show_selection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons lose their words before anything is cut."""
        super().resizeEvent(event)
        self._fit_bar()
        self._refresh_trial()

    def _fit_bar(self) -> None:
        """Say as much as there is room for: what each button adds, else "Add"; then what the numbers are."""
        for_this = (self.width(), look.scale, self._model.weights(), self._model.editor.trials.is_running)
        if for_this == self._fitted:
            self.budget.refresh()
            return
        self._fitted = for_this
        for told in LEVELS:
            for name, button in self.buttons.items():
                button.set_text(tr(ADDED[name]) if told.has_names else "")
            self.adds.setVisible(told.has_add)
            self.budget.shorten(is_short=told.is_short, has_title=told.has_title, has_words=told.has_words)
            self._bar.layout().activate()
            if self._bar.layout().minimumSize().width() <= self.width():
                break

    def _small(self, name: str, ui: Ui, text: str = "") -> ActionButton:
        actions = self._model.editor.actions
        return ActionButton(name, actions, ui.run, text=text or tr(actions.get(name).title), quiet=True)

    def _attend(self, is_seen: bool) -> None:
        if is_seen and self._is_stale:
            self.show_cards()

    def _changed(self) -> None:
        """Show it at once; of a large scene, once the changes pause."""
        self._is_stale = True
        if self._attention.is_on and self._model.is_large:
            self._soon.start()
        elif self._attention.is_on:
            self.show_cards()

    def _show_soon(self) -> None:
        if self._attention.is_on and self._is_stale:
            self.show_cards()

    def _selected(self) -> None:
        if self._attention.is_on:
            self.board.show_selection()
            self._refresh_trial()

    def _refresh_trial(self) -> None:
        self.trying.refresh()
        self.trial.refresh()
        self.trial.setVisible(self.trial.has_something and self.height() >= look.px(LOW))

    def _tried(self) -> None:
        # Qt draws a head anew when its titles change; its axis is of the trial.
        self.board.header().viewport().update()
        self._changed()
