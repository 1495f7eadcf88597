"""Merges the data of one block three ways, field by field; what both sides changed differently is a conflict."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from engine.document.merge.conflict import Trio
from engine.document.order import merged_order
from engine.schema.described import Described
from engine.schema.files import HEADS
from engine.schema.reserved import PARTS, RESERVED
from engine.schema.toml_write import is_table
from engine.schema.values import same
from engine.schema.vocabulary import Vocabulary

Keys = tuple[str, ...]
Decide = Callable[[Keys, Trio[Any]], Any]
"""Asked about a value that both sides changed differently; gives the one that holds, None for absent."""


class Shape:
    """Which tables of a block are merged field by field, and which lists as sets."""

    def __init__(self, vocabulary: Vocabulary, kind: str, *, is_head: bool) -> None:
        self._components = vocabulary.components
        self._head = HEADS[kind] if is_head else None

    def is_unknown(self, keys: Keys) -> bool:
        """Whether keys of the block lead into something that nothing here knows."""
        return self.is_opaque(self._inner(keys)[0])

    def _inner(self, keys: Keys) -> Keys:
        """The keys inside the part that they lead into; a part's block is merged like that of an entity."""
        return keys[2:] if self._head is None and keys[:1] == (PARTS,) and len(keys) > 2 else keys

    def is_opaque(self, key: str) -> bool:
        """Whether nothing here knows what stands under a key of the block; such a value is merged as a whole."""
        if self._head is not None:
            return self._head.field(key) is None
        return key not in RESERVED and key not in self._components

    def is_set(self, keys: Keys) -> bool:
        """Whether the order and number of a list's texts say nothing: tags, actions, goals."""
        keys = self._inner(keys)
        if self._head is None and keys[0] in RESERVED:
            return len(keys) == 1 and RESERVED[keys[0]].kind == "texts"
        model: type[Described] | None = self._head if self._head is not None else self._components.get(keys[0])
        name = keys[0] if self._head is not None else keys[1] if len(keys) == 2 else ""
        spec = model.field(name) if model is not None else None
        return spec is not None and spec.kind in ("refs", "texts")


def merged_table(tables: Trio[Mapping[str, Any]], shape: Shape, decide: Decide, at: Keys = ()) -> dict[str, Any]:
    """One table out of three."""
    keys = dict.fromkeys([*tables.ours, *tables.theirs, *tables.base])
    merged: dict[str, Any] = {}
    for key in keys:
        trio = Trio[Any](tables.base.get(key), tables.ours.get(key), tables.theirs.get(key))
        value = _merged(trio, shape, decide, (*at, key))
        if value is not None:
            merged[key] = value
    return merged


def _merged(trio: Trio[Any], shape: Shape, decide: Decide, keys: Keys) -> Any:
    base, ours, theirs = trio
    if same(ours, theirs) or same(theirs, base):
        return ours
    if same(ours, base):
        return theirs
    if not shape.is_unknown(keys):
        if is_table(ours) and is_table(theirs):
            inner = Trio(base if is_table(base) else {}, ours, theirs)
            return merged_table(inner, shape, decide, keys)
        start: Any = [] if base is None else base
        if shape.is_set(keys) and _is_texts(start) and _is_texts(ours) and _is_texts(theirs):
            both = _merged_set(start, ours, theirs)
            if both is not None:
                return both
    return decide(keys, trio)


def _is_texts(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    items = cast("list[Any]", value)
    return all(isinstance(item, str) for item in items) and len(set(items)) == len(items)


def _merged_set(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """Both sides' additions and removals; None where both gave one name ("evade" of "evade=2.5") different weights."""
    start = set(base)
    touched = [{_name(item) for item in start ^ set(side)} for side in (ours, theirs)]
    for name in touched[0] & touched[1]:
        if {item for item in ours if _name(item) == name} != {item for item in theirs if _name(item) == name}:
            return None
    wanted = (start & set(ours) & set(theirs)) | (set(ours) - start) | (set(theirs) - start)
    return merged_order((base, ours, theirs), wanted)


def _name(item: str) -> str:
    return item.partition("=")[0]
