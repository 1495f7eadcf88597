"""What conditions and calls ask of whoever evaluates expressions."""

import ast
from typing import Protocol

from engine.audit.python.flow.state import State, Value
from engine.audit.python.source import Source


class Evaluating(Protocol):
    """Evaluates the expressions of one function."""

    source: Source
    is_quiet: bool
    """While a condition is only looked at again, nobody is told of uses."""

    def value(self, node: ast.expr | None, state: State) -> Value:
        """What `node` evaluates to; `state` learns what follows from it."""
        ...

    def needs(self, node: ast.expr, value: Value, state: State, whole: ast.expr | ast.stmt) -> None:
        """`node` is used in a way that None can't be."""
        ...

    def type_of(self, node: ast.expr, state: State) -> str:
        """Full name of the class of a value; empty where unknown."""
        ...
