"""An item of data that other people wrote, taken as if it had to be there."""

import ast
from collections.abc import Iterator

from engine.audit.python.documented import declared_error
from engine.audit.python.flow.use import Use
from engine.audit.python.guards import catches
from engine.audit.python.kind import Spot, kind
from engine.audit.python.reach import reach_of
from engine.audit.python.source import Source

ERRORS = {
    "key": ("KeyError", "TypeError", "IndexError"),
    "index": ("IndexError", "KeyError"),
    "unpack": ("ValueError",),
}
MISSING = {"key": "a key that may be missing", "index": "an item that may not be there", "unpack": "so many parts"}


@kind("outside-data", "Unguarded index or key on outside data", "fails", uses=("key", "index", "unpack"))
def outside_data(use: Use, source: Source) -> Iterator[Spot]:
    """Parsed files, arguments, the environment, the parts of a text: an error by what is in them."""
    errors = ERRORS[use.what]
    excuse = ""
    if use.is_checked:
        excuse = "it was checked on every way here"
    elif catches(use.caught, *errors):
        excuse = "the error is caught"
    elif catches(reach_of(source).caught_by_callers(use.node), *errors):
        excuse = "every caller in the file catches the error"
    words = f"`{_short(use.node)}` takes {MISSING[use.what]} from {use.words}."
    node = use.node if isinstance(use.node, ast.expr) else use.subject
    yield Spot(node, words, excuse, reason=declared_error(source, use.node, *errors, "LookupError"))


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else text[:59] + "…"
