"""The words that the planner reads, from a file: numbers, rates, forms, degrees."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from engine.llm.context.retrieval import stem
from engine.resources import resource

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Words:
    """What stands in `resources/planner/words.toml`."""

    numbers: Mapping[str, int]
    rates: Mapping[str, float]
    forms: Mapping[str, str]
    stop: frozenset[str]
    glue: frozenset[str]
    enemies: frozenset[str]
    entering: frozenset[str]
    ends: tuple[str, ...]
    degrees: Mapping[str, tuple[str, ...]]
    principal: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Difficulty:
    """What stands in `resources/planner/difficulty.toml`."""

    expected: Mapping[str, float]
    other: float
    sensitivity: float
    fields: tuple[str, ...]


@cache
def words() -> Words:
    """The words that are read."""
    said = _table("words.toml")
    lists = said["lists"]
    return Words(
        said["numbers"],
        said["rates"],
        said["forms"],
        frozenset(stem(each) for each in lists["stop"]),
        frozenset(stem(each) for each in lists["glue"]),
        frozenset(lists["enemies"]),
        frozenset(lists["entering"]),
        tuple(lists["ends"]),
        {key: tuple(value) for key, value in said["degrees"].items()},
        {key: tuple(value) for key, value in said["principal"].items()},
    )


@cache
def difficulty() -> Difficulty:
    """What a win rate is guessed by."""
    said = _table("difficulty.toml")
    guess = said["guess"]
    return Difficulty(said["expected"], guess["other"], guess["sensitivity"], tuple(guess["fields"]))


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text's words, ids among them, with irregular forms made regular."""
    forms = words().forms
    return tuple(stem(forms.get(word, word)) for word in _WORD.findall(text.casefold()))


def telling(text: str) -> tuple[str, ...]:
    """The stems that say which thing is meant; all of them where none does."""
    found = stems_of(text)
    return tuple(each for each in found if each not in words().stop) or found


def number_in(text: str, default: int | None = None) -> int | None:
    """The last number of a text, in figures or in words."""
    for word in reversed(_WORD.findall(text.casefold())):
        if word.isascii() and word.isdigit():
            return int(word[:9])
        if word in words().numbers:
            return words().numbers[word]
    return default


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names for a sentence, each once; of many the first, and how many more there are."""
    different = list(dict.fromkeys(names))
    more = len(different) - most
    return ", ".join(different[:most]) + (f" and {more} more" if more > 0 else "")


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("planner", name).read_text(encoding="utf-8"))
