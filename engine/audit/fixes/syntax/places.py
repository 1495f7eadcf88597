"""Whether a value is the place of one thing among many, which any other value would be the place of another."""

import re

from tree_sitter import Node

from engine.audit.fixes.syntax.call import UnwrapCall
from engine.audit.fixes.syntax.flow import reaches
from engine.audit.fixes.syntax.known_methods import KEEP_KIND
from engine.audit.fixes.syntax.source import RustSource, method_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST_IS_A_PLACE = _words("insert insert_str resize entry replace_range splice")
"""Methods whose first argument is a place, or says how many."""
TAKE_PLACES = _words(
    "remove swap swap_remove split_at split_at_mut split_at_checked split_off truncate drain nth nth_back get get_mut "
    "get_unchecked get_unchecked_mut skip take step_by rotate_left rotate_right copy_within set_len set_position seek "
    "advance advance_by select_nth_unstable is_char_boundary slice range range_mut chunks chunks_exact windows offset "
    "shift_remove swap_indices split_to byte_add byte_offset"
)
"""Methods of whose arguments each is a place, or says how many."""
GIVE_PLACES = _words(
    "position rposition find rfind binary_search binary_search_by binary_search_by_key get_index_of rfind_char"
)
"""Methods whose result is a place, in the library's collections and texts."""
SEEKS = re.compile(r"(?:\A|::)(?:SeekFrom::\w+|from_raw_parts(?:_mut)?)\s*\Z")


def is_place(call: UnwrapCall) -> bool:
    """Whether a value is an index or a bound: by the method that gives it, or because the file takes it for one."""
    node: Node | None = call.receiver
    while node is not None:
        method, value = method_of(call.source, node)
        if method in GIVE_PLACES:
            return True
        node = value if method in KEEP_KIND or method in ("and_then", "ok_or", "ok_or_else") else None
    return reaches(call.source, call.node, _takes_a_place)


def _takes_a_place(source: RustSource, above: Node, below: Node) -> bool:
    if above.type == "index_expression":
        return above.named_children[0] != below
    if above.type == "range_expression":
        return True
    if above.type != "arguments" or above.parent is None:
        return False
    method, _ = method_of(source, above.parent)
    if method:
        is_first = above.named_children[0] == below
        return method in TAKE_PLACES or (method in FIRST_IS_A_PLACE and is_first)
    function = above.parent.child_by_field_name("function")
    return function is not None and SEEKS.search(source.of(function)) is not None
