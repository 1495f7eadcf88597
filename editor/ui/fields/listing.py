"""Fields with several values: chips for references, one line each for texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.fields.change import Added, Editing, Naming, Taken, To
from editor.ui.fields.flow import FlowLayout
from editor.ui.fields.state import FieldState
from editor.ui.fields.style import set_state
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import label
from editor.ui.kit.line_edit import LineEdit
from editor.ui.kit.popup import below, pop_up
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec


class ChipsField(QWidget):
    """Things that are named, one chip each; the plus offers those that are not named yet."""

    def __init__(self, spec: FieldSpec, editing: Editing, naming: Naming) -> None:
        super().__init__()
        self._editing = editing
        self._naming = naming
        self._title = spec.title
        self._shown: tuple[Any, ...] | None = None
        self._state = FieldState(())
        self.setAccessibleName(tr(spec.title))
        self._flow = FlowLayout(self, look.px(4))
        self.add = ToolButton("plus", tr("Add to {title}", title=spec.title.lower()), size=22, glyph_size=14)
        self.add.clicked.connect(self._offer)
        self._flow.addWidget(self.add)

    def show_state(self, state: FieldState) -> None:
        """Show one chip for each value that all entities have, and how many they do not share."""
        self._state = state
        self.add.setEnabled(not state.why_not)
        shown = (state.is_mixed, *(tuple(value or ()) for value in state.values), state.why_not)
        if shown != self._shown:
            self._shown = shown
            self._rebuild()

    def _rebuild(self) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self.add:
                widget.hide()
                widget.deleteLater()
        lists = [list(value or ()) for value in self._state.values]
        titles = {id: title for id, title, _ in self._naming.candidates()}
        shared = [value for value in (lists[-1] if lists else ()) if all(value in each for each in lists)]
        for value in shared:
            self._flow.addWidget(self._chip(str(value), titles.get(str(value), str(value))))
        others = list(dict.fromkeys(str(value) for each in lists for value in each if value not in shared))
        if self._state.is_mixed:
            mixed = mixed_label()
            mixed.setToolTip(tr("Not all have: {names}", names=", ".join(titles.get(each, each) for each in others)))
            self._flow.addWidget(mixed)
        self._flow.addWidget(self.add)
        self.updateGeometry()

    def _chip(self, value: str, title: str) -> QWidget:
        chip = QWidget()
        chip.setObjectName("tag")
        chip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        chip.setFixedHeight(look.px(20))
        line = QHBoxLayout(chip)
        line.setContentsMargins(look.px(6), 0, look.px(2), 0)
        line.setSpacing(look.px(2))
        remove = ToolButton("x", tr("Remove {name}", name=title), size=16, glyph_size=10, colour="icon.secondary")
        remove.setEnabled(not self._state.why_not)
        remove.clicked.connect(lambda: self._editing.edit(Taken(value)))
        line.addWidget(label(title, "caption"))
        line.addWidget(remove)
        return chip

    def _offer(self) -> None:
        held = set(self._state.value or ())
        offer(self.add, [each for each in self._naming.candidates() if each[0] not in held], self._append)

    def _append(self, id: str) -> None:
        self._editing.edit(Added(id))


def mixed_label() -> QLabel:
    """What stands for lists that differ."""
    text = label(tr("mixed"), "secondary")
    text.setStyleSheet("font-style:italic;")
    text.setFixedHeight(look.px(22))
    return text


def offer(at: QWidget, candidates: Sequence[tuple[str, str, str]], take: Callable[[str], None]) -> None:
    """Open a menu of (id, title, glyph) below a button."""
    menu = QMenu(at)
    for id, title, glyph in candidates:
        action = menu.addAction(look.icon(glyph), title)
        action.triggered.connect(lambda _=False, id=id: take(id))
    if menu.isEmpty():
        menu.addAction(tr("Everything is in the list already.")).setEnabled(False)
    pop_up(menu, below(at))


class TextsField(QWidget):
    """Texts, one line each; emptying a line removes it."""

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._title = spec.title
        self._state = FieldState(())
        self.lines: list[LineEdit] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(4))
        self.add = ToolButton("plus", tr("Add a line"), text=tr("Add"), size=22, glyph_size=12)
        self.add.clicked.connect(self._begin)
        self._box.addWidget(self.add)

    def show_state(self, state: FieldState) -> None:
        """Show one line for each text of the primary entity, or that the entities differ."""
        self._state = state
        texts = [] if state.is_mixed else [str(text) for text in state.value or ()]
        while len(self.lines) > len(texts):
            gone = self.lines.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.lines) < len(texts):
            self._append()
        for line, text in zip(self.lines, texts, strict=True):
            if not (line.hasFocus() and line.isModified()):
                line.setText(text)
            set_state(line, state.mark)
            line.setEnabled(not state.why_not)
        self.add.set_text(tr("Mixed: replace") if state.is_mixed else tr("Add"))
        self.add.setEnabled(not state.why_not)

    def _append(self) -> LineEdit:
        line = LineEdit()
        line.setAccessibleName(f"{self._title} {len(self.lines) + 1}")
        line.editingFinished.connect(self._take)
        self._box.insertWidget(len(self.lines), line)
        self.lines.append(line)
        return line

    def _begin(self) -> None:
        self._append().setFocus()

    def _take(self) -> None:
        if any(line.isModified() for line in self.lines):
            for line in self.lines:
                line.setModified(False)
            self._editing.edit(To([line.text().strip() for line in self.lines if line.text().strip()]))
