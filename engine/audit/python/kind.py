"""How a kind is written: a function over nodes of the tree, or over uses of values, that yields spots."""

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from engine.audit.python.source import Source
from engine.walk import walk_modules

Weight = Literal["fails", "hides", "claims"]
"""It stops whoever runs it; it keeps a failure from being heard of; it says something that nobody checks."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was looked at.

    `node` is what the bytes of the site are of, `at` where people look first. `excuse` says why it can't fail or is
    meant so; it is empty for a finding.
    """

    node: ast.expr | ast.stmt | ast.ExceptHandler
    words: str
    excuse: str = ""
    at: ast.expr | ast.stmt | ast.ExceptHandler | None = None
    reason: str = ""
    """Why it is so, in words that stand in the file other than beside the place."""
    span: tuple[int, int] | None = None
    """First and last byte (exclusive), for what is no node of the tree, such as a comment."""


@dataclass(frozen=True)
class Kind:
    """A kind as the walk finds it.

    `ruff` are the rules of ruff that look for the same.
    """

    id: str
    title: str
    weight: Weight
    look: Callable[[Any, Source], Iterable[Spot]]
    nodes: tuple[type[ast.AST], ...]
    uses: tuple[str, ...]
    ruff: tuple[str, ...]
    words: tuple[bytes, ...] = ()
    """A file without any of these has nothing to look at; without any here, every file may."""
    dropped: frozenset[str] = frozenset()
    """Methods whose answers it asks about where they are dropped."""

    @property
    def doc(self) -> str:
        """What the kind says about itself."""
        return (self.look.__doc__ or "").strip()


def kind(
    id: str,
    title: str,
    weight: Weight,
    *,
    nodes: tuple[type[ast.AST], ...] = (),
    uses: tuple[str, ...] = (),
    ruff: tuple[str, ...] = (),
    words: tuple[bytes, ...] = (),
    dropped: frozenset[str] = frozenset(),
) -> Callable[[Callable[[Any, Source], Iterable[Spot]]], Kind]:
    """Make a kind of the decorated function, which is given each such node, or each such `Use`."""

    def decorate(look: Callable[[Any, Source], Iterable[Spot]]) -> Kind:
        return Kind(id, title, weight, look, nodes, uses, ruff, words, dropped)

    return decorate


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of its name."""
    modules = walk_modules("engine.audit.python.kinds")
    found = [each for module in modules for each in vars(module).values() if isinstance(each, Kind)]
    return tuple(sorted(found, key=lambda each: each.id))
