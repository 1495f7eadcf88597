"""The outliner's filter language: `name`, `c:component`, `tag:word`, `is:broken`; all terms must hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

STATES = ("broken", "hidden", "locked", "prefab")


class Filterable(Protocol):
    """What the filter asks of a row."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def components(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def tags(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def states(self) -> frozenset[str]: ...  # noqa: D102


@dataclass(frozen=True)
class Filter:
    """A parsed filter text; `problem` says in words what could not be read."""

    tests: tuple[Callable[[Filterable], bool], ...] = field(default=())
    problem: str = ""

    def __bool__(self) -> bool:
        return bool(self.tests)

    def accepts(self, row: Filterable) -> bool:
        """Whether every term holds for the row."""
        return all(test(row) for test in self.tests)


def parse_filter(text: str, states: tuple[str, ...] = STATES) -> Filter:
    """Read a filter text; terms are separated by spaces, a name may be quoted, `states` are what `is:` knows."""
    tests: list[Callable[[Filterable], bool]] = []
    problem = ""
    for term in _terms(text):
        key, colon, word = term.partition(":")
        if not colon or key not in {"c", "tag", "is"}:
            tests.append(_named(term.lower()))
        elif not word:
            continue
        elif key == "c":
            tests.append(_with_component(word.lower()))
        elif key == "tag":
            tests.append(_with_tag(word.lower()))
        elif word in states:
            tests.append(_in_state(word))
        else:
            problem = f"“is:{word}” is unknown; expected {', '.join('is:' + state for state in states)}."
    return Filter(tuple(tests), problem)


def _terms(text: str) -> list[str]:
    terms: list[str] = []
    for number, part in enumerate(text.split('"')):
        terms.extend([part] if number % 2 and part else part.split())
    return terms


def _named(word: str) -> Callable[[Filterable], bool]:
    return lambda row: word in row.name.lower()


def _with_component(word: str) -> Callable[[Filterable], bool]:
    return lambda row: any(component.startswith(word) for component in row.components)


def _with_tag(word: str) -> Callable[[Filterable], bool]:
    return lambda row: any(tag.lower().startswith(word) for tag in row.tags)


def _in_state(state: str) -> Callable[[Filterable], bool]:
    return lambda row: state in row.states
