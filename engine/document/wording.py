"""Values in people's words, for sentences and messages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.document.path import words
from engine.schema.fields import FieldSpec
from engine.schema.numbered import NumberedWord, read_word


def value_words(value: Any, spec: FieldSpec | None = None) -> str:
    """A value as it is read aloud: 140 hp, (1, 0, -2.5) m, on."""
    unit = f" {spec.unit.replace('s2', 's²')}" if spec and spec.unit not in ("", "1") else ""
    match value:
        case None:
            return "nothing"
        case bool():
            return "on" if value else "off"
        case int() | float():
            return f"{number_words(value)}{unit}"
        case str():
            return (
                words(value)
                if spec and spec.kind in ("enum", "ref") and value
                else json.dumps(value, ensure_ascii=False)
            )
        case list() | tuple():
            parts = cast("list[Any]", value)
            if parts and all(isinstance(part, int | float) for part in parts):
                return f"({', '.join(number_words(part) for part in parts)}){unit}"
            return ", ".join(str(part) for part in parts) or "an empty list"
        case dict():
            count = len(cast("dict[str, Any]", value))
            return "1 value" if count == 1 else f"{count} values"
        case _:
            return str(value)


def number_words(value: float) -> str:
    """A number with at most three decimals."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 change", "1,400 changes", "3 entities"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def cut_words(text: str, most: int) -> str:
    """A text of at most so many letters; a longer one ends in "…"."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip(' ,')}…"


def list_change_words(owner: str, spec: FieldSpec, old: Sequence[object], new: Sequence[object]) -> str:
    """What became of a list of names: "Set the cost of Evade of Kael to 9", "Add action Search to Kael".

    A change of several names is told by its number: "Change 3 actions of Kael".
    """
    before = {word.name: word for word in map(_word, old)}
    after = {word.name: word for word in map(_word, new)}
    what = spec.ref or "name"
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not changed:
        return f"Reorder the {what}s of {owner}"
    if len(changed) > 1:
        return f"Change {len(changed)} {what}s of {owner}"
    name, called = changed[0], words(changed[0])
    if name not in before:
        return f"Add {what} {called} to {owner}"
    if name not in after:
        return f"Remove {what} {called} from {owner}"
    number = after[name].number
    counted = f"the {spec.number or 'number'} of {called} of {owner}"
    return f"Reset {counted}" if number is None else f"Set {counted} to {number_words(number)}"


def _word(text: object) -> NumberedWord:
    return read_word(str(text))


def block_name(identifier: str, block: Mapping[str, Any]) -> str:
    """What an entity is called: its name, or its id in words."""
    name = block.get("name")
    return name if isinstance(name, str) and name else words(identifier)
