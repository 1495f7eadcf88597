"""Conflicts in designers' words: who did what to whom."""

from collections.abc import Mapping
from typing import Any, cast

from engine.document.merge.conflict import Trio
from engine.document.path import Path, words
from engine.document.state.node import FileNode
from engine.document.wording import block_name, counted, value_words
from engine.schema.component import RESERVED_KEYS
from engine.schema.fields import FieldSpec
from engine.schema.files import HEADS
from engine.schema.values import same
from engine.schema.vocabulary import Vocabulary, component_words

Block = Mapping[str, Any]
SHOWN = 3
"""How many changes of one entity a sentence names."""


class Wording:
    """Says things with the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._components = vocabulary.components

    def spec(self, kind: str, keys: tuple[str | int, ...], *, is_head: bool) -> FieldSpec | None:
        """The description of a field, where one is known; all that is said of a part is none."""
        if not keys:
            return None
        model: Any = HEADS[kind] if is_head else self._components.get(str(keys[0]))
        for key in keys if is_head else keys[1:]:
            spec = model.field(str(key)) if model is not None else None
            if spec is None or spec.kind != "table":
                return spec
            model = cast("Any", type(spec.default))
        return None

    def value(self, value: Any, spec: FieldSpec | None) -> str:
        """A value as it is read aloud."""
        if (isinstance(value, list) and spec is None) or (spec and spec.kind in ("refs", "texts")):
            return ", ".join(map(str, cast("list[Any]", value or []))) or "nothing"
        return value_words(value, spec)

    def label(self, path: Path) -> str:
        """The part of an entity or a file that a path names: "Health", "Melee reach"."""
        inner = path.what or "overrides"
        return inner[:1].upper() + inner[1:]

    def value_conflict(self, path: Path, kind: str, title: str, trio: Trio[Any]) -> str:
        """A value that each side set differently."""
        spec = self.spec(kind, path.inner, is_head=path.entity_id is None)
        label = self.label(path)
        what = f"{_owner(title)} {label[:1].lower() + label[1:]}"
        base, ours, theirs = (None if value is None else self.value(value, spec) for value in trio)
        was = f" (it was {base})" if base is not None else ""
        if ours is not None and theirs is not None:
            if isinstance(trio.ours, dict) and isinstance(trio.theirs, dict):
                return f"{what}: you and the other side changed it in different ways."
            return f"{what}: you set {ours}, the other side {theirs}{was}."
        mine = f"set {ours}" if ours is not None else "removed it"
        other = f"set {theirs}" if theirs is not None else "removed it"
        if isinstance(trio.ours if trio.ours is not None else trio.theirs, dict):
            mine, other = ("changed it", "removed it") if ours is not None else ("removed it", "changed it")
            was = ""
        return f"{what}: you {mine}, the other side {other}{was}."

    def removal(self, title: str, trio: Trio[Block | None]) -> str:
        """An entity that one side deleted and the other changed."""
        base = trio.base or {}
        if trio.ours is None:
            return f"{title}: you deleted it, the other side {self.deeds(base, trio.theirs or {})}."
        return f"{title}: you {self.deeds(base, trio.ours)}, the other side deleted it."

    def addition(self, title: str, trio: Trio[Block | None]) -> str:
        """An entity that both sides added, each in its own way."""
        ours, theirs = trio.ours or {}, trio.theirs or {}
        unlike = _leaves(ours, theirs)[:SHOWN]
        told = [
            f"{self._what(keys)} {self._told(ours, keys)} in yours, {self._told(theirs, keys)} in the other"
            for keys in unlike
        ]
        return f"{title}: both sides added it, but differently: {'; '.join(told)}."

    def deeds(self, before: Block, after: Block) -> str:
        """What was done to an entity: "moved it to (3, 0, 1) m and renamed it to Kael"."""
        done = [self._deed(before, after, keys) for keys in _leaves(before, after)]
        if not done:
            return "changed its comments"
        if len(done) > SHOWN:
            done = [*done[: SHOWN - 1], f"made {len(done) - SHOWN + 1} more changes"]
        return done[0] if len(done) == 1 else f"{', '.join(done[:-1])} and {done[-1]}"

    def files(self, before: FileNode, after: FileNode) -> str:
        """What was done to a file, counted."""
        old, new = before.entities, after.entities
        added, removed = len(new.keys() - old.keys()), len(old.keys() - new.keys())
        changed = sum(not same(old[key].data, new[key].data) for key in old.keys() & new.keys())
        counts = ((changed, "changed"), (added, "added"), (removed, "deleted"))
        told = [f"{counted(count, 'entity', 'entities')} {what}" for count, what in counts if count]
        if not same(before.head.data, after.head.data):
            told.append("its settings changed")
        return ", ".join(told) or "its order or comments"

    def _deed(self, before: Block, after: Block, keys: tuple[str, ...]) -> str:
        old, new = _at(before, keys), _at(after, keys)
        match keys:
            case ("name",):
                return f"renamed it to {new}" if new else "took its name away"
            case ("parent",):
                return f"put it under {words(str(new))}" if new else "moved it to the top"
            case ("hidden" | "locked" as key,):
                return {"hidden": ("hid it", "showed it"), "locked": ("locked it", "unlocked it")}[key][0 if new else 1]
            case ("transform", "position") if new is not None:
                return f"moved it to {self._told(after, keys)}"
            case (component,) if component not in RESERVED_KEYS:
                what = component_words(component)
                return (
                    f"gave it {what}"
                    if old is None
                    else f"took its {what} away"
                    if new is None
                    else f"changed its {what}"
                )
            case _:
                what = self._what(keys)
                return f"set its {what} to {self._told(after, keys)}" if new is not None else f"reset its {what}"

    def _what(self, keys: tuple[str, ...]) -> str:
        label = self.label(Path.entity("scenes/any", "any", *keys))
        return label[:1].lower() + label[1:]

    def _told(self, block: Block, keys: tuple[str, ...]) -> str:
        value = _at(block, keys)
        return "absent" if value is None else self.value(value, self.spec("scene", keys, is_head=False))


def name_of(identifier: str, trio: Trio[Block | None]) -> str:
    """What people call an entity that a merge is about."""
    return next(
        (block_name(identifier, block) for block in (trio.ours, trio.base, trio.theirs) if block), words(identifier)
    )


def _owner(title: str) -> str:
    return f"{title}'" if title.endswith("s") else f"{title}'s"


def _leaves(before: Block, after: Block) -> list[tuple[str, ...]]:
    """The paths of what differs: fields of components that both have, whole values otherwise."""
    found: list[tuple[str, ...]] = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if same(old, new):
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            inner = cast("dict[str, Any]", old), cast("dict[str, Any]", new)
            found += [
                (key, name)
                for name in dict.fromkeys([*inner[0], *inner[1]])
                if not same(inner[0].get(name), inner[1].get(name))
            ]
        else:
            found.append((key,))
    return found


def _at(block: Block, keys: tuple[str, ...]) -> Any:
    value: Any = block
    for key in keys:
        value = cast("dict[str, Any]", value).get(key) if isinstance(value, dict) else None
    return value
