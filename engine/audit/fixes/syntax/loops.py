"""Whether a loop could go on for ever where what is unwrapped in it is left out, or a default stands for it.

What brings a `loop` or a `while` to its end is somewhere in its condition and body, and no reading of these can tell
for sure that it does so without the value. So no such loop is trusted; only a `for`, whose items run out by themselves.
"""

import re

from tree_sitter import Node

from engine.audit.fixes.syntax.call import UnwrapCall
from engine.audit.fixes.syntax.flow import reaches
from engine.audit.fixes.syntax.known_methods import KEEP_KIND
from engine.audit.fixes.syntax.receivers import let_of, type_in_sight
from engine.audit.fixes.syntax.source import RustSource, ancestors, method_of, nodes_of


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


LOOPS = frozenset({"for_expression", "while_expression", "loop_expression"})
ENDLESS = _words_of("cycle repeat repeat_with successors from_fn")
READERS = _words_of("lines bytes incoming")
"""Methods whose items may be errors without end, such as `lines` of what is a folder."""
BOUNDED = _words_of(
    "iter iter_mut keys values values_mut into_keys into_values drain chars char_indices split_whitespace windows "
    "chunks chunks_exact chunks_mut args args_os vars to_vec collect take"
)
"""Methods that give only so many items, whatever becomes of them."""
KEPT = _words_of(
    "map enumerate skip step_by inspect peekable by_ref cloned copied filter filter_map into_iter rev zip chain fuse "
    "take_while map_while skip_while as_mut scan flat_map flatten"
)
"""Methods of iterators whose result ends no sooner."""
COLLECTIONS = _words_of("Vec [] VecDeque HashMap HashSet BTreeMap BTreeSet BinaryHeap LinkedList Option Result Box")
SKIPPING = _words_of("filter_map flat_map find_map")
"""Methods that pass over what their closure has no value for."""
ENDING = _words_of("panic unreachable todo unimplemented bail exit abort resume_unwind")
"""What never comes back."""
WRAPPERS = frozenset(
    {"parenthesized_expression", "reference_expression", "unary_expression", "try_expression", "await_expression"}
)
DEEPEST = 12


def may_spin(call: UnwrapCall, outside: Node | None = None) -> bool:
    """Whether a loop around a call, within its function, may have no end without the value; so may an iterator.

    With `outside` only what stands around that node counts.
    """
    below = outside or call.node
    for node in ancestors(below):
        if node.type in ("function_item", "const_item", "static_item"):
            return False
        if node.type in ("while_expression", "loop_expression"):
            return True
        if node.type == "for_expression" and node.child_by_field_name("body") == below:
            value = node.child_by_field_name("value")
            if value is None or _goes_on(call, value, node.child_by_field_name("pattern"), node):
                return True
        if node.type == "closure_expression" and _feeds(call, node):
            return True
        below = node
    return False


def recurs(call: UnwrapCall, name: str) -> bool:
    """Whether a value is handed to the function around it again, which may go on for ever with another one."""

    def takes(source: RustSource, above: Node, _below: Node) -> bool:
        function = above.parent.child_by_field_name("function") if above.type == "arguments" and above.parent else None
        return function is not None and re.split(r"\.|::", source.of(function).strip())[-1].strip() == name

    return bool(name) and reaches(call.source, call.node, takes)


def passes_over(call: UnwrapCall, closure: Node | None) -> bool:
    """Whether a closure leaves an item out by None, so that `?` in it would do no more than that."""
    arguments = None if closure is None else closure.parent
    taker = None if arguments is None or arguments.type != "arguments" else arguments.parent
    return taker is not None and method_of(call.source, taker)[0] in SKIPPING


def feeds_what_may_not_end(call: UnwrapCall, closure: Node | None) -> bool:
    """Whether a closure, or what stands around it, is asked again and again by something that may have no end."""
    return closure is not None and (_feeds(call, closure) or may_spin(call, closure))


def _feeds(call: UnwrapCall, closure: Node) -> bool:
    """Whether a closure is given to an iterator that may not end without the value."""
    arguments = closure.parent
    if arguments is not None and arguments.type == "let_declaration" and arguments.parent is not None:
        # Whoever asks it by its name may do so in a loop.
        return any(each.type in ("while_expression", "loop_expression") for each in nodes_of(arguments.parent))
    taker = None if arguments is None or arguments.type != "arguments" else arguments.parent
    if taker is None:
        return False
    method, value = method_of(call.source, taker)
    if method:
        return value is not None and _goes_on(call, value, closure.child_by_field_name("parameters"), closure)
    function = taker.child_by_field_name("function")
    return function is not None and _last_word(call.source, function) in ENDLESS


def _goes_on(call: UnwrapCall, value: Node, pattern: Node | None, body: Node) -> bool:
    names = set[str]() if pattern is None else _names(call.source, pattern)
    is_item = _is_item(call.source, call.receiver, names, body)
    mentions = not names.isdisjoint(re.findall(r"\w+", call.receiver_text))
    return _may_not_end(call.source, value, is_item=is_item, mentions=mentions, deeper=DEEPEST)


def _may_not_end(source: RustSource, node: Node, *, is_item: bool, mentions: bool, deeper: int) -> bool:
    """Whether items may come for ever; `is_item`: each of them is unwrapped, and may fail for ever just so."""
    while node.type in WRAPPERS:
        if node.type == "reference_expression" and not any(e.type == "mutable_specifier" for e in node.children):
            return False
        node = node.named_children[-1]
    if deeper == 0:
        return True
    if node.type == "range_expression":
        return source.of(node).rstrip().endswith("..")
    if node.type in ("array_expression", "string_literal"):
        return False
    if node.type == "identifier" and (let := let_of(source, node)) is not None:
        kind, given = let.child_by_field_name("type"), let.child_by_field_name("value")
        if kind is None and given is not None:
            return _may_not_end(source, given, is_item=is_item, mentions=mentions, deeper=deeper - 1)
    method, value = method_of(source, node)
    if method in ENDLESS:
        return True
    if method in READERS:
        return is_item or mentions
    if method in BOUNDED:
        return False
    if method in KEPT and value is not None:
        others = node.child_by_field_name("arguments") if method == "chain" else None
        all_of = [value, *([] if others is None else others.named_children)]
        return any(_may_not_end(source, e, is_item=is_item, mentions=mentions, deeper=deeper - 1) for e in all_of)
    function = node.child_by_field_name("function")
    if not method and function is not None:
        last = _last_word(source, function)
        return last in ENDLESS or (is_item and last not in ("vec", "read_dir", "args"))
    known = type_in_sight(source, node)
    return is_item and (known is None or known.name not in COLLECTIONS)


def _is_item(source: RustSource, node: Node, names: set[str], body: Node) -> bool:
    """Whether what is unwrapped is the item of a turn itself, also by another name of it or with another error."""
    for _ in range(DEEPEST):
        while node.type in WRAPPERS:
            node = node.named_children[-1]
        method, value = method_of(source, node)
        if method in KEEP_KIND and value is not None:
            node = value
            continue
        if node.type == "field_expression" and source.of(node.named_children[-1]).isdigit():
            node = node.named_children[0]
            continue
        if node.type != "identifier":
            return False
        if source.of(node) in names:
            return True
        let = let_of(source, node)
        given = None if let is None or let.start_byte < body.start_byte else let.child_by_field_name("value")
        if given is None:
            return False
        node = given
    return True


def _names(source: RustSource, pattern: Node) -> set[str]:
    return {source.of(each) for each in nodes_of(pattern) if each.type == "identifier"}


def _last_word(source: RustSource, function: Node) -> str:
    if function.type == "generic_function":
        function = function.child_by_field_name("function") or function
    return source.of(function).strip().rsplit("::", 1)[-1]
