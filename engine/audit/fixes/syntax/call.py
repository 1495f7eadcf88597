"""One `.unwrap()` or `.expect(...)` of a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tree_sitter import Node

from engine.audit.fixes.syntax.source import RustSource, nodes_of, read_piece, read_rust

METHODS = {"unwrap": 0, "expect": 1}
"""Names of the calls that are fixed -> how many arguments they take."""


@dataclass(frozen=True)
class UnwrapCall:
    """A call in its source: `node` is all of it, `receiver` what it is called on, `dot` the byte of its point."""

    source: RustSource
    node: Node
    receiver: Node
    method: str
    dot: int

    @property
    def start(self) -> int:
        """First byte of the receiver."""
        return self.node.start_byte

    @property
    def end(self) -> int:
        """The byte behind the call."""
        return self.node.end_byte

    @property
    def line(self) -> int:
        """The line of the method's name, from 1."""
        return self.source.text.count(b"\n", 0, self.dot + 1) + 1

    @property
    def receiver_text(self) -> str:
        """The receiver as it stands in the file."""
        return self.source.of(self.receiver)

    @property
    def is_explained(self) -> bool:
        """Whether it says why it can't fail: an expect whose argument is anything but an empty literal."""
        arguments = self.node.child_by_field_name("arguments")
        given = [] if arguments is None else [self.source.of(each) for each in arguments.named_children]
        return self.method == "expect" and not any(each.strip('r#"').strip() == "" for each in given)

    @property
    def is_on_place(self) -> bool:
        """Whether the receiver is a variable, a field or an item, which lives on where nothing moves it."""
        return _is_place(self.source, self.receiver)


def _is_place(source: RustSource, node: Node) -> bool:
    if node.type == "parenthesized_expression":
        return _is_place(source, node.named_children[-1])
    if node.type == "call_expression":
        # A macro may stand for anything.
        return any((each.start, each.end) == (node.start_byte, node.end_byte) for each in source.macros)
    return node.type in ("identifier", "self", "field_expression", "index_expression", "unary_expression")


@lru_cache(maxsize=16)
def calls_in(text: bytes) -> tuple[UnwrapCall, ...]:
    """Every unwrap and expect of a file, in the order of their points."""
    source = read_rust(text)
    return tuple(sorted(_calls(source), key=lambda call: call.dot))


def call_at(text: bytes, start: int, end: int) -> UnwrapCall | None:
    """The call that stands from `start` up to `end`, or whose method's name lies there alone."""
    calls = calls_in(text)
    exact = [call for call in calls if (call.start, call.end) == (start, end)]
    found = exact or [call for call in calls if call.end == end and start <= call.dot] or _pieces(text, start, end)
    return next(iter(found), None)


def _pieces(text: bytes, start: int, end: int) -> list[UnwrapCall]:
    """The call where it stands among tokens of a macro that are nothing whole."""
    return [call for call in _calls(read_piece(text, start, end)) if call.end == end]


def _calls(source: RustSource) -> Iterator[UnwrapCall]:
    for node in nodes_of(source.root):
        if node.type != "call_expression":
            continue
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None or function.type != "field_expression":
            continue
        field, value = function.child_by_field_name("field"), function.child_by_field_name("value")
        if field is None or value is None:
            continue
        method = source.of(field)
        given = [each for each in arguments.named_children if "comment" not in each.type]
        if METHODS.get(method) == len(given):
            dot = next((each.start_byte for each in function.children if each.type == "."), value.end_byte)
            yield UnwrapCall(source, node, value, method, dot)
