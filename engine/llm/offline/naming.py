"""Which thing of the project a phrase means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.llm.offline.words import stems_of, telling

ENOUGH = 0.5
"""Of the words of a phrase so large a share has to be a thing's own."""


@dataclass(frozen=True)
class Named:
    """Something that can be meant: by the words of its id and name, or, less surely, by those that go with it."""

    id: str
    name: str
    row: Mapping[str, Any]
    about: str = ""

    @property
    def own(self) -> frozenset[str]:
        """Stems of its id and name."""
        return frozenset(stems_of(f"{self.id} {self.name}"))

    def fit(self, phrase: str) -> float:
        """How well a phrase means it: 1 where each word is its own, 0 where none is."""
        asked = frozenset(telling(phrase))
        if not asked:
            return 0.0
        own, about = self.own, frozenset(stems_of(self.about))
        return sum(1.0 if each in own else 0.4 if each in about else 0.0 for each in asked) / len(asked)


def best(phrase: str, candidates: Iterable[Named]) -> Named | None:
    """Whom a phrase means: the best fit, of equals the one with the fewest other words; None where none fits."""
    found = [(-each.fit(phrase), len(each.own), each.id, each) for each in candidates]
    found = [each for each in found if -each[0] >= ENOUGH]
    return min(found, key=lambda each: each[:3])[3] if found else None


def head_noun(name: str) -> str:
    """The stem of the last word of a name: of Rift Stalker that of stalker."""
    found = stems_of(name)
    return found[-1] if found else ""
