"""The field of weighed names, as an agent's goals: one line each with its weight to drag or type."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.ui.fields.change import Change, Editing, Naming, Weighed, split_weight
from editor.ui.fields.listing import mixed_label, offer
from editor.ui.fields.number import NumberField, NumberFormat
from editor.ui.fields.state import FieldState
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import ElidedLabel
from editor.ui.theme.look import look
from editor.ui.tr import tr
from engine.schema.fields import FieldSpec

_FORMAT = NumberFormat(step=0.1, low=0.0)
_FIRST_WEIGHT = 1.0


class WeightEditing:
    """Turns a number field's changes of one weight into changes of the list."""

    def __init__(self, editing: Editing, name: str, weight: float) -> None:
        self._editing, self._name = editing, name
        self.weight = weight
        self._start = weight

    def edit(self, change: Change) -> None:
        """Make a change as one undo entry."""
        self._editing.edit(Weighed(self._name, change.apply(self.weight)))

    def begin(self) -> None:
        """Start a gesture."""
        self._start = self.weight
        self._editing.begin()

    def preview(self, change: Change) -> None:
        """Show a change, measured from where the gesture began."""
        self._editing.preview(Weighed(self._name, change.apply(self._start)))

    def commit(self) -> None:
        """End the gesture as one undo entry."""
        self._editing.commit()

    def cancel(self) -> None:
        """End the gesture as if nothing had happened."""
        self._editing.cancel()


class WeightLine(QWidget):
    """One name, its weight, and the way to take it out."""

    def __init__(self, name: str, title: str, weight: float, editing: Editing) -> None:
        super().__init__()
        self._editing = WeightEditing(editing, name, weight)
        self.number = NumberField(_FORMAT, self._editing, tr("Weight of {name}", name=title))
        self.number.setFixedWidth(look.px(56))
        self.remove = ToolButton("x", tr("Remove {name}", name=title), size=20, glyph_size=10, colour="icon.secondary")
        self.remove.clicked.connect(lambda: editing.edit(Weighed(name, None)))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(4))
        line.addWidget(ElidedLabel(title), 1)
        line.addWidget(self.number)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_weight(self, weight: float, why_not: str) -> None:
        """Show the weight as it is now."""
        self._editing.weight = weight
        self.number.show_values((weight,), "")
        self.number.setEnabled(not why_not)
        self.remove.setEnabled(not why_not)


class WeightsField(QWidget):
    """Names with weights, in the order of the file."""

    def __init__(self, spec: FieldSpec, editing: Editing, naming: Naming) -> None:
        super().__init__()
        self._editing, self._naming = editing, naming
        self._state = FieldState(())
        self.lines: dict[str, WeightLine] = {}
        self._mixed = mixed_label()
        self.add = ToolButton("plus", tr("Add to {title}", title=spec.title.lower()), size=22, glyph_size=14)
        self.add.clicked.connect(self._offer)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(4))
        foot = QHBoxLayout()
        foot.setSpacing(look.px(4))
        foot.addWidget(self._mixed)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._box.addLayout(foot)

    def show_state(self, state: FieldState) -> None:
        """Show the primary entity's names and weights, or that the entities differ."""
        self._state = state
        weights = {} if state.is_mixed else dict(split_weight(str(each)) for each in state.value or ())
        self._mixed.setVisible(state.is_mixed)
        self.add.setEnabled(not state.why_not)
        if list(weights) != list(self.lines):
            self._rebuild(weights)
        for name, line in self.lines.items():
            line.show_weight(weights[name], state.why_not)

    def _rebuild(self, weights: dict[str, float]) -> None:
        for line in self.lines.values():
            line.hide()
            line.deleteLater()
        titles: dict[Any, str] = {id: title for id, title, _ in self._naming.candidates()}
        self.lines = {}
        for place, (name, weight) in enumerate(weights.items()):
            title = titles.get(name, name.replace("_", " ").capitalize())
            self.lines[name] = WeightLine(name, title, weight, self._editing)
            self._box.insertWidget(place, self.lines[name])

    def _offer(self) -> None:
        free = [each for each in self._naming.candidates() if each[0] not in self.lines]
        offer(self.add, free, lambda id: self._editing.edit(Weighed(id, _FIRST_WEIGHT)))
