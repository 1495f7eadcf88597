"""An error that ends in `pass`."""

import ast
from collections.abc import Iterator

from engine.audit.python.handlers import is_broad, is_silent
from engine.audit.python.kind import Spot, kind
from engine.audit.python.names import dotted
from engine.audit.python.nodes import children, walk
from engine.audit.python.source import Function, Source

WIDE = frozenset(
    {
        "OSError",
        "IOError",
        "EnvironmentError",
        "RuntimeError",
        "TypeError",
        "AttributeError",
        "ValueError",
        "LookupError",
    }
)
"""Families of errors that a body of several steps can raise for reasons that nobody thought of."""
FEW = 1
OWN_STEPS = frozenset({"append", "add", "discard", "Path", "str", "len"})
"""Calls that fail for nothing that the world does."""


@kind(
    "swallowed-error",
    "An error that nobody hears of",
    "hides",
    nodes=(ast.Try, ast.With, ast.AsyncWith),
    ruff=("S110", "S112"),
)
def swallowed_error(node: ast.Try | ast.With | ast.AsyncWith, source: Source) -> Iterator[Spot]:
    """`except Exception: pass`, or a family of errors after several steps. One narrow error of one step is fine."""
    if isinstance(node, ast.Try):
        for handler in node.handlers:
            if handler.type is not None and is_silent(handler):
                is_short = steps(node.body) <= FEW or _has_fallback(node, source)
                yield _judged(handler, is_broad(handler), _wide(handler.type), is_short)
        return
    for item in node.items:
        call = item.context_expr
        if isinstance(call, ast.Call) and source.qualified(call.func) == "contextlib.suppress":
            names = {name for each in call.args for name in _names(each)}
            broad = bool(names & {"Exception", "BaseException"})
            yield _judged(call, broad, bool(names & WIDE), steps(node.body) <= FEW)


def _has_fallback(node: ast.Try, source: Source) -> bool:
    """Whether the body returns where it works, and something else is done after it where it does not."""
    if not any(isinstance(each, ast.Return) for part in node.body for each in walk(part)):
        return False
    below: ast.AST = node
    for around in source.above(node):
        block = getattr(around, "body", None)
        if isinstance(block, list) and below in block and block[-1] is not below:
            return True
        if isinstance(around, Function):
            return False
        below = around
    return False


def steps(body: list[ast.stmt]) -> int:
    """How many statements of a body ask something of others; what is in a loop or a branch counts as well."""
    return sum(_asks(each) for each in body)


def _asks(node: ast.stmt) -> int:
    inner = [each for each in children(node) if isinstance(each, ast.stmt)]
    if inner:
        return 1 + steps(inner)
    calls = [each.func for each in walk(node) if isinstance(each, ast.Call)]
    return any((dotted(each) or getattr(each, "attr", "")).rpartition(".")[2] not in OWN_STEPS for each in calls)


def _judged(node: ast.ExceptHandler | ast.Call, is_all: bool, is_wide: bool, is_short: bool) -> Spot:
    if is_all:
        return Spot(node, "Every error ends here, and nobody hears of it.")
    excuse = "" if is_wide and not is_short else "a narrow error, one step that may fail so, or one with a fallback"
    return Spot(node, "A whole family of errors of several steps ends here, and nobody hears of it.", excuse)


def _wide(clause: ast.expr) -> bool:
    return bool(_names(clause) & WIDE)


def _names(clause: ast.expr) -> set[str]:
    each = clause.elts if isinstance(clause, ast.Tuple) else [clause]
    return {dotted(name).rpartition(".")[2] for name in each}
