"""Edits of a row while a copy plays: numbers that the copy takes over go there, everything else to the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from editor.ui.fields.change import Change, To
from editor.ui.fields.state import NOTHING
from editor.ui.rooms.inspector.editing import RowEditing
from editor.ui.rooms.inspector.form import Row
from editor.ui.rooms.inspector.subjects import EntitySubject, Subject, running_value
from engine.document.wording import value_words

DIGITS = 7
"""Decimal digits that a number of 32 bits keeps."""


def why_not_tune(editor: Any, subjects: Sequence[Subject], row: Row) -> str:
    """Why a row's number can't be tuned in the running copy now; "" when it can."""
    if not subjects or any(not isinstance(each, EntitySubject) or each.is_prefab for each in subjects):
        return "Only what is in play can be tuned."
    tunes = editor.play.tunes
    return next((why for each in subjects if (why := tunes.why_not(each.id, row.key))), "")


def playing_value(editor: Any, entity: str, row: Row) -> Any:
    """The number that the copy has, or takes over with its next tick; NOTHING for what is no number of it."""
    ahead = editor.play.tunes.ahead(entity, row.key)
    if ahead is None:
        return running_value(editor, entity, row.section, row.spec)
    return bool(ahead) if row.spec.kind == "bool" else round(ahead) if row.spec.kind == "int" else ahead


class LiveEditing:
    """A row's edits: of the running copy where it takes them over, else of the document."""

    def __init__(self, editor: Any, row: Row, subjects: Callable[[], Sequence[Subject]], edits: RowEditing) -> None:
        self._editor, self._row, self._subjects, self._edits = editor, row, subjects, edits
        self._before: tuple[tuple[str, Any], ...] | None = None

    def edit(self, change: Change) -> None:
        """Make a change."""
        if self._is_live:
            before = self._now()
            self._tune(before, change)
            self._remember(before)
        else:
            self._edits.edit(change)

    def begin(self) -> None:
        """Start a gesture from the values as they are now."""
        self._before = self._now() if self._is_live else None
        if self._before is None:
            self._edits.begin()

    def preview(self, change: Change) -> None:
        """Show a change, measured from where the gesture began."""
        if self._before is None:
            self._edits.preview(change)
        else:
            self._tune(self._before, change)

    def commit(self) -> None:
        """End the gesture; the copy has its values already."""
        if self._before is None:
            self._edits.commit()
        else:
            self._remember(self._before)
        self._before = None

    def cancel(self) -> None:
        """End the gesture with the values from before it."""
        if self._before is None:
            self._edits.cancel()
        for entity, value in self._before or ():
            self._editor.play.tunes.tune(entity, self._row.key, float(value))
        self._before = None

    @property
    def _is_live(self) -> bool:
        return not why_not_tune(self._editor, self._subjects(), self._row)

    def _now(self) -> tuple[tuple[str, Any], ...]:
        found = ((each.id, playing_value(self._editor, each.id, self._row)) for each in self._subjects())
        return tuple((entity, _decimal(value)) for entity, value in found if value is not NOTHING)

    def _tune(self, before: Sequence[tuple[str, Any]], change: Change) -> None:
        document = {each.id: each.value(self._row.section, self._row.spec) for each in self._subjects()}
        spec = self._row.spec
        for entity, value in before:
            # Back to the prefab's value is, in the copy, back to what the document says.
            new = document[entity] if isinstance(change, To) and change.value is None else change.apply(value)
            if new == playing_value(self._editor, entity, self._row):
                continue
            if not spec.is_inside(float(new)):
                self._editor.status(f"{spec.title} can't be {new:g}; expected {spec.range_text}.")
                continue
            self._editor.play.tunes.tune(entity, self._row.key, float(new))

    def _remember(self, before: Sequence[tuple[str, Any]]) -> None:
        """Let Ctrl+Z take back what was tuned since these were the numbers."""
        after = dict(self._now())
        numbers = [(who, float(was), float(after[who])) for who, was in before if who in after and after[who] != was]
        if not numbers:
            return
        sentence = f"Tune {self._row.spec.title.lower()} of {len(numbers)} entities"
        if len(numbers) == 1:
            owner = next((each for each in self._subjects() if each.id == numbers[0][0]), None)
            if owner is not None:
                path = owner.path(self._row.section, self._row.spec.name)
                sentence = f"Tune {path.told(owner.name)} to {value_words(after[owner.id], self._row.spec)}"
        was, now = (tuple((each[0], each[k]) for each in numbers) for k in (1, 2))
        self._editor.play.tunes.steps.add(sentence, self._row.key, was, now, self._editor.undo.index)


def _decimal(value: Any) -> Any:
    """The shortest number that the column of 32 bits would hold as this one: 1.6, not 1.600000024."""
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
