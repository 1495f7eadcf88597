"""One line of the command palette, and the best of them."""

from collections.abc import Callable
from dataclasses import dataclass

MOST = 60
"""So many lines are shown at most."""


@dataclass(frozen=True)
class Result:
    """One line: `places` are the letters to lift out, `why_not` says why it cannot be chosen now."""

    title: str
    glyph: str
    category: str
    keys: str
    why_not: str
    places: tuple[int, ...]
    run: Callable[[], None]


@dataclass(frozen=True)
class Results:
    """The best lines and how many were looked at."""

    lines: list[Result]
    total: int
    noun: str


Scored = tuple[float, Result]
