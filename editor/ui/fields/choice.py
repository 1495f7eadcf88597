"""Fields with few answers: one of several words, and yes or no."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from editor.tr import tr
from editor.ui.fields.change import Editing, To
from editor.ui.fields.state import FieldState
from editor.ui.fields.style import set_state
from editor.ui.kit.choice_box import ChoiceBox
from editor.ui.theme.look import look
from engine.document.path import words
from engine.schema.fields import FieldSpec

ROOM_BESIDE = 38
"""What the caret and the margins of a field take of its width [px at 100 % text size]."""


class ChoiceField(ChoiceBox):
    """One word out of those that the vocabulary allows."""

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        super().__init__()
        self._choices = spec.choices
        self._editing = editing
        self._state = FieldState(())
        self._instead, self._has_own_tip = "", False
        self.setAccessibleName(tr(spec.title))
        self.setMinimumWidth(look.px(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addItems([tr(words(choice)) for choice in spec.choices])
        self.activated.connect(self._chosen)

    def show_state(self, state: FieldState) -> None:
        """Show the word, or which words are mixed."""
        self._state = state
        value = state.running if state.is_running else state.value
        is_mixed = state.is_mixed and not state.is_running
        if is_mixed:
            held = sorted({tr(words(str(each))) for each in state.values})
            self._show_instead(tr("mixed: {words}", words=", ".join(held)))
        else:
            self._show_instead("" if value in self._choices else str(value))
        self.setCurrentIndex(-1 if is_mixed or value not in self._choices else self._choices.index(value))
        mark = state.mark
        set_state(self, "mixed" if is_mixed else mark)
        self.setEnabled(not state.why_not)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is shown instead of a choice is cut to the room there is."""
        super().resizeEvent(event)
        self._show_instead(self._instead)

    def _show_instead(self, whole: str) -> None:
        """Show a text that is no choice, cut with "…" where it is longer than the field; the tooltip has it whole."""
        self._instead = whole
        room = max(self.width() - look.px(ROOM_BESIDE), 0)
        shown = QFontMetrics(self._italic()).elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setPlaceholderText(shown)
        if shown != whole or self._has_own_tip:
            self._has_own_tip = shown != whole
            self.setToolTip(whole if shown != whole else "")

    def _italic(self) -> QFont:
        font = QFont(self.font())
        font.setItalic(True)
        return font

    def _chosen(self, index: int) -> None:
        self._editing.edit(To(self._choices[index]))
        self.show_state(self._state)


class FlagField(QCheckBox):
    """Yes or no; a bar when the entities differ."""

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._state = FieldState(())
        self.setAccessibleName(tr(spec.title))
        self.setMinimumHeight(look.px(22))
        self.clicked.connect(self._clicked)

    def show_state(self, state: FieldState) -> None:
        """Show the tick, or the bar of mixed values."""
        self._state = state
        value = state.running if state.is_running else state.value
        is_mixed = state.is_mixed and not state.is_running
        self.setTristate(is_mixed)
        if is_mixed:
            self.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            self.setChecked(bool(value))
        self.setText(tr("Mixed") if is_mixed else "")
        self.setEnabled(not state.why_not)

    def _clicked(self) -> None:
        self.setTristate(False)
        self._editing.edit(To(self.checkState() != Qt.CheckState.Unchecked))
        self.show_state(self._state)
