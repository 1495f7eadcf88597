"""The field for words that are longer than a line: it shows several, and its text is taken on Enter or on leaving."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from editor.tr import tr
from editor.ui.fields.change import Editing, To
from editor.ui.fields.state import FieldState
from editor.ui.fields.style import set_state
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec

_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProseField(QPlainTextEdit):
    """One text of one or several entities, broken into the lines that there is room for; it holds no line breaks."""

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        super().__init__()
        self._editing, self._lines = editing, spec.lines
        self._state = FieldState(())
        self.setAccessibleName(tr(spec.title))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(look.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(look.px(3))
        look.follow(self, ProseField._fit)

    def isModified(self) -> bool:
        """Whether something was typed and not entered yet."""
        return self.document().isModified()

    def setModified(self, is_modified: bool) -> None:
        """Forget, or say, that something was typed."""
        self.document().setModified(is_modified)

    def show_state(self, state: FieldState) -> None:
        """Show the text, or that the texts are mixed."""
        self._state = state
        if self.hasFocus() and self.isModified():
            return
        self.setPlaceholderText(tr("mixed") if state.is_mixed else "")
        whole = "" if state.is_mixed else str(state.value or "")
        if self.toPlainText() != whole:
            self.setPlainText(whole)
        self.setModified(False)
        set_state(self, state.mark)
        self.setEnabled(not state.why_not)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of undo and redo to the window unless letters were typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.isModified():
            if any(event.matches(step) for step in _STEPS):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the text, Esc gives the old one back; keys with Alt go to the menus."""
        if event.key() in _ENTER:
            self._take()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.show_state(self._state)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by Tab selects all, as in other fields."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field takes what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes one paragraph."""
        self.insertPlainText(" ".join(source.text().split("\n")))

    def _take(self) -> None:
        if self.isModified():
            self.setModified(False)
            self._editing.edit(To(self.toPlainText()))

    def _fit(self) -> None:
        """As high as its lines."""
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + look.px(8))
