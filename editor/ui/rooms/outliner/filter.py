"""The filter language of the Outliner and of Assets: terms, their negation, and `or` between groups of them.

Its table for people is `FILTER_TERMS`: the popup of a filter field and the help show these rows, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

STATES = ("broken", "hidden", "locked", "prefab", "part", "overridden", "playing")
KEYS = ("c", "tag", "p", "in", "is")
OR = "or"
_TERM = re.compile(r'(?P<not>-?)(?:(?P<key>(?i:c|tag|p|in|is)):)?(?:"(?P<quoted>[^"]*)"?|(?P<word>[^\s"]*))')

Test = Callable[["Filterable"], bool]


@dataclass(frozen=True)
class FilterTerm:
    """One row of the table: how a term is written, what it finds, and an example that can be typed as it stands."""

    pattern: str
    words: str
    example: str


FILTER_TERMS: tuple[FilterTerm, ...] = (
    FilterTerm("name", "The name holds this; quotes keep spaces together", '"rift stalker"'),
    FilterTerm("c:component", "It has this component", "c:spawn_group"),
    FilterTerm("tag:word", "It has this tag", "tag:party"),
    FilterTerm("p:prefab", "It is made from this prefab", "p:stalker"),
    FilterTerm("in:group", "It stands under this one, at any depth", "in:party"),
    FilterTerm("is:broken", "Problems has something to say about it", "is:broken"),
    FilterTerm("is:hidden", "It is not drawn while editing", "is:hidden"),
    FilterTerm("is:locked", "It can't be chosen in the viewport", "is:locked"),
    FilterTerm("is:prefab", "It is an instance of a prefab", "is:prefab"),
    FilterTerm("is:part", "It is a part of a prefab's instance", "is:part"),
    FilterTerm("is:overridden", "It says something else than its prefab, its place apart", "is:overridden"),
    FilterTerm("is:playing", "It is part of the running copy", "is:playing"),
    FilterTerm("-term", "The term does not hold", "-is:hidden"),
    FilterTerm("term term", "Both hold", "c:agent -tag:party"),
    FilterTerm("term or term", "Either holds", "kael or lyra"),
)


class Filterable(Protocol):
    """What the filter asks of a row; `prefab` and `groups`, names of what it stands under, may be missing."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def components(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def tags(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def states(self) -> frozenset[str]: ...  # noqa: D102


@dataclass(frozen=True)
class Term:
    """One term: "" for the name or one of `KEYS`, its word in small letters, and whether it must not hold."""

    key: str
    word: str
    is_not: bool = False

    @property
    def text(self) -> str:
        """The term as it is typed."""
        plain = self.word
        is_plain = bool(plain) and not re.search(r"\s", plain)
        if not self.key and is_plain:
            # Alone, these would be read as something else than a name.
            is_plain = plain != OR and not plain.startswith(("-", *(f"{key}:" for key in KEYS)))
        head = f"{self.key}:" if self.key else ""
        shown = plain if is_plain else f'"{plain}"'
        return f"{'-' if self.is_not else ''}{head}{shown}"

    @property
    def test(self) -> Test:
        """Whether the term holds for a row."""
        holds = _TESTS[self.key](self.word)
        return (lambda row: not holds(row)) if self.is_not else holds


@dataclass(frozen=True)
class Filter:
    """A parsed filter text: any of the clauses must hold, and of a clause all terms.

    `problem` says in words what could not be read.
    """

    clauses: tuple[tuple[Term, ...], ...] = ()
    problem: str = ""
    _tests: tuple[tuple[Test, ...], ...] = field(default=(), init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tests", tuple(tuple(term.test for term in clause) for clause in self.clauses))

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def accepts(self, row: Filterable) -> bool:
        """Whether a clause holds for the row; an empty filter accepts everything."""
        return not self._tests or any(all(test(row) for test in tests) for tests in self._tests)

    def asks(self, key: str, word: str = "") -> bool:
        """Whether a term has this key, and this word where one is given."""
        return any(term.key == key and word in ("", term.word) for clause in self.clauses for term in clause)

    @property
    def text(self) -> str:
        """The filter as it is typed."""
        return f" {OR} ".join(" ".join(term.text for term in clause) for clause in self.clauses)


def parse_filter(text: str, states: tuple[str, ...] = STATES) -> Filter:
    """Read a filter text; `states` are what `is:` knows, of which the first letters are enough.

    Never raises: what can't be read is told by `problem` and left out, and so is what is still being typed.
    """
    clauses: list[list[Term]] = [[]]
    problem = ""
    for match in _TERM.finditer(text):
        key, is_not = (match["key"] or "").lower(), bool(match["not"])
        is_quoted = match["quoted"] is not None
        word = (match["quoted"] if is_quoted else match["word"] or "").lower()
        if not key and not is_quoted and not is_not and word == OR and clauses[-1]:
            clauses.append([])
            continue
        if not word:
            continue
        if key == "is":
            fitting = [state for state in states if state.startswith(word)]
            if word not in states and len(fitting) != 1:
                known = ", ".join(f"is:{state}" for state in states)
                problem = f"“is:{word}” is unknown; expected {known}." if states else f"“is:{word}” is unknown here."
                continue
            word = word if word in states else fitting[0]
        term = Term(key, word, is_not)
        if term not in clauses[-1]:
            clauses[-1].append(term)
    return Filter(tuple(tuple(clause) for clause in clauses if clause), problem)


def _named(word: str) -> Test:
    return lambda row: word in row.name.lower()


def _with_component(word: str) -> Test:
    wanted = word.replace(" ", "_")
    return lambda row: any(component.startswith(wanted) for component in row.components)


def _with_tag(word: str) -> Test:
    return lambda row: any(tag.lower().startswith(word) for tag in row.tags)


def _of_prefab(word: str) -> Test:
    wanted = word.replace(" ", "_")
    return lambda row: wanted in str(getattr(row, "prefab", "")).lower()


def _in_group(word: str) -> Test:
    return lambda row: any(word in name.lower() for name in getattr(row, "groups", ()))


def _in_state(state: str) -> Test:
    return lambda row: state in row.states


_TESTS: dict[str, Callable[[str], Test]] = {
    "": _named,
    "c": _with_component,
    "tag": _with_tag,
    "p": _of_prefab,
    "in": _in_group,
    "is": _in_state,
}
