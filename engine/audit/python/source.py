"""One Python file as the kinds see it: its tree, who stands in whom, its comments and the places of its bytes."""

import ast
import io
import re
import sys
import tokenize
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import TypeVar, cast

from engine.audit.python.declared import Declared, declared_in, made_by
from engine.audit.python.names import dotted, imports_of
from engine.audit.python.nodes import FIELDS, children

N = TypeVar("N", bound=ast.AST)
STRING_OR_COMMENT = re.compile(
    rb"#[^\r\n]*"
    rb"|\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''"
    rb"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
    re.DOTALL,
)
"""Of a file that parses: each comment, and each string, since a mark in one begins no comment. To cut the whole file
into tokens takes as long as all the rest of reading it."""
NESTED_QUOTES = (3, 12)
"""Since this version the quotes of an f-string may stand in it too, and no expression tells where it ends."""
Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = Function | ast.Lambda | ast.ClassDef | ast.Module


class Source:
    """A file that parses.

    Raises:
        SyntaxError: The text is no Python of this interpreter's version; so are null bytes and odd encodings.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.tree = ast.parse(data)
        self.parents, self.nodes = read_tree(self.tree)
        self._qualified: dict[str, str] = {}
        self.imports = imports_of([*self.of(ast.Import), *self.of(ast.ImportFrom)])
        self.declared: Declared = declared_in(
            self.tree, self.imports, [*self.of(ast.AnnAssign), *self.of(ast.Assign)], self.parents
        )

    def of(self, kind: type[N]) -> list[N]:
        """The nodes of the file of one exact class."""
        return cast("list[N]", self.nodes.get(kind, []))

    @cached_property
    def lines(self) -> list[bytes]:
        """The bytes of each line with its end."""
        return self.data.splitlines(keepends=True)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(line) for line in self.lines)]

    @cached_property
    def comments(self) -> dict[int, tuple[int, str]]:
        """Line (from 1) -> column (from 0) and text of its comment, with the mark."""
        if b"#" not in self.data:
            return {}
        if sys.version_info >= NESTED_QUOTES and self.of(ast.JoinedStr):
            tokens = tokenize.tokenize(io.BytesIO(self.data).readline)
            return {each.start[0]: (each.start[1], each.string) for each in tokens if each.type == tokenize.COMMENT}
        found: dict[int, tuple[int, str]] = {}
        for match in STRING_OR_COMMENT.finditer(self.data):
            if match[0].startswith(b"#"):
                line, column = self.place(match.start())
                found[line] = (column - 1, match[0].decode("utf-8", "replace"))
        return found

    def made_in(self, function: Function) -> dict[str, str]:
        """The names that a function binds once, by an assignment, and the calls that make what they hold."""
        return self._made.get(function, {})

    @cached_property
    def made_anywhere(self) -> frozenset[str]:
        """The names of `made_in`, of all functions together."""
        return frozenset(name for names in self._made.values() for name in names)

    @cached_property
    def _made(self) -> dict[ast.AST, dict[str, str]]:
        bound: dict[ast.AST, dict[str, list[ast.expr]]] = {}
        for node in self.of(ast.Assign):
            target = node.targets[0]
            if isinstance(target, ast.Name) and (function := self.function_of(node)) is not None:
                bound.setdefault(function, {}).setdefault(target.id, []).append(node.value)
        return {
            function: {name: made_by(values[0], self.imports) for name, values in names.items() if len(values) == 1}
            for function, names in bound.items()
        }

    def span(self, node: ast.expr | ast.stmt | ast.ExceptHandler) -> tuple[int, int]:
        """First and last byte (exclusive) of a node in the file."""
        end = (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[end[0] - 1] + end[1]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a byte, both from 1, the column in characters."""
        line = min(bisect_right(self._starts, offset), max(len(self.lines), 1))
        before = self.data[self._starts[line - 1] : offset]
        return line, len(before.decode("utf-8", "replace")) + 1

    def line_start(self, line: int) -> int:
        """The first byte of a line, which is counted from 1."""
        return self._starts[line - 1]

    def qualified(self, node: ast.AST) -> str:
        """What a chain of names stands for: `sp.run` -> "subprocess.run", by imports; empty where it is none."""
        text = dotted(node)
        found = self._qualified.get(text)
        if found is None:
            root, dot, rest = text.partition(".")
            found = self._qualified[text] = f"{self.imports.get(root, root)}{dot}{rest}"
        return found

    def above(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node stands in, the innermost first."""
        while (parent := self.parents.get(node)) is not None:
            yield parent
            node = parent

    def function_of(self, node: ast.AST) -> Function | None:
        """The function that a node runs in; None in the body of a module or a class."""
        return next((each for each in self.above(node) if isinstance(each, Function)), None)

    def class_of(self, node: ast.AST) -> ast.ClassDef | None:
        """The innermost class around a node."""
        return next((each for each in self.above(node) if isinstance(each, ast.ClassDef)), None)

    def statement_of(self, node: ast.AST) -> ast.stmt | ast.ExceptHandler | None:
        """The statement that an expression is part of, itself where it is one."""
        if isinstance(node, ast.stmt | ast.ExceptHandler):
            return node
        return next((each for each in self.above(node) if isinstance(each, ast.stmt | ast.ExceptHandler)), None)


def read_tree(tree: ast.Module) -> tuple[dict[ast.AST, ast.AST], dict[type[ast.AST], list[ast.AST]]]:
    """Who stands in whom, and the nodes of each class."""
    parents: dict[ast.AST, ast.AST] = {}
    nodes: defaultdict[type[ast.AST], list[ast.AST]] = defaultdict(list, {ast.Module: [tree]})
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        for child in children(node):
            parents[child] = node
            nodes[type(child)].append(child)
            if FIELDS[type(child)]:
                waiting.append(child)
    return parents, nodes
