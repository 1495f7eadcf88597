"""Graceful skip: what can't be done is left out, and the rest goes on."""

from tree_sitter import Node

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.pattern import Case, Pattern, Told, Variant, refused
from engine.audit.fixes.syntax.mapping import mapped_by
from engine.audit.fixes.syntax.receivers import stays_failed
from engine.audit.fixes.syntax.source import ancestors
from engine.audit.fixes.wording import taken_or

PASSED = frozenset({"field_expression", "call_expression", "unary_expression", "index_expression", "arguments"}).union(
    {"assignment_expression", "compound_assignment_expr", "parenthesized_expression"},
    {"try_expression", "reference_expression"},
)
STILL = frozenset({"identifier", "self", "field_expression", "integer_literal", "string_literal"}).union(
    {"boolean_literal", "scoped_identifier", "char_literal", "float_literal", "generic_function", "field_identifier"}
)
"""Expressions that do nothing, so that what stands behind them may as well happen first."""


def tell(case: Case) -> Told:
    """Offered in the body of a loop, and for a statement that may be left out."""
    if case.around.is_const or case.around.boundary == "constant":
        return refused("Code that runs while it is compiled can't leave anything out.")
    sure = case.receiver.kind != "unknown"
    variants: list[Variant] = []
    for kind in case.kinds:
        if edits := mapped_by(case.call, "filter_map", "" if kind == "option" else ".ok()"):
            variants.append(Variant(edits, "elements without a value are left out", is_certain=False))
        statement = _statement(case)
        if statement is not None:
            for name in ("value", "mut value"):
                edits = _only_if(case, kind, statement, name)
                variants.append(
                    Variant(edits, "the statement runs only where there is a value", sure and name == "value")
                )
        if case.around.is_in_loop and not stays_failed(case.call):
            variants.append(Variant(taken_or(case, kind, "continue"), "the loop goes on with the next turn", sure))
    if _is_all_of_a_statement(case):
        if "result" in case.kinds and case.log:
            return refused("Its error would be let go in silence; log and default tells it.")
        edits = (Edit(case.call.start, case.call.start, b"let _ = "), Edit(case.call.dot, case.call.end, b""))
        variants = [Variant(edits, "what comes of it is not used, and its failure is let go")]
    if not variants and case.around.is_in_loop:
        return refused("It fails again in every turn, so that the loop would spin for ever.")
    if not variants:
        return refused("It is in no loop, and what needs its value is no statement of its own that could be left out.")
    return Told(tuple(variants), f"It may be left out, and {case.receiver.because}.")


def _is_all_of_a_statement(case: Case) -> bool:
    parent, node = case.call.node.parent, case.call.node
    return parent is not None and parent.type == "expression_statement" and parent.end_byte > node.end_byte


def _statement(case: Case) -> Node | None:
    """The statement whose first deed is the call, if it ends with a semicolon, so that its value is used by nobody."""
    below = case.call.node
    for node in ancestors(case.call.node):
        if node.type == "expression_statement":
            ends = case.call.source.text[node.end_byte - 1 : node.end_byte] == b";"
            return node if ends and below != case.call.node else None
        if node.type not in PASSED:
            return None
        earlier = [each for each in node.named_children if each.end_byte <= below.start_byte]
        is_assigned = node.type == "assignment_expression" and node.child_by_field_name("right") == below
        if not is_assigned and not all(_is_still(each) for each in earlier):
            return None
        below = node
    return None


def _is_still(node: Node) -> bool:
    inside = node.named_children
    return node.type in STILL and (node.type != "field_expression" or all(_is_still(each) for each in inside))


def _only_if(case: Case, kind: str, statement: Node, name: str) -> tuple[Edit, ...]:
    call, text = case.call, case.call.source.text
    good = "Some" if kind == "option" else "Ok"
    receiver = text[call.start : call.dot].rstrip()
    head = f"if let {good}({name}) = ".encode() + receiver + b" { "
    at, end = statement.start_byte, statement.end_byte
    inside = (Edit(at, call.end, head + text[at : call.start] + b"value"),)
    block = statement.parent
    is_last = block is not None and block.type == "block" and block.named_children[-1] == statement
    # As a block's value it would keep its temporaries until after the block's own variables are gone.
    return (*inside, Edit(end, end, b" };" if is_last else b" }"))


GRACEFUL_SKIP = Pattern("skip", "Graceful skip", 20, tell)
