"""Templates: files that say which words ask for them and what is answered, with slots for what a wish names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, cast

from engine.llm.context.retrieval import stem
from engine.llm.offline.words import stems_of
from engine.resources import resource

_SLOT = re.compile(r"\$([a-z_]+)")


class Slots(Protocol):
    """What a wish fills slots with."""

    def filled(self, name: str) -> Any:
        """The value of a slot; None where the wish does not ask for it.

        Raises:
            CannotError: The wish asks for it, but in a way that can't be read or fulfilled.
        """
        ...


@dataclass(frozen=True)
class Template:
    """One kind of wish. `reads` is an example of it; the greatest `rank` goes first among those that are asked for.

    `must` is a pattern that a sentence has to have besides one of the words; empty for none.
    """

    name: str
    words: frozenset[str]
    reads: str
    title: str
    summary: str
    hunks: tuple[Mapping[str, Any], ...]
    rank: int = 0
    must: str = ""
    distance: float = 0.0
    hides: bool = False
    shouts: tuple[str, ...] = ()

    def fit(self, text: str) -> tuple[int, int]:
        """How well a sentence asks for it: (rank, how many of its words are there); (-1, 0) where it does not."""
        found = len(self.words & frozenset(stems_of(text)))
        is_asked = found and re.search(self.must, text, re.IGNORECASE) is not None
        return (self.rank, found) if is_asked else (-1, 0)


@cache
def templates() -> tuple[Template, ...]:
    """Every template, by name."""
    return tuple(
        _read(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(resource("planner", "templates").glob("*.toml"))
    )


def _read(said: dict[str, Any]) -> Template:
    stems = frozenset(stem(word) for word in said.pop("words"))
    lists = {"hunks": tuple(said.pop("hunks")), "shouts": tuple(said.pop("shouts", ()))}
    return Template(words=stems, **lists, **said)


def template_for(sentence: str) -> Template | None:
    """The template that a sentence asks for; None where it asks for none."""
    ranked = sorted(templates(), key=lambda each: (*(-number for number in each.fit(sentence)), each.name))
    return ranked[0] if ranked and ranked[0].fit(sentence)[1] else None


def hunks_of(template: Template, slots: Slots) -> list[dict[str, Any]]:
    """The hunks of a template with every slot filled.

    Raises:
        CannotError: A slot that is needed can't be filled.
    """
    found: list[dict[str, Any]] = []
    for hunk in template.hunks:
        if _is_wanted(hunk, slots):
            said: Any = hunk["operations"]
            operations: Any = said
            if isinstance(said, list):
                operations = [each for each in cast("list[Any]", said) if _is_wanted(each, slots)]
            found.append(filled({"id": hunk["id"], "why": hunk["why"], "operations": operations}, slots))
    return found


def _is_wanted(part: Any, slots: Slots) -> bool:
    only = cast("Mapping[str, Any]", part).get("only_with") if isinstance(part, Mapping) else None
    return only is None or slots.filled(str(only)) is not None


def filled(value: Any, slots: Slots) -> Any:
    """A part of a template with its slots filled: a text that is one slot becomes the slot's value, of any kind."""
    if isinstance(value, str):
        whole = _SLOT.fullmatch(value)
        if whole:
            return slots.filled(whole[1])
        return _SLOT.sub(lambda match: _as_text(slots.filled(match[1])), value)
    if isinstance(value, Mapping):
        table = cast("Mapping[str, Any]", value)
        return {key: filled(each, slots) for key, each in table.items() if key != "only_with"}
    if isinstance(value, Sequence):
        return [filled(each, slots) for each in cast("Sequence[Any]", value)]
    return value


def _as_text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)
