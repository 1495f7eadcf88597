"""Which errors are caught around a place."""

import ast

from engine.audit.python.declared import Declared
from engine.audit.python.names import dotted

EVERYTHING = frozenset({"Exception", "BaseException"})
SUPPRESSING = frozenset({"suppress", "raises"})
"""`contextlib.suppress`, and `pytest.raises` in tests."""
ABOVE = {
    "KeyError": ("LookupError",),
    "IndexError": ("LookupError",),
    "StopIteration": (),
    "AttributeError": (),
    "TypeError": (),
    "ValueError": (),
}


def names_of(clause: ast.expr | None, declared: Declared, depth: int = 3) -> frozenset[str]:
    """The errors that an `except` clause names; "*" for everything and for groups that stand in another file."""
    if clause is None:
        return frozenset("*")
    if isinstance(clause, ast.Starred):
        return names_of(clause.value, declared, depth)
    if isinstance(clause, ast.Tuple):
        return frozenset[str]().union(*(names_of(each, declared, depth) for each in clause.elts))
    if isinstance(clause, ast.BinOp):
        return names_of(clause.left, declared, depth) | names_of(clause.right, declared, depth)
    name = dotted(clause)
    short = name.rpartition(".")[2]
    if short in EVERYTHING or not name:
        return frozenset("*")
    if name in declared.error_groups and depth:
        group = declared.error_groups[name]
        return frozenset[str]().union(*(names_of(each, declared, depth - 1) for each in group))
    return frozenset({"*"} if short.isupper() else {short})


def caught_by(node: ast.Try | ast.TryStar, declared: Declared) -> frozenset[str]:
    """What the handlers of a `try` catch."""
    return frozenset[str]().union(*(names_of(handler.type, declared) for handler in node.handlers))


def suppressed_by(item: ast.withitem, declared: Declared) -> frozenset[str]:
    """What a `with suppress(...)` lets pass; empty for any other."""
    call = item.context_expr
    if isinstance(call, ast.Call) and dotted(call.func).rpartition(".")[2] in SUPPRESSING:
        return frozenset[str]().union(*(names_of(each, declared) for each in call.args))
    return frozenset()


def catches(caught: frozenset[str], *errors: str) -> bool:
    """Whether one of the errors is caught, by its own name or by that of a class above it."""
    wanted = {"*", *errors, *(above for error in errors for above in ABOVE.get(error, ()))}
    return not wanted.isdisjoint(caught)
