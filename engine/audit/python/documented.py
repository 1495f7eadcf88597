"""Whether a file says in words why something is as it is: a comment beside it, or the errors that a docstring names."""

import ast
import re

from engine.audit.python.source import Function, Source

PRAGMA = re.compile(
    r"(?:#\s*)?(?:noqa\b(?::\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?|(?:type|pyright|mypy|ty):\s*ignore(?:-errors)?(?:\[[^\]]*\])?"
    r"|pragma:\s*no\s*cover|nosec(?:\s+[A-Z][0-9]+)*|pylint:\s*disable=[\w,-]+|fmt:\s*\w+|isort:\s*\w+)",
    re.IGNORECASE,
)
LEAST_WORDS = 3


def words_of(comment: str) -> str:
    """What a comment tells people, without what it tells tools; empty where that is no sentence."""
    text = PRAGMA.sub(" ", comment).strip(" #:;,.-\u2013\u2014\t")
    return text if len(re.findall(r"[^\W\d_]{2,}", text)) >= LEAST_WORDS else ""


def reason_near(source: Source, node: ast.expr | ast.stmt | ast.ExceptHandler) -> str:
    """The comment that stands beside a place, right above it, or first in the body of a handler; else empty."""
    comments = source.comments
    if not comments:
        return ""
    statement = source.statement_of(node) or node
    ends = statement.end_lineno or statement.lineno
    lines = {node.lineno, node.end_lineno or node.lineno, statement.lineno}
    if isinstance(node, ast.ExceptHandler):
        lines = set(range(node.lineno, (node.body[0].end_lineno or node.lineno) + 1))
        lines.add((node.body[-1].end_lineno or node.lineno) + 1 if _is_quiet(node) else node.lineno)
    elif not hasattr(statement, "body"):
        lines.add(ends)
    for line in sorted(lines):
        if line in comments and (words := words_of(comments[line][1])):
            return words
    return _above(source, statement.lineno) or (_above(source, node.lineno) if node.lineno != statement.lineno else "")


def _is_quiet(node: ast.ExceptHandler) -> bool:
    return all(isinstance(each, ast.Pass | ast.Continue) for each in node.body)


def _above(source: Source, line: int) -> str:
    found: list[str] = []
    while (line := line - 1) in source.comments:
        column, text = source.comments[line]
        if source.lines[line - 1][:column].strip():
            break
        found.insert(0, text.lstrip("# "))
    return words_of(" ".join(found))


def declared_error(source: Source, node: ast.AST, *errors: str) -> str:
    """The name of an error that the docstring around a place promises to raise, of those that the place raises."""
    function = source.function_of(node)
    while function is not None:
        text = ast.get_docstring(function) or ""
        for error in errors:
            if re.search(rf"\b{error}\b", text):
                return error
        function = source.function_of(function)
    return ""


def is_abstract(function: Function) -> bool:
    """Whether a body only stands for what others write."""
    return all(isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in function.body)
