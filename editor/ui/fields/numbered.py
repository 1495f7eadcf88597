"""The field of a list of names with numbers: actions with their costs, goals with their weights."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.fields.change import Editing, Naming
from editor.ui.fields.chooser import Choice, Chooser
from editor.ui.fields.entries import Entry, entries_of
from editor.ui.fields.note import Note
from editor.ui.fields.number import NumberFormat
from editor.ui.fields.numbered_line import NumberedLine
from editor.ui.fields.state import FieldState
from editor.ui.fields.words import Dropped, Key, Listed
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import label
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec

_WIDTH = 340


class NumberedField(QWidget):
    """One row a name, in the order of the file; for several entities, the rows of all of them.

    `refused` carries why a typed number was not taken, `repaired` a fault whose repair was asked for.
    """

    refused = Signal(str)
    repaired = Signal(object)

    def __init__(self, spec: FieldSpec, editing: Editing, naming: Naming) -> None:
        super().__init__()
        self._spec, self._editing, self._naming = spec, editing, naming
        self._thing = spec.ref or "name"
        self._format = NumberFormat(step=spec.step, low=spec.ge, high=spec.le)
        self._entries: tuple[Entry, ...] = ()
        self._state = FieldState(())
        self.lines: dict[Key, NumberedLine] = {}
        self._spare: dict[Key, NumberedLine] = {}
        """Rows that no entity shown now has: the next one often has them again, and making one is slow."""
        self.setAccessibleName(tr(spec.title))
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.px(2))
        self.none = label(tr("None yet."), "caption")
        add = tr("Add {thing}…", thing=tr(self._thing))
        self.add = ToolButton("plus", add, text=add, size=22, glyph_size=12)
        self.add.clicked.connect(self.offer)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        box.addWidget(self._list)
        box.addWidget(self.none)
        box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, state: FieldState) -> None:
        """Show a row for each name that any of the entities has."""
        self._state = state
        self._entries = entries_of(state, self._naming.notes())
        self.add.setEnabled(not state.why_not)
        self.none.setVisible(not self._entries)
        self._list.setVisible(bool(self._entries))
        if [entry.key for entry in self._entries] != list(self.lines):
            self._arrange()
        for entry in self._entries:
            self.lines[entry.key].show_entry(entry, state.why_not)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the place in the order of the Tab key, which is known only now."""
        super().showEvent(event)
        self._order_tabs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert asks for something to add."""
        if event.key() == Qt.Key.Key_Insert and not self._state.why_not:
            self.offer()
        else:
            super().keyPressEvent(event)

    def offer(self) -> None:
        """Open the list of what can be added."""
        chooser = Chooser(
            self._choices(self._naming.notes()),
            lambda id: self._editing.edit(Listed(id)),
            self,
            hint=tr("Find by name, need or effect"),
            name=self._spec.title,
            width=_WIDTH,
            tells=True,
        )
        chooser.open_at(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def _choices(self, notes: Mapping[str, Note]) -> list[Choice]:
        """What not every entity has yet."""
        held = {entry.key[0]: entry for entry in self._entries}
        choices = []
        for id, title, glyph in self._naming.candidates():
            entry, note = held.get(id), notes.get(id)
            if entry is not None and entry.is_everywhere:
                continue
            number = f"{tr(self._spec.number)} {note.number:g}" if note is not None and note.number is not None else ""
            some = tr("{some} of {all} have it", some=entry.holders, all=entry.of) if entry is not None else number
            doc, tip = (note.doc, note.told(tr)) if note is not None else ("", "")
            choices.append(Choice(id, title, glyph, doc, tip, some))
        return choices

    def _arrange(self) -> None:
        """Make the rows that are new, put by those that are gone, and put all in their order."""
        wanted = [entry.key for entry in self._entries]
        focused = next((place for place, line in enumerate(self.lines.values()) if line.head.hasFocus()), None)
        for key in [key for key in self.lines if key not in wanted]:
            line = self._spare[key] = self.lines.pop(key)
            self._rows.removeWidget(line)
            line.head.setChecked(False)
            line.hide()
        self.lines = {key: self.lines.get(key) or self._spare.pop(key, None) or self._line(key) for key in wanted}
        for place, line in enumerate(self.lines.values()):
            if self._rows.indexOf(line) != place:
                self._rows.insertWidget(place, line)
                line.show()
            # The order among children is the one in which the Tab key is led through a form.
            line.raise_()
        self._order_tabs()
        if focused is not None and not any(line.head.hasFocus() for line in self.lines.values()):
            self._focus(focused)

    def _line(self, key: Key) -> NumberedLine:
        line = NumberedLine(key, self._format, tr(self._spec.number), self._editing, self.repaired.emit)
        line.number.refused.connect(self.refused)
        line.head.moved.connect(lambda step: self._move(key, step))
        line.head.dropped.connect(lambda: self._drop(key))
        for part in (line, *line.findChildren(QWidget)):
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        return line

    def _order_tabs(self) -> None:
        """The Tab key comes from what stands before the field, goes down the rows and to the button below them.

        Qt orders nothing after a widget that the Tab key passes by, nor before the field stands in its form.
        """
        before = self.add.previousInFocusChain()
        while self.isAncestorOf(before) or not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
            if before is self.add:
                return
        for line in self.lines.values():
            for part in line.stops:
                QWidget.setTabOrder(before, part)
                before = part
        QWidget.setTabOrder(before, self.add)

    def _move(self, key: Key, step: int) -> None:
        self._focus(list(self.lines).index(key) + step)

    def _drop(self, key: Key) -> None:
        if not self._state.why_not:
            self._editing.edit(Dropped(*key))

    def _focus(self, place: int) -> None:
        """Give the keyboard to a row, or past the last one to the button that adds."""
        lines = list(self.lines.values())
        if 0 <= place < len(lines):
            lines[place].head.setFocus(Qt.FocusReason.TabFocusReason)
        elif place >= len(lines):
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
