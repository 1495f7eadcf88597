"""Changes of lists of words that name things and may number them, as "attack" and "attack=2.5".

Each turns one entity's list into its new one and touches one word: the others keep their letters. `turn` tells words
of the same name apart: the first is 0. An entity whose list lacks the word keeps its list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editor.ui.fields.change import Change
from engine.schema.numbered import read_word, written_word


@dataclass(frozen=True)
class Listed:
    """Every list gets this name at the end, with its own number, unless it is there."""

    name: str

    def apply(self, old: Any) -> Any:
        """The longer list."""
        words = _words(old)
        return words if any(read_word(word).name == self.name for word in words) else [*words, self.name]


@dataclass(frozen=True)
class Dropped:
    """Every list loses this word."""

    name: str
    turn: int = 0

    def apply(self, old: Any) -> Any:
        """The shorter list."""
        return [word for word, key in keyed(old) if key != (self.name, self.turn)]


@dataclass(frozen=True)
class Renamed:
    """A word names something else, with the same number."""

    name: str
    turn: int
    new: str

    def apply(self, old: Any) -> Any:
        """The list with another name in its place."""
        return [
            written_word(self.new, read_word(word).number) if key == (self.name, self.turn) else word
            for word, key in keyed(old)
        ]


@dataclass(frozen=True)
class Numbered:
    """A word's number is changed, from `own` where it says none; without a change it says none any more."""

    name: str
    turn: int
    change: Change | None
    own: float = 0.0

    def apply(self, old: Any) -> Any:
        """The list with the word's number changed in its place."""
        return [self._changed(word) if key == (self.name, self.turn) else word for word, key in keyed(old)]

    def _changed(self, word: str) -> str:
        if self.change is None:
            return self.name
        before = read_word(word).number
        new = float(self.change.apply(self.own if before is None else before))
        return word if new == before else written_word(self.name, new)


Key = tuple[str, int]
"""A word's name, and the how manieth of that name it is, from 0."""


def keyed(words: Any) -> Iterator[tuple[str, Key]]:
    """Each word with its key."""
    seen: dict[str, int] = {}
    for word in _words(words):
        name = read_word(word).name
        seen[name] = seen.get(name, -1) + 1
        yield word, (name, seen[name])


def _words(old: Any) -> list[str]:
    return [str(each) for each in old or ()]
