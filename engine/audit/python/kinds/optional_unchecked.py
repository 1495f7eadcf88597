"""A value that may be None, used as if it never were."""

import ast
from collections.abc import Iterator

from engine.audit.python.documented import declared_error
from engine.audit.python.flow.use import Use
from engine.audit.python.guards import catches
from engine.audit.python.kind import Spot, kind
from engine.audit.python.reach import reach_of
from engine.audit.python.source import Source

ERRORS = ("AttributeError", "TypeError")


@kind("optional", "May be None, and is used unchecked", "fails", uses=("none",))
def optional_unchecked(use: Use, source: Source) -> Iterator[Spot]:
    """`re.match(...).group()`, `d.get(k).x`, a field annotated `X | None`: an error where it is None."""
    words = f"`{_short(use.subject)}` may be None ({use.words}), and is used without a check."
    excuse = ""
    if catches(reach_of(source).caught_by_callers(use.node), *ERRORS):
        excuse = "every caller in the file catches the error"
    reason = declared_error(source, use.node, *ERRORS)
    yield Spot(use.node if isinstance(use.node, ast.expr) else use.subject, words, excuse, use.subject, reason)


def _short(node: ast.expr) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 48 else text[:47] + "…"
