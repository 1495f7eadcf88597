"""A changed file put into a running program: the code of its functions is exchanged where they already are."""

import ast
import gc
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any


def statement_at(source: str, first: int, last: int) -> range | None:
    """The lines of the statement around some lines, of its head where it holds others; None outside of functions."""
    found: ast.stmt | None = None
    is_inside = False
    for node, inside in _statements(ast.parse(source), False):
        if node.lineno <= first and last <= (node.end_lineno or node.lineno):
            found, is_inside = node, inside
    if found is None or not is_inside:
        return None
    body = getattr(found, "body", None)
    end = body[0].lineno - 1 if body and first < body[0].lineno else last if body else found.end_lineno or last
    return range(min(found.lineno, first) if not body or first < body[0].lineno else first, max(end, last) + 1)


def _statements(node: ast.AST, inside: bool) -> Iterator[tuple[ast.stmt, bool]]:
    """All statements, outer ones first, and whether they stand in a function."""
    inner = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child, inner
        yield from _statements(child, inner)


def put_in(original: str, changed: str, file: str) -> bool:
    """Exchange the code of all functions that differ; False, with nothing done, where more than functions differ.

    What other modules hold of a function stays the same object, so every one of them runs the changed code: also
    systems and kernels, which are their plain functions where numba is off, and twins made of them.
    """
    new = _by_key(compile(changed, file, "exec"))
    old = _by_key(compile(original, file, "exec"))
    if old.keys() != new.keys():
        return False
    if any(_own(old[key]) != _own(new[key]) for key in old if not _is_function(old[key])):
        return False
    differing = {key for key in old if _is_function(old[key]) and not _same(old[key], new[key])}
    places = {(old[key].co_qualname, old[key].co_firstlineno): key for key in differing}
    gc.unfreeze()
    live = [
        (each, places[each.__code__.co_qualname, each.__code__.co_firstlineno])
        for each in gc.get_objects()
        if type(each) is FunctionType
        and each.__code__.co_filename == file
        and (each.__code__.co_qualname, each.__code__.co_firstlineno) in places
    ]
    if any(each.__code__.co_freevars != new[key].co_freevars for each, key in live):
        return False
    for each, key in live:
        each.__code__ = new[key]
    return bool(live)


def _tree(code: CodeType) -> Iterator[CodeType]:
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _tree(each)


def _by_key(code: CodeType) -> dict[tuple[Any, ...], CodeType]:
    found: dict[tuple[Any, ...], CodeType] = {}
    for each in _tree(code):
        key: tuple[Any, ...] = (each.co_qualname, each.co_name)
        while key in found:
            key = (*key, "again")
        found[key] = each
    return found


def _is_function(code: CodeType) -> bool:
    return bool(code.co_flags & 0x2)  # CO_NEWLOCALS: neither a module nor the body of a class


def _own(code: CodeType) -> tuple[Any, ...]:
    """What a code object holds without the functions in it."""
    constants = [repr(each) for each in code.co_consts if not isinstance(each, CodeType)]
    return code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars


def _same(one: CodeType, other: CodeType) -> bool:
    if _own(one) != _own(other):
        return False
    inner = [[each for each in code.co_consts if isinstance(each, CodeType)] for code in (one, other)]
    return len(inner[0]) == len(inner[1]) and all(map(_same, *inner))
