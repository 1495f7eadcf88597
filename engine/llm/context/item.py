"""One thing that can be told of a project, and how much it matters."""

from dataclasses import dataclass
from typing import Any, Literal

Section = Literal["world", "zone", "selection", "entities", "prefabs", "rules", "notes", "earlier"]
SECTIONS: tuple[Section, ...] = ("world", "zone", "selection", "entities", "prefabs", "rules", "notes", "earlier")
"""In the order in which they are sent."""
ALWAYS, POINTED_AT, WRITTEN, PARTY, AT_HAND, REST = range(6)
"""Ranks, the first first: what is always told, what the designer points at, what somebody wrote down, the party, the
encounter at hand with what may act in it, and all the rest."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a section. `words` is what a wish is compared with."""

    section: Section
    key: str
    data: Any
    words: str
    rank: int
