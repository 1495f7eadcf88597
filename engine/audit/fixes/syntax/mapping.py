"""A closure that is all unwrap, handed to `map`: what is missing in it can be missing in what `map` gives."""

from tree_sitter import Node

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.syntax.call import UnwrapCall
from engine.audit.fixes.syntax.flow import reaches
from engine.audit.fixes.syntax.source import RustSource, method_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNTED = _words(
    "zip enumerate position rposition nth nth_back chunks chunks_exact array_chunks windows step_by len count last "
    "get get_mut skip take split_at split_first split_last first try_into rev eq ne cmp partial_cmp unzip "
    "is_empty next next_back swap_remove remove insert"
)
"""Methods to which it matters how many there are, or which comes where."""


def mapped_by(call: UnwrapCall, method: str, end: str = "") -> tuple[Edit, ...]:
    """What makes `map(|a| b.unwrap())` a `method(|a| b)`, with `end` behind `b`; nothing where no such closure is."""
    name = _map_around(call)
    if name is None:
        return ()
    return Edit(name.start_byte, name.end_byte, method.encode()), Edit(call.dot, call.end, end.encode())


def _map_around(call: UnwrapCall) -> Node | None:
    """The word `map` before a closure whose body is the call, and which says nothing of what it returns."""
    closure = call.node.parent
    if (
        closure is None
        or closure.type != "closure_expression"
        or closure.child_by_field_name("return_type") is not None
    ):
        return None
    if closure.child_by_field_name("body") != call.node or closure.parent is None or closure.parent.parent is None:
        return None
    function = closure.parent.parent.child_by_field_name("function")
    name = None if function is None or function.type != "field_expression" else function.child_by_field_name("field")
    return name if name is not None and call.source.of(name) == "map" else None


def is_counted(call: UnwrapCall) -> bool:
    """Whether it matters how many items `map` gives, or which of them comes where, so that none may be left out."""
    closure = call.node.parent
    mapped = None if closure is None or closure.parent is None else closure.parent.parent
    return mapped is not None and reaches(call.source, mapped, _counts)


def _counts(source: RustSource, above: Node, below: Node) -> bool:
    if above.type == "index_expression":
        return above.named_children[0] == below
    if above.type == "field_expression":
        name = above.child_by_field_name("field")
        return name is not None and source.of(name) in COUNTED
    if above.type == "arguments" and above.parent is not None:
        function = above.parent.child_by_field_name("function")
        last = "" if function is None else source.of(function).rsplit("::", 1)[-1]
        return method_of(source, above.parent)[0] in COUNTED or last in COUNTED
    return False
