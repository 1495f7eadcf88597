"""A closure that is all unwrap, handed to `map`: what is missing in it can be missing in what `map` gives."""

from tree_sitter import Node

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.syntax.call import UnwrapCall


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
