"""A glimpse of an answer that is still being written, for whoever looks on; nothing is ever made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from jiter import from_json


@dataclass(frozen=True)
class HunkGlimpse:
    """A hunk as far as it is written; `operations` counts those that are begun."""

    id: str
    why: str
    operations: int


@dataclass(frozen=True)
class Glimpse:
    """An answer as far as it is written."""

    title: str = ""
    summary: str = ""
    cannot: str = ""
    hunks: tuple[HunkGlimpse, ...] = ()


def glimpse(text: str) -> Glimpse:
    """What can be seen of an answer so far; nothing where it is no JSON. It is not checked, and may change yet."""
    try:
        data: Any = from_json(text.encode("utf-8", "replace"), partial_mode="trailing-strings")
    except (ValueError, RecursionError):
        return Glimpse()
    if not isinstance(data, Mapping):
        return Glimpse()
    said = cast("Mapping[str, Any]", data)
    listed = said.get("hunks")
    hunks = cast("list[Any]", listed) if isinstance(listed, list) else []
    return Glimpse(
        _text(said.get("title")),
        _text(said.get("summary")),
        _text(said.get("cannot")),
        tuple(_hunk(cast("Mapping[str, Any]", each)) for each in hunks if isinstance(each, Mapping)),
    )


def _hunk(said: Mapping[str, Any]) -> HunkGlimpse:
    operations = said.get("operations")
    count = len(cast("list[Any]", operations)) if isinstance(operations, list) else 0
    return HunkGlimpse(_text(said.get("id")), _text(said.get("why")), count)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
