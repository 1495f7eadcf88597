"""An error that ends in `pass`."""

import ast
from collections.abc import Iterator

from engine.audit.python.handlers import is_broad, is_silent
from engine.audit.python.kind import Spot, kind
from engine.audit.python.names import dotted
from engine.audit.python.source import Source

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
                yield _judged(handler, is_broad(handler), _wide(handler.type), len(node.body) <= FEW)
        return
    for item in node.items:
        call = item.context_expr
        if isinstance(call, ast.Call) and source.qualified(call.func) == "contextlib.suppress":
            names = {name for each in call.args for name in _names(each)}
            broad = bool(names & {"Exception", "BaseException"})
            yield _judged(call, broad, bool(names & WIDE), len(node.body) <= FEW)


def _judged(node: ast.ExceptHandler | ast.Call, is_all: bool, is_wide: bool, is_short: bool) -> Spot:
    if is_all:
        return Spot(node, "Every error ends here, and nobody hears of it.")
    excuse = "" if is_wide and not is_short else "a narrow error, or one step that may fail so"
    return Spot(node, "A whole family of errors of several steps ends here, and nobody hears of it.", excuse)


def _wide(clause: ast.expr) -> bool:
    return bool(_names(clause) & WIDE)


def _names(clause: ast.expr) -> set[str]:
    each = clause.elts if isinstance(clause, ast.Tuple) else [clause]
    return {dotted(name).rpartition(".")[2] for name in each}
