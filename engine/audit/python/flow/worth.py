"""Which functions are worth following: those that something stands in which a use that fails could come of.

Following costs far more than reading, and most functions hold nothing that may be None, comes from outside or is
dropped. What stands here must hold every name that `answers`, `expressions` and `statements` look out for.
"""

import ast

from engine.audit.python.flow.answers import FILES, MATCHING, NOTHING_FOUND, PARSED
from engine.audit.python.flow.expressions import CONSUMING
from engine.audit.python.flow.statements import TOOLKITS
from engine.audit.python.source import Function, Source

BODIES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
STARTERS = frozenset(
    {
        *(name.rpartition(".")[2] for name in (*NOTHING_FOUND, *PARSED)),
        *MATCHING,
        *FILES,
        *("get", "next", "Optional", "json", "listdir", "scandir"),
        *("split", "rsplit", "splitlines", "findall", "argv", "environ"),
    }
)
"""Last words of what may give None or what other people wrote."""
TAKING = CONSUMING | {"next", "getattr", "get", "pop"}
"""Calls that answer with a None that they are given, or fail on it."""
HARMLESS = (ast.Return, ast.Expr, ast.Lambda, ast.List, ast.Set, ast.Dict, ast.Subscript)
"""What a None may stand in without becoming the value of anything."""


def worth_following(source: Source, dropped: frozenset[str]) -> set[ast.AST]:
    """The bodies of a file with something to find, and what holds them; the module where there is any.

    Args:
        source: The file.
        dropped: Methods of Qt whose answers somebody asks about where they are dropped.
    """
    names = _names(source, dropped)
    found: set[ast.AST] = set()
    parents = source.parents
    starts: list[ast.AST] = [each for each in source.of(ast.Attribute) if each.attr in names]
    starts += [each for each in source.of(ast.Name) if each.id in names]
    for each in source.of(ast.Constant):
        if (each.value is None and _matters(each, parents[each])) or _may_allow_none(each.value):
            starts.append(each)
    for start in starts:
        node = start
        while True:
            above = parents.get(node)
            if above is None:
                found.add(node)
                break
            if isinstance(above, Function) and above.returns is node:
                # What a function answers is its callers' business.
                break
            if isinstance(node, BODIES):
                if node in found:
                    break
                found.add(node)
            node = above
    return found


def _names(source: Source, dropped: frozenset[str]) -> frozenset[str]:
    declared = source.declared
    names = STARTERS | declared.answers_none
    for each in declared.classes.values():
        names |= each.answers_none | each.maybe.keys()
    if any(f"{name}.".startswith(TOOLKITS) for name in source.imports.values()):
        names |= dropped
    return names | {name for name, full in source.imports.items() if full.rpartition(".")[2] in names}


def _matters(none: ast.Constant, parent: ast.AST) -> bool:
    """Whether a written None may become the value of something; what is only handed to others does not."""
    if isinstance(parent, ast.Call):
        func = parent.func
        return (func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")) in TAKING
    if isinstance(parent, ast.keyword):
        return parent.arg == "default"
    return not isinstance(parent, HARMLESS) or (isinstance(parent, ast.Subscript) and parent.value is none)


def _may_allow_none(value: object) -> bool:
    """Whether it is a text, and as an annotation could say that None is among the values."""
    return isinstance(value, str) and ("None" in value or "Optional" in value)
