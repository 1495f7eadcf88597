"""A coroutine that never runs, or a task that may be collected before it ends."""

import ast
from collections.abc import Iterator

from engine.audit.python.kind import Spot, kind
from engine.audit.python.names import dotted
from engine.audit.python.nodes import walk
from engine.audit.python.source import Function, Source

STARTING = frozenset({"asyncio.create_task", "asyncio.ensure_future"})
COROUTINES = frozenset(
    {
        "asyncio.sleep",
        "asyncio.gather",
        "asyncio.wait",
        "asyncio.wait_for",
        "asyncio.to_thread",
        "asyncio.open_connection",
    }
)
LOOPS = frozenset({"asyncio.get_running_loop", "asyncio.get_event_loop", "asyncio.new_event_loop"})


@kind(
    "task",
    "A task that nobody keeps or awaits",
    "hides",
    nodes=(ast.Call,),
    ruff=("RUF006",),
    words=(b"async", b"create_task"),
)
def task_unkept(node: ast.Call, source: Source) -> Iterator[Spot]:
    """The event loop keeps weak references only: a task that nobody holds may vanish, and its error with it."""
    if _starts_task(node, source):
        excuse = "it is kept" if _is_kept(node, source) else ""
        yield Spot(
            node, "Nobody keeps this task: it may be collected before it ends, and its error is not heard of.", excuse
        )
    elif isinstance(source.parents.get(node), ast.Expr) and _is_coroutine(node, source):
        yield Spot(node, f"`{ast.unparse(node.func)}` is a coroutine that nobody awaits: it never runs.")


def _starts_task(node: ast.Call, source: Source) -> bool:
    if source.qualified(node.func) in STARTING:
        return True
    if not isinstance(node.func, ast.Attribute) or node.func.attr != "create_task":
        return False
    receiver = node.func.value
    if isinstance(receiver, ast.Call):
        return source.qualified(receiver.func) in LOOPS
    return dotted(receiver).rpartition(".")[2].strip("_") in ("loop", "event_loop")


def _is_kept(node: ast.Call, source: Source) -> bool:
    parent = source.parents.get(node)
    if isinstance(parent, ast.Expr):
        return False
    if isinstance(parent, ast.Assign) and all(isinstance(each, ast.Name) for each in parent.targets):
        names = {each.id for each in parent.targets if isinstance(each, ast.Name)}
        around = source.function_of(node)
        if around is None:
            return True
        read = {each.id for each in walk(around) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
        shared = {name for each in walk(around) if isinstance(each, ast.Global | ast.Nonlocal) for name in each.names}
        return bool(names & (read | shared))
    return True


def _is_coroutine(node: ast.Call, source: Source) -> bool:
    name = source.qualified(node.func)
    if name in COROUTINES:
        return True
    if isinstance(node.func, ast.Name):
        return name in source.declared.coroutines and not _is_shadowed(node, name, source)
    if isinstance(node.func, ast.Attribute) and dotted(node.func.value) == "self":
        around = source.class_of(node)
        declared = source.declared.classes.get(around.name) if around is not None else None
        return declared is not None and node.func.attr in declared.coroutines
    return False


def _is_shadowed(node: ast.Call, name: str, source: Source) -> bool:
    """Whether a function around the call binds the name anew."""
    for around in source.above(node):
        if isinstance(around, Function):
            bound = {each.arg for each in walk(around.args) if isinstance(each, ast.arg)}
            bound |= {
                each.id for each in walk(around) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            }
            if name in bound:
                return True
    return False
