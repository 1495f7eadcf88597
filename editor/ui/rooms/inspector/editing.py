"""Edits of one row: each is one undo entry, however many entities are selected, and a scrub is one gesture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from editor.api import Command, CommandError, EditRefusedError, Gesture, Path, Set
from editor.ui.fields.change import Calculated, Change
from editor.ui.rooms.authoring import run_together
from editor.ui.rooms.inspector.form import Row
from editor.ui.rooms.inspector.subjects import Subject
from engine.document.edits.word_edits import set_list
from engine.document.views.naming import names_in


@dataclass(frozen=True)
class _Held:
    """Where a value stands, what the file says there, and what it amounts to with prefab and default."""

    path: Path
    stated: Any
    value: Any


class RowEditing:
    """Edits one row for all subjects that `subjects` gives at the time."""

    def __init__(
        self,
        editor: Any,
        row: Row,
        subjects: Callable[[], Sequence[Subject]],
        begun: Callable[[tuple[Path, ...]], None] = lambda _paths: None,
    ) -> None:
        """`begun` is told the paths of a gesture that begins, and of each step of a number by a key."""
        self._editor = editor
        self._row = row
        self._subjects = subjects
        self._begun = begun
        self._gesture: Gesture | None = None
        self._start: tuple[_Held, ...] = ()

    @property
    def title(self) -> str:
        """What the undo entry is called when it changes several entities."""
        count = len(self._subjects())
        return f"Set {self._row.spec.title} of {count} entities"

    def edit(self, change: Change) -> None:
        """Make a change as one undo entry; a refusal is told in the status bar."""
        held = self._held()
        if isinstance(change, Calculated) and change.is_step:
            self._begun(tuple(item.path for item in held))
        self._guarded(lambda: run_together(self._editor, self.title, self._commands(held, change)))

    def begin(self) -> None:
        """Start a gesture from the values as they are now."""
        self._start = self._held()
        like = [Set(path=item.path, old=item.stated, new=item.stated) for item in self._start]
        self._gesture = self._editor.gestures.begin(self.title, like)
        self._begun(tuple(item.path for item in self._start))

    def preview(self, change: Change) -> None:
        """Show a change, measured from where the gesture began."""
        if self._gesture is not None:
            gesture = self._gesture
            self._guarded(lambda: gesture.preview(self._commands(self._start, change)))

    def commit(self) -> None:
        """End the gesture as one undo entry."""
        if self._gesture is not None:
            self._gesture.commit()
        self._gesture = None

    def cancel(self) -> None:
        """End the gesture as if nothing had happened."""
        if self._gesture is not None:
            self._gesture.cancel()
        self._gesture = None

    def _held(self) -> tuple[_Held, ...]:
        document = self._editor.document
        row = self._row
        found = []
        for subject in self._subjects():
            path = subject.path(row.section, row.spec.name)
            found.append(_Held(path, document.value(path), subject.value(row.section, row.spec)))
        return tuple(found)

    def _commands(self, held: Sequence[_Held], change: Change) -> list[Command]:
        commands: list[Command] = []
        for item in held:
            new = stored(change.apply(item.value))
            if new != item.stated and not (new == stored(item.value) and item.stated is None):
                commands.append(self._command(item, new))
        return commands

    def _command(self, item: _Held, new: Any) -> Command:
        if isinstance(new, list) and isinstance(item.value, (list, tuple)):
            names = names_in(self._editor.document.snapshot())
            return set_list(item.path, item.stated, item.value, new, names)
        return Set(path=item.path, old=item.stated, new=new)

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except (CommandError, EditRefusedError) as refusal:
            self._editor.status(str(refusal))


def stored(value: Any) -> Any:
    """A value as a file holds it: vectors and lists are lists."""
    return [stored(part) for part in value] if isinstance(value, (list, tuple)) else value
