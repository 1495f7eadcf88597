"""`cast`: a type that nobody checks when the program runs."""

import ast
from collections.abc import Iterator

from engine.audit.python.kind import Spot, kind
from engine.audit.python.source import Source


@kind("cast", "A type that nobody checks", "claims", nodes=(ast.Call,), words=(b"cast",))
def cast_unproven(node: ast.Call, source: Source) -> Iterator[Spot]:
    """`typing.cast` returns its argument as it is; a cast to `object` claims nothing."""
    if len(node.args) == 2 and source.qualified(node.func) in ("typing.cast", "typing_extensions.cast"):
        kind_ = ast.unparse(node.args[0]).strip("'\"")
        excuse = "every value is an object" if kind_ == "object" else ""
        yield Spot(node, f"That this is `{kind_}` is said, and checked by nobody.", excuse)
