"""Values and whole components on the clipboard, as text that can be read, kept and pasted into other entities."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from editor.api import Command, Set
from editor.ui.fields.pasting import PasteError
from editor.ui.rooms.authoring import run_together, why_locked
from editor.ui.rooms.inspector.editing import stored
from editor.ui.rooms.inspector.subjects import EntitySubject
from engine.schema.component import Component
from engine.schema.toml_write import table_lines

BY_PROGRAM = "is written by the program alone, when a proposal is accepted."
_LONGEST = 100_000


class Carrying:
    """What is copied from and pasted into the entities that `subjects` gives at the time."""

    def __init__(self, editor: Any, subjects: Callable[[], Sequence[EntitySubject]]) -> None:
        self._editor = editor
        self._subjects = subjects

    def text_of(self, component: str) -> str:
        """A component of the primary entity with all its values, as it would stand in a file."""
        held = self._subjects()[-1].component(component)
        return "\n".join([*table_lines((component,), held.model_dump(mode="json", exclude_none=True)), ""])

    def read(self, text: str) -> tuple[Component, ...]:
        """The components that a text holds. Raises PasteError with a sentence for what fits none."""
        try:
            tables = tomllib.loads(text[:_LONGEST])
        except tomllib.TOMLDecodeError:
            tables = {}
        blocks = {id: block for id, block in tables.items() if isinstance(block, dict)}
        if not blocks or len(blocks) != len(tables):
            raise PasteError("The clipboard holds no component; copy one from its menu first.")
        return tuple(self._component(id, block) for id, block in blocks.items())

    def why_not(self, text: str, component: str = "") -> str:
        """Why a text can't be pasted, as values of one component where it is named; empty when it can."""
        why = why_locked(self._editor)
        if why:
            return why
        try:
            found = self.read(text)
        except PasteError as refusal:
            return str(refusal)
        wanted = [each for each in found if component in ("", each.component_id)]
        if not wanted:
            return f"The clipboard holds {found[0].component_title()}."
        without = [subject for subject in self._subjects() for each in wanted if each.component_id in subject.removed]
        return f"{without[0].name} has it removed; bring it back first." if without else ""

    def paste(self, text: str, component: str = "") -> None:
        """Give all selected entities the components of a text, or the named one, as one undo entry."""
        why = self.why_not(text, component)
        if why:
            self._editor.status(why)
            return
        found = [each for each in self.read(text) if component in ("", each.component_id)]
        commands = [command for subject in self._subjects() for each in found for command in self._put(subject, each)]
        names = ", ".join(each.component_title().lower() for each in found)
        if not commands:
            self._editor.status(f"Everything selected has this {names} already.")
        run_together(self._editor, f"Paste {names} into {len(self._subjects())} entities", commands)

    def _component(self, id: str, block: Mapping[str, Any]) -> Component:
        kind = self._editor.document.vocabulary.components.get(id)
        if kind is None:
            raise PasteError(f"The clipboard holds {id}, which is no component of this project.")
        if not kind.by_hand:
            raise PasteError(f"{kind.component_title()} {BY_PROGRAM}")
        try:
            return kind.model_validate(dict(block))
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise PasteError(f"The clipboard's {id}.{place} does not fit: {error.errors()[0]['msg']}.") from None

    def _put(self, subject: EntitySubject, given: Component) -> list[Command]:
        """Commands that give an entity each value; what its prefab or the default says anyway is not repeated."""
        id, value = given.component_id, self._editor.document.value
        if subject.component(id) is None:
            path = subject.path(id)
            block = {
                spec.name: stored(getattr(given, spec.name))
                for spec in type(given).fields()
                if getattr(given, spec.name) != spec.default and getattr(given, spec.name) is not None
            }
            return [Set(path=path, old=stored(value(path)), new=block)]
        commands: list[Command] = []
        for spec in type(given).fields():
            path, new = subject.path(id, spec.name), stored(getattr(given, spec.name))
            old = value(path)
            wanted = None if new == stored(subject.inherited(id, spec)) else new
            if stored(subject.value(id, spec)) != new and wanted != old:
                commands.append(Set(path=path, old=old, new=wanted))
        return commands
