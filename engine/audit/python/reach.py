"""Who calls whom in a file: what is on a public or per-frame path, and what every caller catches."""

import ast
from collections import deque
from functools import lru_cache

from engine.audit.python.guards import caught_by, suppressed_by
from engine.audit.python.names import dotted
from engine.audit.python.source import Function, Source

PER_FRAME = frozenset(
    {
        *("paintEvent", "paintGL", "paint", "draw", "render", "frame", "beat", "tick", "step", "update", "advance"),
        *("on_draw", "on_update", "drawBackground", "drawForeground", "mouseMoveEvent", "wheelEvent", "timerEvent"),
    }
)
"""Names of functions that run once a picture or a tick."""
PER_TICK = frozenset({"system", "performs", "kernel", "helper", "njit", "jit"})
"""Decorators of what the tick runs."""
DEPTH = 4
NOTHING = frozenset[str]()


class Reach:
    """The calls of one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        functions = [*source.of(ast.FunctionDef), *source.of(ast.AsyncFunctionDef)]
        self._named: dict[str, list[Function]] = {}
        for node in functions:
            self._named.setdefault(node.name, []).append(node)
        self._calls: dict[str, list[tuple[Function | None, frozenset[str]]]] = {}
        self._escapes: set[str] = set()
        self._read()
        self._paths = self._reached(functions)

    def _read(self) -> None:
        for node in (*self.source.of(ast.Name), *self.source.of(ast.Attribute)):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name not in self._named or not isinstance(node.ctx, ast.Load):
                continue
            if (
                isinstance(node, ast.Attribute)
                and dotted(node.value) not in ("self", "cls")
                and not name.startswith("_")
            ):
                continue
            parent = self.source.parents.get(node)
            caller = self.source.function_of(node)
            self._calls.setdefault(name, []).append((caller, caught_at(self.source, node)))
            if not isinstance(parent, ast.Call) or parent.func is not node:
                self._escapes.add(name)

    def _reached(self, functions: list[Function]) -> dict[Function, str]:
        paths: dict[Function, str] = {}
        for node in functions:
            if words := self._own_path(node):
                paths[node] = words
        for name, calls in self._calls.items():
            if any(caller is None for caller, _ in calls):
                for node in self._named[name]:
                    paths.setdefault(node, "runs when the module is imported")
        waiting = deque(paths)
        calls_of: dict[Function, list[str]] = {}
        for name, calls in self._calls.items():
            for caller, _ in calls:
                if caller is not None:
                    calls_of.setdefault(caller, []).append(name)
        while waiting:
            caller = waiting.popleft()
            for name in calls_of.get(caller, ()):
                for node in self._named[name]:
                    if node not in paths:
                        root = paths[caller]
                        paths[node] = root if root.startswith("reached") else f"reached from {root}"
                        waiting.append(node)
        return paths

    def _own_path(self, node: Function) -> str:
        chain: list[str] = [node.name]
        for each in self.source.above(node):
            if isinstance(each, Function):
                return ""
            if isinstance(each, ast.ClassDef):
                chain.append(each.name)
        if node.name in PER_FRAME or is_compiled(node):
            return f"`{node.name}`, which runs every frame"
        if all(is_public(each) for each in chain):
            return f"public `{'.'.join(reversed(chain))}`"
        return ""

    def path(self, node: ast.AST) -> str:
        """Why a place is on a public or per-frame path, in words; empty where nothing in the file says that it is."""
        function = self.source.function_of(node)
        if function is None:
            return "it runs when the module is imported"
        while function is not None:
            if words := self._paths.get(function):
                return words
            function = self.source.function_of(function)
        return ""

    def is_per_frame(self, node: ast.AST) -> bool:
        """Whether that path is one of every frame."""
        return self.path(node).endswith("every frame")

    def caught_by_callers(self, node: ast.AST, depth: int = DEPTH) -> frozenset[str]:
        """What all callers of the private function around a place catch; empty where somebody else may call it."""
        function = self.source.function_of(node)
        if function is None or not depth or function.name in self._escapes or len(self._named[function.name]) > 1:
            return frozenset()
        is_inner = self.source.function_of(function) is not None
        if is_public(function.name) and not is_inner:
            return frozenset()
        calls = self._calls.get(function.name, [])
        caught: frozenset[str] | None = None
        for caller, here in calls:
            if caller is function:
                continue
            around = here | (self.caught_by_callers_of(caller, depth - 1) if caller is not None else NOTHING)
            caught = around if caught is None else caught & around
        return caught or frozenset()

    def caught_by_callers_of(self, function: Function, depth: int) -> frozenset[str]:
        """The same for a function as a whole."""
        return self.caught_by_callers(function.body[0], depth)


@lru_cache(maxsize=1)
def reach_of(source: Source) -> Reach:
    """The calls of a file, read once while it is looked at."""
    return Reach(source)


def is_public(name: str) -> bool:
    """Whether a name is meant for others."""
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def caught_at(source: Source, node: ast.AST) -> frozenset[str]:
    """What is caught around a place, in its function."""
    caught = frozenset[str]()
    below = node
    for each in source.above(node):
        if isinstance(each, Function | ast.Lambda | ast.ClassDef):
            return caught
        if isinstance(each, ast.Try | ast.TryStar) and below in each.body:
            caught |= caught_by(each, source.declared)
        if isinstance(each, ast.With | ast.AsyncWith) and below in each.body:
            caught = caught.union(*(suppressed_by(item, source.declared) for item in each.items))
        below = each
    return caught


def is_compiled(node: Function) -> bool:
    """Whether a function becomes machine code, as those of the tick do."""
    return any(_last(each) in PER_TICK for each in node.decorator_list)


def _last(node: ast.expr) -> str:
    return dotted(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2]
