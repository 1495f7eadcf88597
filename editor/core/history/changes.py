"""What differs between the open project and what it was: the states to compare with, and the ways back from a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from psygnal import Signal

from engine.document import (
    AddEntity,
    Command,
    DocumentError,
    MoveEntity,
    Path,
    RemoveEntity,
    SceneView,
    Set,
    Snapshot,
    Value,
    WriteFile,
    WriteTile,
    view,
)
from engine.document.diff import diff
from engine.document.merge.words import Wording
from engine.document.path import words
from engine.document.views.naming import names_in
from engine.document.views.resolve import Resolver
from engine.document.wording import block_name
from engine.schema.reserved import PARTS

if TYPE_CHECKING:
    from editor.core.workbench import Workbench

Since = Literal["saved", "opened"]
Kind = Literal["added", "removed", "changed", "moved", "file"]
NOTHING, AS_PREFAB = "not set", "as its prefab"
FIELDS = 2
"""So many fields of a whole component are told."""


@dataclass(frozen=True)
class Change:
    """One difference: of a file, an entity or one of its values; `was` and `now` are told in words.

    `back` is the command that takes it back from the state that was compared, `step` its place among those of all.
    """

    file: str
    entity: str | None
    name: str
    kind: Kind
    what: str
    was: str
    now: str
    back: Command
    step: int = 0


class Changes:
    """The states to compare with: as last saved and as opened; `changed` fires when another one counts."""

    changed = Signal()

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._since: Since = "saved"
        self._states: dict[Since, Snapshot] = {}
        bench.opened.connect(self._opened)
        bench.undo.changed.connect(self._look)

    @property
    def since(self) -> Since:
        """Which state the present one is compared with."""
        return self._since

    @since.setter
    def since(self, since: Since) -> None:
        if since != self._since:
            self._since = since
            self.changed.emit()

    @property
    def base(self) -> Snapshot | None:
        """The state to compare with; None without a project."""
        return self._states.get(self._since)

    def before_view(self) -> SceneView | None:
        """The open scene as it was in the state to compare with; None where it was not there."""
        base, scene = self.base, self._bench.scene
        if base is None or scene is None:
            return None
        encounter = self._bench.encounter
        try:
            return view(base, scene, encounter if f"encounters/{encounter}" in base.files else None)
        except DocumentError:
            return None

    def _opened(self) -> None:
        document = self._bench.document
        state = document.snapshot() if document is not None else None
        self._states = {} if state is None else {"saved": state, "opened": state}
        self.changed.emit()

    def _look(self) -> None:
        """A state that the files hold is the one that was saved last."""
        document = self._bench.document
        if document is not None and not self._bench.is_dirty and self._states:
            self._states["saved"] = document.snapshot()
            self.changed.emit()


def compare(before: Snapshot, now: Snapshot) -> tuple[Change, ...]:
    """Every difference, by file and entity in the order of the files; made from states, so that a job may do it."""
    told = _Teller(before, now)
    changes = [replace(told.change(back), step=step) for step, back in enumerate(diff(now, before))]
    return tuple(sorted(changes, key=told.place))


def ways_back(now: Snapshot, changes: Sequence[Change]) -> tuple[Command, ...]:
    """The commands that take these changes back from `now`, in an order in which they fit."""
    gone: dict[str, list[str]] = {}

    def order(file: str) -> list[str]:
        if file not in gone:
            gone[file] = list(now.files[file].order) if file in now.files else []
        return gone[file]

    found: list[Command] = []
    for command in (change.back for change in sorted(changes, key=lambda change: change.step)):
        match command:
            case RemoveEntity():
                place = order(command.file).index(command.id)
                del order(command.file)[place]
                found.append(command.model_copy(update={"index": place}))
            case AddEntity():
                place = min(command.index, len(order(command.file)))
                order(command.file).insert(place, command.id)
                found.append(command.model_copy(update={"index": place}))
            case MoveEntity():
                old = order(command.file).index(command.id)
                new = min(command.new, len(order(command.file)) - 1)
                order(command.file).insert(new, order(command.file).pop(old))
                if old != new:
                    found.append(command.model_copy(update={"old": old, "new": new}))
            case _:
                found.append(command)
    return tuple(found)


class _Teller:
    def __init__(self, before: Snapshot, now: Snapshot) -> None:
        self._before, self._now = before, now
        self._words = Wording(now.vocabulary)
        self._names = names_in(now, before)
        self._files = {name: number for number, name in enumerate(sorted({*before.files, *now.files}))}
        self._places: dict[str, dict[str, int]] = {}
        self._resolvers: dict[int, Resolver] = {}

    def place(self, change: Change) -> tuple[int, bool, int, str]:
        """Files by name, what concerns a whole file first, entities in their order, each with its parts behind it."""
        places = self._places.get(change.file)
        if places is None:
            orders = [
                state.files[change.file].order for state in (self._before, self._now) if change.file in state.files
            ]
            keys = dict.fromkeys(key for order in reversed(orders) for key in order)
            places = self._places[change.file] = {key: number for number, key in enumerate(keys)}
        instance, _, part = (change.entity or "").partition(".")
        return self._files.get(change.file, -1), change.entity is not None, places.get(instance, -1), part

    def change(self, back: Command) -> Change:
        match back:
            case AddEntity():
                return Change(back.file, back.id, block_name(back.id, back.block), "removed", "", "", "", back)
            case RemoveEntity():
                return Change(back.file, back.id, block_name(back.id, back.block), "added", "", "", "", back)
            case MoveEntity():
                name, was, now = self._names(back.file, back.id), f"{back.new + 1}", f"{back.old + 1}"
                return Change(back.file, back.id, name, "moved", "Place in the list", was, now, back)
            case Set():
                return self._value(back)
            case WriteFile() | WriteTile():
                was, now = ("" if back.new is None else "there"), ("" if back.old is None else "there")
                kind: Kind = "added" if back.new is None else "removed" if back.old is None else "file"
                return Change(back.file, None, back.file, kind, "", was, now, back)
            case _:
                return Change("", None, back.sentence(self._names), "file", "", "", "", back)

    def _value(self, back: Set) -> Change:
        path = back.path
        was = self._words_of(path, back.new, back.old, self._before)
        now = self._words_of(path, back.old, back.new, self._now)
        owner = self._names(path.file, path.entity_id) if path.entity_id is not None else path.file
        return Change(path.file, path.entity_id, owner, "changed", self._words.label(path), was, now, back)

    def _words_of(self, path: Path, value: Value, other: Value, state: Snapshot) -> str:
        """A value in words; a whole component by its first fields, what only the prefab says by those of the other."""
        if value is None:
            if not self._is_instance(path):
                return NOTHING
            inherited = self._inherited(path, other, state)
            return (
                f"{self._words_of(path, inherited, None, state)}, {AS_PREFAB}"
                if inherited not in (None, {})
                else AS_PREFAB
            )
        if isinstance(value, dict) and path.entity_id is not None and path.inner in ((), (PARTS,)):
            # All that is said of a part, or of all parts.
            return ", ".join(words(key).lower() for key in list(value)[:FIELDS]) + (" …" if len(value) > FIELDS else "")
        if isinstance(value, dict) and path.entity_id is not None and len(path.inner) == 1:
            fields = [
                f"{words(key).lower()} {self._told(path / key, each)}" for key, each in list(value.items())[:FIELDS]
            ]
            return ", ".join(fields) + (" …" if len(value) > FIELDS else "") or "as it comes"
        return self._told(path, value)

    def _inherited(self, path: Path, other: Value, state: Snapshot) -> Value:
        """What the prefab gave in a state for what the other state says itself; None where that can't be known."""
        node = state.files.get(path.file)
        block = node.entities.get(path.entity_id or "") if node is not None else None
        if block is None or path.entity_id is None or not path.inner:
            return None
        resolver = self._resolvers.setdefault(id(state), Resolver(state.files, state.vocabulary))
        component = resolver.entity(path.file, path.entity_id, block).components.get(str(path.inner[0]))
        if len(path.inner) == 1 and isinstance(other, dict) and component is not None:
            return {key: _plain(getattr(component, key)) for key in other if hasattr(component, key)}
        if len(path.inner) == 2 and hasattr(component, str(path.inner[1])):
            return _plain(getattr(component, str(path.inner[1])))
        return None

    def _told(self, path: Path, value: Value) -> str:
        node = (self._now.files.get(path.file) or self._before.files[path.file]).kind
        return self._words.value(value, self._words.spec(node, path.inner, is_head=path.entity_id is None))

    def _is_instance(self, path: Path) -> bool:
        node = self._now.files.get(path.file)
        block = node.entities.get(path.block_id or "") if node is not None else None
        return (
            block is not None and "prefab" in block.data and path.inner[:1] not in (("name",), ("parent",), ("tags",))
        )


def _plain(value: object) -> Value:
    """A component's value as a file would hold it."""
    return cast("Value", [*cast("tuple[object, ...]", value)] if isinstance(value, tuple) else value)
