"""Whether a loop comes to an end by itself when each of its turns is left early."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from engine.audit.fixes.syntax.source import RustSource, nodes_of


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


LOOPS = frozenset({"for_expression", "while_expression", "loop_expression"})
TAKES = _words_of(
    "next next_back nth nth_back pop pop_back pop_first pop_front pop_last recv next_line next_entry next_key "
    "next_element next_value take try_recv"
)
"""Methods that give another thing each time, until there is none."""
SAME = _words_of("as_mut borrow_mut by_ref deref_mut expect get_mut lock unwrap write")
"""Methods that give what they are called on, and nothing new."""
ENDLESS = _words_of("cycle repeat repeat_with successors")
KEPT_ENDLESS = _words_of("map enumerate skip step_by inspect peekable by_ref cloned copied filter filter_map")
"""Methods of iterators whose result ends no sooner."""
ENDING = _words_of("panic unreachable todo unimplemented bail exit abort resume_unwind")
"""What never comes back."""
WRAPPERS = frozenset(
    {"parenthesized_expression", "reference_expression", "unary_expression", "try_expression", "await_expression"}
)


def ends(source: RustSource, loop: Node) -> bool:
    """Whether `continue` brings a loop nearer to its end, whatever its body would have done.

    So it is in a `for` over what ends, and in a `while let` that takes something each time. Of any other loop the body
    itself must see to the end, and `continue` would skip that.
    """
    if loop.type == "for_expression":
        value = loop.child_by_field_name("value")
        return value is not None and not _is_endless(source, value)
    condition = loop.child_by_field_name("condition")
    if condition is not None and condition.type == "let_chain":
        condition = condition.named_children[0]
    value = None if condition is None or condition.type != "let_condition" else condition.child_by_field_name("value")
    return value is not None and takes(source, value)


def is_only_end(source: RustSource, loop: Node, receiver: Node) -> bool:
    """Whether a loop might go on for ever if what is unwrapped in it did not panic where there is nothing.

    So it is where nothing else leaves it, and where the next thing is taken of what no condition asks about.
    """
    if not takes(source, receiver):
        return _is_bare(source, loop) and not _has_exit(source, loop)
    while receiver.type in WRAPPERS:
        receiver = receiver.named_children[-1]
    value = _method(source, receiver)[1]
    words = [] if value is None else _words(source, value)
    asked = {word for each in _conditions(loop) if not _holds(each, receiver) for word in _words(source, each)}
    return asked.isdisjoint(words if words == ["self"] else [each for each in words if each != "self"])


def steers(source: RustSource, loop: Node, statement: Node) -> bool:
    """Whether a statement may be what brings a loop to its end: it changes what a condition of the loop mentions."""
    asked = {word for each in _conditions(loop) for word in _words(source, each)}
    for node in nodes_of(statement):
        place: Node | None = None
        if node.type in ("assignment_expression", "compound_assignment_expr"):
            place = node.child_by_field_name("left")
        elif node.type == "call_expression":
            place = _method(source, node)[1]
        elif node.type == "reference_expression" and any(e.type == "mutable_specifier" for e in node.children):
            place = node.named_children[-1]
        changed = [] if place is None else _words(source, _root(source, place))
        if asked & (set(changed) if changed == ["self"] else {each for each in changed if each != "self"}):
            return True
    return False


def _root(source: RustSource, node: Node) -> Node:
    """The variable or field that an expression begins with: `a.b` of `a.b[c].d(e)`."""
    while node.type in WRAPPERS or node.type in ("index_expression", "call_expression"):
        value = _method(source, node)[1] if node.type == "call_expression" else node.named_children[0]
        if value is None:
            return node
        node = node.named_children[-1] if node.type in WRAPPERS else value
    return node


def _conditions(loop: Node) -> Iterator[Node]:
    """What a loop and the code in it asks, to go one way or the other."""
    for node in nodes_of(loop):
        condition = node.child_by_field_name("value" if node.type == "match_expression" else "condition")
        if condition is not None and node.type in ("match_expression", "if_expression", *LOOPS):
            yield condition


def _holds(node: Node, inner: Node) -> bool:
    return node.start_byte <= inner.start_byte and inner.end_byte <= node.end_byte


def _is_bare(source: RustSource, loop: Node) -> bool:
    """Whether its head never ends it."""
    condition = loop.child_by_field_name("condition")
    if loop.type == "while_expression" and condition is not None:
        return source.of(condition) == "true"
    return loop.type == "loop_expression" or not ends(source, loop)


def _has_exit(source: RustSource, loop: Node) -> bool:
    waiting = [(each, False) for each in loop.named_children]
    while waiting:
        node, is_deeper = waiting.pop()
        if node.type in ("return_expression", "try_expression"):
            return True
        if node.type == "break_expression" and (not is_deeper or any(each.type == "label" for each in node.children)):
            return True
        function = node.child_by_field_name("function") if node.type == "call_expression" else None
        if function is not None and source.of(function).strip().rsplit("::", 1)[-1] in ENDING:
            return True
        if node.type not in ("closure_expression", "async_block", "function_item"):
            waiting += [(each, is_deeper or node.type in LOOPS) for each in node.named_children]
    return False


def _words(source: RustSource, node: Node) -> list[str]:
    return re.findall(r"[^\W\d]\w*", source.of(node))


def takes(source: RustSource, node: Node) -> bool:
    """Whether an expression takes the next thing out of something that lasts."""
    while node.type in WRAPPERS:
        node = node.named_children[-1]
    method, value = _method(source, node)
    return method in TAKES and value is not None and _lasts(source, value)


def _lasts(source: RustSource, node: Node) -> bool:
    """Whether it is the same thing in every turn: a new iterator would begin at its first item each time."""
    while True:
        if node.type in ("identifier", "self"):
            return True
        if node.type in WRAPPERS:
            node = node.named_children[-1]
        elif node.type in ("field_expression", "index_expression"):
            node = node.named_children[0]
        else:
            method, value = _method(source, node)
            if method not in SAME or value is None:
                return False
            node = value


def _is_endless(source: RustSource, node: Node) -> bool:
    while node.type in WRAPPERS:
        node = node.named_children[-1]
    if node.type == "range_expression":
        return source.of(node).rstrip().endswith("..")
    method, value = _method(source, node)
    if method in KEPT_ENDLESS and value is not None:
        return _is_endless(source, value)
    if method:
        return method in ENDLESS
    function = node.child_by_field_name("function")
    return function is not None and source.of(function).rsplit("::", 1)[-1] in ENDLESS


def _method(source: RustSource, node: Node) -> tuple[str, Node | None]:
    """The method that an expression calls, and on what; "" where it calls none."""
    function = node.child_by_field_name("function") if node.type == "call_expression" else None
    if function is not None and function.type == "generic_function":
        function = function.child_by_field_name("function")
    if function is None or function.type != "field_expression":
        return "", None
    field = function.child_by_field_name("field")
    return "" if field is None else source.of(field), function.child_by_field_name("value")
