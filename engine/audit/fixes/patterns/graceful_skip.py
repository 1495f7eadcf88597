"""Graceful skip: what can't be done is left out, and the rest goes on."""

import re
from itertools import chain, count

from tree_sitter import Node

from engine.audit.fixes.edit import Edit
from engine.audit.fixes.pattern import Case, Pattern, Told, Variant, refused
from engine.audit.fixes.syntax.loops import ENDING
from engine.audit.fixes.syntax.mapping import is_counted, mapped_by
from engine.audit.fixes.syntax.receivers import stays_failed
from engine.audit.fixes.syntax.source import ancestors
from engine.audit.fixes.wording import DEFAULTS, said, taken_or

PASSED = frozenset({"field_expression", "call_expression", "unary_expression", "index_expression", "arguments"}).union(
    {"assignment_expression", "compound_assignment_expr", "parenthesized_expression"},
    {"try_expression", "reference_expression"},
)
STILL = frozenset({"identifier", "self", "field_expression", "integer_literal", "string_literal"}).union(
    {"boolean_literal", "scoped_identifier", "char_literal", "float_literal", "generic_function", "field_identifier"}
)
"""Expressions that do nothing, so that what stands behind them may as well happen first."""


def tell(case: Case) -> Told:
    """Offered in the body of a loop that ends all the same, and for a statement that may be left out."""
    around = case.around
    if around.is_const or around.boundary == "constant":
        return refused("Code that runs while it is compiled can't leave anything out.")
    if case.is_poisonable:
        return refused("What is done under the lock would be lost in silence; log and default takes the lock's guard.")
    if _is_in_what_ends(case):
        return refused("It stands in what ends the program or the function, and that would be left out.")
    sure = case.receiver.kind != "unknown"
    statement = _statement(case)
    if around.may_spin:
        return refused("It may be what brings the loop to its end, so that the loop would spin for ever without it.")
    variants: list[Variant] = []
    for kind in case.kinds:
        edits = () if is_counted(case.call) else mapped_by(case.call, "filter_map", _told_end(case, kind))
        if edits:
            words = f"{_told(case)}elements without a value are left out"
            variants.append(Variant(edits, words, is_certain=False))
        if statement is not None:
            name = _unused_name(case)
            words = f"{_told(case)}the statement runs only where there is a value"
            # Of a reference to it the value is taken as the unwrap took it; changed may it be where it is called.
            ways = [("", ""), ("", "*"), ("mut ", "")] if _may_be_changed(case) else [("", ""), ("", "*")]
            for mutable, behind in ways:
                edits = _only_if(case, kind, statement, mutable + name, behind)
                variants.append(Variant(edits, words, sure and not mutable and not behind))
        if around.loop is not None and not stays_failed(case.call):
            way = f"{said(case, kind)} continue" if case.log else "continue"
            words = f"{_told(case)}the loop goes on with the next turn"
            variants.append(Variant(taken_or(case, kind, way), words, sure))
    if _is_all_of_a_statement(case):
        if "result" in case.kinds and case.log:
            return refused("Its error would be let go in silence; log and default tells it.")
        if case.log:
            variants = [Variant(_told_only(case), f"{case.log}! tells where nothing is there")]
        else:
            words = "what comes of it is not used, and its failure is let go"
            variants = [Variant(edits, words) for edits in _let_go(case)]
    if not variants:
        return refused("It is in no loop, and what needs its value is no statement of its own that could be left out.")
    return Told(tuple(variants), f"It may be left out, and {case.receiver.because}.")


def _is_all_of_a_statement(case: Case) -> bool:
    parent, node = case.call.node.parent, case.call.node
    return parent is not None and parent.type == "expression_statement" and parent.end_byte > node.end_byte


def _is_in_what_ends(case: Case) -> bool:
    """Whether it is given to what never comes back: code behind relies on that it was not left out."""
    for node in ancestors(case.call.node):
        function = node.child_by_field_name("function") if node.type == "call_expression" else None
        if function is not None and case.call.source.of(function).strip().rsplit("::", 1)[-1] in ENDING:
            return True
        if node.type in ("block", "closure_expression"):
            return False
    return False


def _let_go(case: Case) -> list[tuple[Edit, ...]]:
    """`let _ =` drops what a call gives, at once as the unwrap did, and nothing of a place: that has to be moved."""
    call, end = case.call, Edit(case.call.dot, case.call.end, b"")
    plain = (Edit(call.start, call.start, b"let _ = "), end)
    value = None if case.receiver.type is None else case.receiver.type.value
    if not call.is_on_place or (value is not None and value.name in DEFAULTS.keys() - {"String", "Vec"}):
        return [plain]
    close = Edit(call.dot, call.end, b")")
    braced = (Edit(call.start, call.start, b"let _ = { "), Edit(call.dot, call.end, b" }"))
    return [(Edit(call.start, call.start, b"drop("), close), braced]


def _told_only(case: Case) -> tuple[Edit, ...]:
    """The Option alone is looked at; what a place holds is dropped now, as the unwrap did."""
    call = case.call
    held = ".map(drop)" if call.is_on_place else ""
    end = call.end if call.node.parent is None else call.node.parent.end_byte
    tail = f"{held}.is_none() {{ {said(case, 'option')} }}"
    return Edit(call.start, call.start, b"if "), Edit(call.dot, end, tail.encode())


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


def _unused_name(case: Case) -> str:
    """A name that stands nowhere in the outermost function around the call, not even in a comment or a text.

    Whatever the statement calls by its name, also within `format!("{value}")`, goes on to mean the same.
    """
    source = case.call.source
    functions = [each for each in ancestors(case.call.node) if each.type == "function_item"]
    taken = set(re.findall(r"\w+", source.of(functions[-1] if functions else source.root)))
    names = chain(("value", "found", "given"), (f"value_{number}" for number in count(2)))
    return next(each for each in names if each not in taken)


def _may_be_changed(case: Case) -> bool:
    """Whether the value may have to be mutable: a method of it is called, it is written to or lent for that."""
    above = case.call.node.parent
    if above is None:
        return False
    if above.type == "reference_expression":
        return any(each.type == "mutable_specifier" for each in above.children)
    return above.type in ("field_expression", "index_expression", "unary_expression")


def _only_if(case: Case, kind: str, statement: Node, name: str, behind: str) -> tuple[Edit, ...]:
    call, text = case.call, case.call.source.text
    good = "Some" if kind == "option" else "Ok"
    receiver = text[call.start : call.dot]
    head = f"if let {good}({name}) = {behind}".encode() + receiver.rstrip() + (b"\n{ " if b"//" in receiver else b" { ")
    at, end = statement.start_byte, statement.end_byte
    inside = (Edit(at, call.end, head + text[at : call.start] + name.removeprefix("mut ").encode()),)
    close = f" }} else {{ {said(case, kind)} }}" if case.log else " }"
    block = statement.parent
    is_last = block is not None and block.type == "block" and block.named_children[-1] == statement
    # As a block's value it would keep its temporaries until after the block's own variables are gone.
    return (*inside, Edit(end, end, (f"{close};" if is_last else close).encode()))


def _told_end(case: Case, kind: str) -> str:
    """What stands behind an Option or Result that a closure of `filter_map` gives."""
    if kind == "option":
        return f".or_else(|| {{ {said(case, kind)} None }})" if case.log else ""
    return f".map_err(|error| {{ {said(case, kind, 'error')} }}).ok()" if case.log else ".ok()"


def _told(case: Case) -> str:
    """What is left out is told: what comes later may rely on it, and would go wrong without a word of why."""
    return f"{case.log}! tells it, and " if case.log else ""


GRACEFUL_SKIP = Pattern("skip", "Graceful skip", 20, tell)
