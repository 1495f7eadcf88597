"""`next()` without a default: StopIteration, which a generator around it turns into something else."""

import ast
from collections.abc import Iterator

from engine.audit.python.documented import declared_error
from engine.audit.python.flow.use import Use
from engine.audit.python.guards import catches
from engine.audit.python.kind import Spot, kind
from engine.audit.python.reach import reach_of
from engine.audit.python.source import Function, Source


@kind("next", "next() without a default", "fails", uses=("next",))
def next_without_default(use: Use, source: Source) -> Iterator[Spot]:
    """Nothing may be left. Endless iterators, checked collections and iterators that pass StopIteration on are fine."""
    function = source.function_of(use.node)
    yield Spot(
        use.subject if not isinstance(use.node, ast.expr) else use.node,
        "Nothing may be left for `next`, which then raises StopIteration.",
        _excuse(use, source, function),
        reason=declared_error(source, use.node, "StopIteration"),
    )


def _excuse(use: Use, source: Source, function: Function | None) -> str:
    if use.is_checked:
        return "there is something left on every way here"
    if catches(use.caught, "StopIteration", "RuntimeError"):
        return "StopIteration is caught"
    if function is not None and function.name in ("__next__", "send", "throw"):
        return "an iterator passes StopIteration on"
    if use.words and use.words in _sure_generators(source):
        return "the generator yields at least once"
    if catches(reach_of(source).caught_by_callers(use.node), "StopIteration", "RuntimeError"):
        return "every caller in the file catches StopIteration"
    return ""


def _sure_generators(source: Source) -> set[str]:
    """Generators of the file that yield before anything can end them."""
    return {node.name for node in source.tree.body if isinstance(node, Function) and _yields_first(node.body)}


def _yields_first(body: list[ast.stmt]) -> bool:
    for each in body:
        if isinstance(each, ast.Expr | ast.Assign) and isinstance(each.value, ast.Yield):
            return True
        if isinstance(each, ast.With | ast.Try):
            return _yields_first(each.body)
        if isinstance(each, ast.While) and isinstance(each.test, ast.Constant) and each.test.value:
            return _yields_first(each.body)
        if not isinstance(each, ast.Expr | ast.Assign | ast.AnnAssign | ast.Import | ast.ImportFrom | ast.FunctionDef):
            return False
    return False
