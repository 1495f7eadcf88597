"""Edits a cost or a weight in its row, with the number field of the inspector."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from editor.ui.api import GOES_WITH_PLAY, NumberField, NumberFormat, tr
from panels.goap_inspector.numbers import LEAST, MOST, Number
from panels.goap_inspector.painter import Index, ReasonPainter, field_rect
from panels.goap_inspector.rows import ITEM_ROLE
from panels.goap_inspector.words import spoken

Take = Callable[[Number, float], str]
Tell = Callable[[str], None]


class NumberEditing:
    """Gives what a number field asks for to whoever takes it; what is refused stays in the field."""

    def __init__(self, number: Number, take: Take, done: Callable[[str], None]) -> None:
        self._number, self._take, self._done = number, take, done
        self.value = number.value

    def edit(self, change: object) -> None:
        """Make a change."""
        value = float(change.apply(self.value))  # type: ignore[attr-defined]
        refused = self._take(self._number, value)
        self.value = self.value if refused else value
        self._done(refused)

    def begin(self) -> None:
        """A field inside a row is not scrubbed."""

    def preview(self, change: object) -> None:
        """A field inside a row is not scrubbed."""

    def commit(self) -> None:
        """A field inside a row is not scrubbed."""

    def cancel(self) -> None:
        """A field inside a row is not scrubbed."""


class ReasonDelegate(ReasonPainter):
    """Paints the rows and opens a number field where a number can be changed. `tell` is given what was refused."""

    def __init__(self, parent: QObject, take: Take, tell: Tell) -> None:
        super().__init__(parent)
        self._take, self._tell = take, tell
        self._is_step = False
        self._refused = ""
        self._shown: tuple[float, ...] = ()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field with the number; Enter takes it, Esc gives it up."""
        number: Number = index.data(ITEM_ROLE).edit
        name = tr("Cost of {name}" if number.kind == "cost" else "Weight of {name}", name=spoken(number.name))
        format = NumberFormat(step=0.1, low=LEAST[number.kind], high=MOST)
        field: NumberField

        def done(refused: str) -> None:
            self._refused = refused
            self._tell(refused)
            if self._is_step:
                field.show_values((editing.value,), "")
                field.selectAll()
            elif not refused:
                self.closeEditor.emit(field)

        editing = NumberEditing(number, self._take, done)
        field = NumberField(format, editing, name)
        field.setParent(parent)
        field.setProperty(GOES_WITH_PLAY, True)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.refused.connect(self._tell)
        self._shown = (number.value,)
        field.show_values(self._shown, "")
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Where the number stands."""
        place = field_rect(option.rect)
        editor.setGeometry(place.adjusted(-1, -1, 1, 1))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The field has its number from the beginning; what is typed stays when the reasons change."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """The field itself gives the number to whoever takes it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is the field's own: it closes when the number was taken, or when nothing was typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, NumberField):
            # The arrows take a step and go on editing.
            self._is_step = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not watched.isModified():
                    self._tell("")
                    self.closeEditor.emit(watched)
                else:
                    self._enter(watched)
                # A line edit lets Enter go on to the tree, which would ask about the row.
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                return False
            if event.key() == Qt.Key.Key_Escape:
                watched.setModified(False)
                self._tell("")
        return super().eventFilter(watched, event)

    def _enter(self, field: NumberField) -> None:
        """Let a field take what is typed; what is refused stays in it, to be corrected."""
        typed, self._refused = field.text(), ""
        field.returnPressed.emit()
        if self._refused:
            field.show_values(self._shown, "error")
            field.setText(typed)
            field.setModified(True)
