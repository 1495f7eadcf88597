"""Words of a list that name something and may give it a number: "attack", "attack=2.5"."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

Words: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Actions and goals as an `agent` component spells them."""


@dataclass(frozen=True)
class NumberedWord:
    """A word taken apart; `number` is None where the word gives none, or none that can be read."""

    name: str
    number: float | None = None
    is_readable: bool = True


@lru_cache(maxsize=4096)
def read_word(text: str) -> NumberedWord:
    """The name and the number of a word; remembered, since every rule about words asks for the same few."""
    name, equals, number = text.partition("=")
    if not equals:
        return NumberedWord(name.strip())
    try:
        return NumberedWord(name.strip(), float(number))
    except ValueError:
        return NumberedWord(name.strip(), None, is_readable=False)


def written_word(name: str, number: float | None) -> str:
    """A name and a number as a file holds them; no number where the name's own one counts."""
    return name if number is None else f"{name}={float(number)}"
