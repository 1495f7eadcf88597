"""The popup of a filter field: the table of terms, of which each can be put in, and the filters that were saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit

from editor.core.settings.settings import Settings
from editor.tr import tr
from editor.ui.fields.chooser import Choice, Chooser
from editor.ui.kit.buttons import ToolButton
from editor.ui.rooms.outliner.filter import FILTER_TERMS, OR, STATES, FilterTerm, parse_filter

SAVED = "editing.saved_filters"
_MOST_SAVED = 20


class FilterHelpButton(ToolButton):
    """Opens the popup below it; `terms` are the rows of the table, `states` what `is:` knows in this field."""

    def __init__(
        self,
        field: QLineEdit,
        settings: Settings,
        terms: Sequence[FilterTerm] = FILTER_TERMS,
        states: tuple[str, ...] = STATES,
    ) -> None:
        super().__init__("caret-down", tr("Filter terms and saved filters"), glyph_size=12, colour="icon.secondary")
        self._field, self._settings, self._terms, self._states = field, settings, tuple(terms), states
        self.clicked.connect(self.open)

    def open(self) -> Chooser:
        """Open the popup."""
        popup = Chooser(
            self.choices(),
            self.take,
            self,
            hint=tr("Find a term"),
            name=tr("Filter terms"),
            width=340,
            tells=True,
        )
        popup.open_at(self._field.mapToGlobal(self._field.rect().bottomLeft()))
        return popup

    def choices(self) -> list[Choice]:
        """What the popup offers: to save what the field says, the saved ones, the terms."""
        text, saved = self._filter_text(), self._settings.get(SAVED)
        found: list[Choice] = []
        if text and text not in saved:
            found.append(Choice("save", tr("Save “{text}”", text=text), "plus", tr("Keep this filter in the list")))
        for each in saved:
            found.append(Choice(f"use {each}", each, "magnifying-glass", tr("Saved filter")))
        if text in saved:
            found.append(Choice("drop", tr("Forget “{text}”", text=text), "trash", tr("Take it off the list")))
        for place, term in enumerate(self._terms):
            found.append(Choice(f"term {place}", term.pattern, "cursor", tr(term.words), aside=term.example))
        return found

    def take(self, id: str) -> None:
        """Do what was chosen; the field has the keyboard then."""
        what, _, which = id.partition(" ")
        text, saved = self._filter_text(), list(self._settings.get(SAVED))
        if what == "save":
            self._settings.set(SAVED, [text, *saved][:_MOST_SAVED])
        elif what == "drop":
            self._settings.set(SAVED, [each for each in saved if each != text])
        elif what == "use":
            self._field.setText(which)
        else:
            typed = self._field.text().rstrip()
            self._field.setText(f"{typed} {begun(self._terms[int(which)])}".lstrip())
        self._field.setFocus()
        self._field.end(False)

    def _filter_text(self) -> str:
        """What the field says, in one spelling."""
        return parse_filter(self._field.text(), self._states).text


def begun(term: FilterTerm) -> str:
    """What choosing a term puts into the field: as much of it as is the same each time."""
    key, colon, word = term.pattern.partition(":")
    if term.example == term.pattern:
        return f"{term.pattern} "
    if colon and word:
        return f"{key}:"
    if term.pattern.startswith("-"):
        return "-"
    return f"{OR} " if f" {OR} " in term.pattern else ""
