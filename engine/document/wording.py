"""Values in people's words, for sentences and messages."""

import json
from collections.abc import Mapping
from typing import Any, cast

from engine.document.path import words
from engine.schema.fields import FieldSpec


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
            return f"{len(cast('dict[str, Any]', value))} values"
        case _:
            return str(value)


def number_words(value: float) -> str:
    """A number with at most three decimals."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def block_name(identifier: str, block: Mapping[str, Any]) -> str:
    """What an entity is called: its name, or its id in words."""
    name = block.get("name")
    return name if isinstance(name, str) and name else words(identifier)
