"""A comment that tells the type checker to look away."""

import ast
import re
from collections.abc import Iterator

from engine.audit.python.documented import words_of
from engine.audit.python.kind import Spot, kind
from engine.audit.python.source import Source

MARK = re.compile(r"#\s*(?:type|pyright|mypy|ty):\s*ignore(?:-errors)?\b(\[[^\]]*\])?")
MARK_ANYWHERE = re.compile(MARK.pattern.encode())
"""Also in texts; but to tell these apart the whole file has to be cut into tokens."""


@kind("type-ignore", "The type checker looks away", "claims", nodes=(ast.Module,), ruff=("PGH003",))
def type_ignore(module: ast.Module, source: Source) -> Iterator[Spot]:
    """With a code it hides one kind of error, without one every kind; a reason beside it counts."""
    if MARK_ANYWHERE.search(source.data) is None:
        return
    for line, (column, text) in sorted(source.comments.items()):
        found = MARK.search(text)
        if found is None:
            continue
        what = f"of kind {found[1][1:-1]}" if found[1] else "of every kind"
        begin = source.line_start(line) + len(source.lines[line - 1].decode("utf-8", "replace")[:column].encode())
        if module.body:
            end = begin + len(text.encode())
            node = _around(line, source) or module.body[0]
            words = f"Errors {what} on this line stay unseen."
            yield Spot(node, words, reason=words_of(text), span=(begin, end))


def _around(line: int, source: Source) -> ast.stmt | None:
    """The first statement of the innermost function or class that a line lies in."""
    bodies = [*source.of(ast.FunctionDef), *source.of(ast.AsyncFunctionDef), *source.of(ast.ClassDef)]
    holding = [each for each in bodies if each.lineno <= line <= (each.end_lineno or each.lineno)]
    return max(holding, key=lambda each: each.lineno).body[0] if holding else None
