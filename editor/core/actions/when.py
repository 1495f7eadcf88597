"""Enablement expressions over named context keys, and which key is to blame when one is false."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Blame:
    """The key that decides: `key` is false although it is needed, or true although it must not be (`wanted`)."""

    key: str
    wanted: bool


@cache
def parse(expression: str) -> ast.expr:
    """The tree of an expression made of names, `and`, `or`, `not` and brackets.

    Raises ValueError for anything else.
    """
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"{expression!r} is no expression over context keys: {error.msg}") from None
    for node in ast.walk(tree):
        if not isinstance(node, ast.BoolOp | ast.UnaryOp | ast.Name | ast.boolop | ast.Not | ast.Load):
            raise ValueError(f"{expression!r} may hold names, and, or, not and brackets only")
    return tree


def names(expression: str) -> frozenset[str]:
    """The context keys that an expression reads."""
    if not expression:
        return frozenset()
    return frozenset(node.id for node in ast.walk(parse(expression)) if isinstance(node, ast.Name))


def blame(expression: str, value: Callable[[str], bool]) -> Blame | None:
    """None when the expression holds (an empty one always does), else the first key that keeps it from holding."""
    return _blame(parse(expression), value, wanted=True) if expression else None


def _blame(node: ast.expr, value: Callable[[str], bool], *, wanted: bool) -> Blame | None:
    if isinstance(node, ast.Name):
        return None if value(node.id) == wanted else Blame(node.id, wanted)
    if isinstance(node, ast.UnaryOp):
        return _blame(node.operand, value, wanted=not wanted)
    assert isinstance(node, ast.BoolOp)
    parts = [_blame(part, value, wanted=wanted) for part in node.values]
    # De Morgan: a negated `or` needs every part, like a plain `and`.
    needs_all = isinstance(node.op, ast.And) == wanted
    failed = [part for part in parts if part is not None]
    if needs_all:
        return failed[0] if failed else None
    return failed[0] if len(failed) == len(parts) else None
