"""A use of a value that may fail, as the flow hands it to the kinds."""

import ast
from dataclasses import dataclass

from engine.audit.python.flow.state import Outside


@dataclass(frozen=True, slots=True)
class Use:
    """What a kind judges.

    `what` is "none" (a value that may be None is used as if it were not), "key" or "index" (an item of outside data),
    "unpack" (outside data cut into a fixed number of names), "next" (no default).
    """

    what: str
    node: ast.expr | ast.stmt
    subject: ast.expr
    """The expression that may be None, is indexed, unpacked or iterated."""
    words: str = ""
    outside: Outside | None = None
    is_checked: bool = False
    """Something on every way here rules the failure out."""
    caught: frozenset[str] = frozenset()
    """What is caught around it in this function; "*" for everything."""
