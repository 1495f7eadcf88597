"""Tells a difference between two states by file and entity, in designers' words."""

from collections.abc import Iterable, Iterator

from engine.document.command import Command
from engine.document.commands import AddEntity, MoveEntity, RemoveEntity, Set
from engine.document.commands.write_file import WriteFile
from engine.document.commands.write_tile import WriteTile
from engine.document.ground_words import change_words, place_words
from engine.document.merge.words import Wording
from engine.document.path import entity_words
from engine.document.state.snapshot import Snapshot
from engine.document.views.naming import names_in
from engine.document.wording import block_name
from engine.schema.component import RESERVED_KEYS
from engine.schema.tile import scene_of_tile
from engine.schema.vocabulary import component_words


def told(commands: Iterable[Command], before: Snapshot, after: Snapshot) -> dict[str, list[str]]:
    """One line for each command of a difference, by the file that it is about: "Kael: health 120 -> 140 hp"."""
    lines: dict[str, list[str]] = {}
    teller = _Teller(before, after)
    for command in commands:
        for file, line in teller.lines(command):
            lines.setdefault(file, []).append(line)
    return {file: lines[file] for file in sorted(lines)}


class _Teller:
    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self._before = before
        self._after = after
        self._words = Wording(after.vocabulary)
        self._names = names_in(after, before)

    def lines(self, command: Command) -> Iterator[tuple[str, str]]:
        match command:
            case Set():
                yield command.path.file, f"{self._owner(command)}: {self._clause(command)}"
            case AddEntity():
                yield command.file, f"+ {block_name(command.id, command.block)}"
            case RemoveEntity():
                yield command.file, f"- {block_name(command.id, command.block)}"
            case MoveEntity():
                way = "down" if command.new > command.old else "up"
                yield command.file, f"{self._names(command.file, command.id)}: moved {way} in the list"
            case WriteTile():
                state = self._after if f"scenes/{scene_of_tile(command.file)}" in self._after.files else self._before
                place = place_words(state, command.file)
                yield command.file, f"{place}: {change_words(command.old, command.new)}"
            case WriteFile():
                what = (
                    "new file" if command.old is None else "file deleted" if command.new is None else "file rewritten"
                )
                yield command.file, what
            case _:
                yield "", command.sentence(self._names)

    def _owner(self, command: Set) -> str:
        path = command.path
        return (
            self._names(path.file, path.entity_id) if path.entity_id is not None else self._after.node(path.file).title
        )

    def _clause(self, command: Set) -> str:
        path, old, new = command.path, command.old, command.new
        inner = path.inner
        if path.entity_id is not None and len(inner) == 1:
            key = str(inner[0])
            if key == "name":
                return f"renamed from {old or entity_words(path.entity_id)}" if new else f"lost its name {old}"
            if key == "parent":
                return f"moved under {self._names(path.file, str(new))}" if new else "moved to the top"
            if key not in RESERVED_KEYS:
                what = component_words(key)
                return f"got {what}" if old is None else f"lost {what}" if new is None else f"{what} changed"
        label = self._words.label(path)
        what = label[:1].lower() + label[1:]
        kind = self._after.node(path.file).kind
        spec = self._words.spec(kind, inner, is_head=path.entity_id is None)
        if old is None:
            return f"{what} set to {self._words.value(new, spec)}"
        if new is None:
            return f"{what} reset, it was {self._words.value(old, spec)}"
        later = self._words.value(new, spec)
        return f"{what} {_without_unit(self._words.value(old, spec), later)} -> {later}"


def _without_unit(told_value: str, beside: str) -> str:
    """A quantity without its unit, where the one beside it has the same."""
    number, _, unit = told_value.rpartition(" ")
    is_quantity = number and number[-1] in ")0123456789" and beside.endswith(f" {unit}")
    return number if is_quantity else told_value
