"""The rows of a list of numbered names: which there are for all selected entities, and what each of them shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor.ui.fields.note import Note, Said
from editor.ui.fields.state import Fault, FieldState
from editor.ui.fields.words import Key, keyed
from engine.schema.numbered import read_word


@dataclass(frozen=True)
class Entry:
    """One row: a name, and its number in each of the entities that have it."""

    key: Key
    title: str
    glyph: str
    numbers: tuple[float, ...]
    own: float | None
    """The number that the thing has by itself."""
    is_stated: bool
    """Whether any entity gives it a number of its own."""
    holders: int
    of: int
    is_changed: bool
    """Whether an instance says something else here than its prefab."""
    note: Note | None
    remark: Said | None
    faults: tuple[Fault, ...]

    @property
    def is_everywhere(self) -> bool:
        """Whether all entities have it."""
        return self.holders == self.of


def entries_of(state: FieldState, notes: Mapping[str, Note]) -> tuple[Entry, ...]:
    """The rows: the primary entity's in its order, then those that only others have."""
    lists = [{key: word for word, key in keyed(value)} for value in state.values]
    keys = dict.fromkeys(key for words in [*lists[-1:], *lists[:-1]] for key in words)
    inherited = [{key: word for word, key in keyed(value)} for value in state.inherited]
    remarks = dict(state.remarks)
    return tuple(_entry(key, lists, inherited, notes.get(key[0]), remarks.get(key[0]), state) for key in keys)


def _entry(
    key: Key,
    lists: list[dict[Key, str]],
    inherited: list[dict[Key, str]],
    note: Note | None,
    remark: Said | None,
    state: FieldState,
) -> Entry:
    held = [words[key] for words in lists if key in words]
    own = note.number if note is not None else None
    read = [read_word(word) for word in held]
    numbers = [own if word.number is None else word.number for word in read]
    return Entry(
        key,
        note.title if note is not None else key[0].replace("_", " ").capitalize(),
        note.glyph if note is not None else "question",
        tuple(number for number in numbers if number is not None),
        own,
        any(word.number is not None or not word.is_readable for word in read),
        len(held),
        len(lists),
        state.overridden and any(ours.get(key) != base.get(key) for ours, base in zip(lists, inherited, strict=True)),
        note,
        remark,
        tuple(fault for fault in state.faults if fault.at == key),
    )
