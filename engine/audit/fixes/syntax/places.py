"""Whether a value is the place of one thing among many, which any other value would be the place of another."""

from tree_sitter import Node

from engine.audit.fixes.syntax.source import RustSource, ancestors, nodes_of

STEPS = frozenset({"parenthesized_expression", "binary_expression", "type_cast_expression", "unary_expression"})
TAKES_A_PLACE = frozenset({"remove", "swap_remove"})


def is_place(source: RustSource, node: Node) -> bool:
    """Whether a value is an index, at once or by the name that a `let` gives it."""
    if _is_index(source, node):
        return True
    let = next((each for each in ancestors(node) if each.type not in STEPS), None)
    if let is None or let.type != "let_declaration":
        return False
    name, block = let.child_by_field_name("pattern"), let.parent
    if name is None or block is None or name.type != "identifier":
        return False
    return any(
        each.type == "identifier"
        and each.start_byte > let.end_byte
        and source.of(each) == source.of(name)
        and _is_index(source, each)
        for each in nodes_of(block)
    )


def _is_index(source: RustSource, node: Node) -> bool:
    below = node
    for above in ancestors(node):
        if above.type == "index_expression":
            return above.named_children[-1] == below
        if above.type == "arguments":
            function = None if above.parent is None else above.parent.child_by_field_name("function")
            field = None if function is None else function.child_by_field_name("field")
            return field is not None and source.of(field) in TAKES_A_PLACE
        if above.type not in STEPS:
            return False
        below = above
    return False
