"""What stands around a call: what a `return` would leave, what that returns, and whether a loop could go on."""

import re
from dataclasses import dataclass
from typing import Literal

from tree_sitter import Node

from engine.audit.fixes.syntax.call import UnwrapCall
from engine.audit.fixes.syntax.declarations import Declarations, declarations_of, owner_of
from engine.audit.fixes.syntax.loops import LOOPS, may_spin
from engine.audit.fixes.syntax.rust_type import UNIT, RustType, type_of_node
from engine.audit.fixes.syntax.source import RustSource, ancestors

Boundary = Literal["function", "closure", "async block", "constant", "macro definition", "none"]
TEST = re.compile(r"#\[\s*(?:\w+::)*(?:test|rstest|bench)\b|cfg\(\s*(?:all\([^)]*)?\btest\b")
ADAPTORS = {
    "filter_map": "Option<_>",
    "flat_map": "Option<_>",
    "and_then": "",
    "map_while": "Option<_>",
    "find_map": "Option<_>",
    "for_each": "()",
    "for_each_with": "()",
    "retain": "bool",
    "filter": "bool",
    "any": "bool",
    "all": "bool",
    "take_while": "bool",
    "skip_while": "bool",
    "position": "bool",
    "find": "bool",
}
"""Methods -> what their closure returns, where that is always the same."""


@dataclass(frozen=True)
class Surroundings:
    """`returns` is None where what the boundary returns is not written; `name` is the function's."""

    boundary: Boundary
    returns: RustType | None
    name: str
    owner: str
    is_const: bool
    """The code runs while it is compiled, or may: a const fn, a constant, a static."""
    is_async: bool
    loop: Node | None
    """The innermost loop, where the call is in its body."""
    may_spin: bool
    """A loop around it, within the function, may have no end where the value is left out or is another one."""
    is_test: bool
    """An attribute of what is around it says that it is a test or built for tests alone."""
    body: Node | None
    """The node of the boundary."""

    @property
    def title(self) -> str:
        """The function with its type, for people."""
        return f"{self.owner}::{self.name}" if self.owner else self.name or "this file"


def surroundings_of(call: UnwrapCall) -> Surroundings:
    """Walk from the call outwards to the first thing that a `return` would leave."""
    source, below = call.source, call.node
    if source.is_piece:
        return Surroundings("macro definition", None, "", "", False, False, None, False, False, None)
    declared = declarations_of(source.text)
    loop: Node | None = None
    for node in ancestors(call.node):
        if node.type in LOOPS and loop is None:
            loop = node if _is_body(node, below) else None
        boundary = _boundary(node, below)
        if boundary is not None:
            function = node if node.type == "function_item" else _function(node)
            return Surroundings(
                boundary,
                _returns(source, node, boundary, declared),
                "" if function is None else _text(source, function, "name"),
                "" if function is None else owner_of(source, function),
                boundary == "constant" or _is_const(source, function),
                boundary == "async block" or (boundary == "function" and "async" in _modifiers(source, node)),
                loop,
                may_spin(call),
                _is_test(source, call.node),
                node,
            )
        below = node
    return Surroundings("none", None, "", "", False, False, None, False, False, None)


def _boundary(node: Node, below: Node) -> Boundary | None:
    match node.type:
        case "function_item":
            return "function"
        case "closure_expression":
            return "closure"
        case "async_block" | "gen_block":
            return "async block"
        case "const_item" | "static_item" | "const_block" | "enum_variant" | "array_type" | "const_parameter":
            return "constant"
        case "array_expression" if node.child_by_field_name("length") == below:
            return "constant"
        case "macro_definition":
            return "macro definition"
        case _:
            return None


def _is_test(source: RustSource, node: Node) -> bool:
    for above in ancestors(node):
        each = above.prev_named_sibling
        while each is not None and each.type in ("attribute_item", "line_comment", "block_comment"):
            if each.type == "attribute_item" and TEST.search(source.of(each)):
                return True
            each = each.prev_named_sibling
    return False


def _is_body(loop: Node, below: Node) -> bool:
    return loop.child_by_field_name("body") == below


def _function(node: Node) -> Node | None:
    return next((each for each in ancestors(node) if each.type == "function_item"), None)


def _is_const(source: RustSource, function: Node | None) -> bool:
    return function is not None and "const" in _modifiers(source, function)


def _modifiers(source: RustSource, function: Node) -> list[str]:
    found = next((each for each in function.children if each.type == "function_modifiers"), None)
    return [] if found is None else source.of(found).split()


def _returns(source: RustSource, node: Node, boundary: Boundary, declared: Declarations) -> RustType | None:
    if boundary == "function":
        written = node.child_by_field_name("return_type")
        return UNIT if written is None else declared.resolve(type_of_node(written, source.text))
    if boundary != "closure":
        return None
    written = node.child_by_field_name("return_type")
    if written is not None:
        return declared.resolve(type_of_node(written, source.text))
    arguments = node.parent
    call = None if arguments is None or arguments.type != "arguments" else arguments.parent
    function = None if call is None else call.child_by_field_name("function")
    method = "" if function is None or function.type != "field_expression" else _text(source, function, "field")
    known = ADAPTORS.get(method, "")
    path = known.removesuffix("<_>")
    if known:
        return UNIT if known == "()" else RustType(known, path)
    return None


def _text(source: RustSource, node: Node, field: str) -> str:
    found = node.child_by_field_name(field)
    return "" if found is None else source.of(found)
