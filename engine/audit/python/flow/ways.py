"""Which method follows a node: the one with the name of its class, looked up once for each."""

import ast
from collections.abc import Callable
from typing import Any


class Ways(dict[type[ast.AST], Callable[..., Any]]):
    """Class of a node -> the method of `owner` that is called like it; `other` for those without one."""

    def __init__(self, owner: type[object], other: Callable[..., Any]) -> None:
        super().__init__()
        self._owner = owner
        self._other = other

    def __missing__(self, kind: type[ast.AST]) -> Callable[..., Any]:
        found: Callable[..., Any] = getattr(self._owner, f"_{kind.__name__.lower()}", self._other)
        self[kind] = found
        return found
