"""The inspector's search field: Tab and Down lead on to the first value that was found."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from editor.tr import tr
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.rooms.search import SearchField


class FindField(SearchField):
    """Looks for values in the sections that are shown."""

    def __init__(self, shown: Callable[[], Sequence[SectionWidget]]) -> None:
        super().__init__(tr("Find a value"))
        self._shown = shown

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes to what was found; with nothing found or looked for, and backwards, to its neighbour."""
        return (next and self._go_on()) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down does as Tab does."""
        if event.key() != Qt.Key.Key_Down or not self._go_on():
            super().keyPressEvent(event)

    def _go_on(self) -> bool:
        found = self._found() if self.text().strip() else None
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
        return found is not None

    def _found(self) -> QWidget | None:
        """What takes the keyboard in the first row that is shown and can be edited."""
        for section in self._shown():
            for row in section.section.rows:
                field: QWidget | None = section.rows[row.key].field if row.key in section.rows else None
                for part in () if field is None else (field, *field.findChildren(QWidget)):
                    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.isEnabled():
                        return part
        return None
