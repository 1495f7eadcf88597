"""Conflicts: what two sides did to one thing, and who decides which of them holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from engine.document.path import Path
from engine.schema.values import Value

Side = Literal["ours", "theirs", "base"]
Kind = Literal["value", "removed", "added", "file", "parent"]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Conflict:
    """Two changes of one thing that can't both hold. None as a value stands for absent."""

    file: str
    path: Path | None
    entity: str | None
    kind: Kind
    base: Value
    ours: Value
    theirs: Value
    title: str
    """Whom or what it is about: "Kael"."""
    label: str
    """Which part of it: "Health"; empty where it is about the whole."""
    text: str
    """A whole sentence in designers' words."""
    key: str
    """The same for the same conflict, however often the merge is made."""


class Trio(NamedTuple, Generic[T]):
    """The same thing at the common start and on both sides."""

    base: T
    ours: T
    theirs: T

    def map(self, change: Callable[[T], R]) -> Trio[R]:
        """The same of each of the three."""
        return Trio(change(self.base), change(self.ours), change(self.theirs))

    def of(self, side: Side) -> T:
        """The thing as one of them has it."""
        return getattr(self, side)

    def changed_once(self) -> T | None:
        """What holds where at most one side changed it, or both alike; None where they differ."""
        if self.ours == self.theirs or self.theirs == self.base:
            return self.ours
        return self.theirs if self.ours == self.base else None


SIDES = Trio[Side]("base", "ours", "theirs")


def each_at(tables: Trio[Any], key: str) -> Trio[Any]:
    """What stands under a key in each of three tables; None where nothing does."""
    return tables.map(lambda table: table.get(key))


class Judge:
    """Collects conflicts and says which side holds; ours where nobody chose."""

    def __init__(self, choices: Mapping[str, Side]) -> None:
        self._choices = choices
        self.conflicts: dict[str, Conflict] = {}

    def settle(self, conflict: Conflict) -> Side:
        """Note a conflict and say which side holds."""
        self.conflicts[conflict.key] = conflict
        return self._choices.get(conflict.key, "ours")
