"""Rust source as a tree in which the arguments of macros are expressions like any other."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter_rust
from tree_sitter import Language, Node, Parser

DEEPEST = 6
"""How many macros within each other are looked into."""
BRACKETS = bytes.maketrans(b"[];", b"(),")


@dataclass(frozen=True)
class Macro:
    """A call of a macro whose arguments were read as expressions; bytes of its name, and of all of it."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class RustSource:
    """A file's bytes, and its tree. Offsets of the tree are those of the bytes, also within macros.

    `is_piece`: the tree is that of one expression alone, out of tokens that are nothing whole.
    """

    text: bytes
    root: Node
    macros: tuple[Macro, ...]
    is_piece: bool = False

    def of(self, node: Node) -> str:
        """The text of a node as it stands in the file."""
        return self.text[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def macro_around(self, node: Node) -> Macro | None:
        """The innermost macro that holds a node."""
        around = [each for each in self.macros if each.start <= node.start_byte and node.end_byte <= each.end]
        return min(around, key=lambda each: each.end - each.start, default=None)


@lru_cache(maxsize=1)
def parser() -> Parser:
    """The parser of Rust."""
    return Parser(Language(tree_sitter_rust.language()))


@lru_cache(maxsize=16)
def read_rust(text: bytes) -> RustSource:
    """Parse a file.

    A macro is read as if it were a call, `name!(a, b)` as `name (a, b)`, which has the same length, and `name! { a }`
    as what stands between the braces; where that does not parse, its tokens stay tokens.
    """
    plain, root = text, parser().parse(text).root_node
    macros: list[Macro] = []
    left_alone: set[int] = set()
    for _ in range(DEEPEST):
        found = [each for each in _calls_of_macros(root) if each.start_byte not in left_alone]
        if not found:
            break
        tried = parser().parse(_as_calls(plain, found)).root_node
        failed = [node for node in found if not _is_well_formed(tried, node)]
        left_alone.update(node.start_byte for node in failed)
        good = [node for node in found if node.start_byte not in left_alone]
        plain = _as_calls(plain, good)
        root = parser().parse(plain).root_node
        macros += [Macro(_name(text, node), node.start_byte, node.end_byte) for node in good]
    return RustSource(text, root, tuple(macros))


def read_piece(text: bytes, start: int, end: int) -> RustSource:
    """Parse one expression of a file as if nothing else stood there; `$name` of a macro is read as a name."""
    inside = text[start:end].replace(b"$", b"_")
    return RustSource(text, parser().parse(b" " * start + inside + b";").root_node, (), is_piece=True)


def errors_in(text: bytes) -> int:
    """How many places of a file do not parse."""
    root = parser().parse(text).root_node
    return sum(node.is_error or node.is_missing for node in nodes_of(root)) if root.has_error else 0


def nodes_of(root: Node) -> Iterator[Node]:
    """A node and all below it, in the order of the file; what has no error below is walked all the same."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)


def ancestors(node: Node) -> Iterator[Node]:
    """What holds a node, from the inside out."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def method_of(source: RustSource, node: Node) -> tuple[str, Node | None]:
    """The method that an expression calls, and on what; "" where it calls none."""
    function = node.child_by_field_name("function") if node.type == "call_expression" else None
    if function is not None and function.type == "generic_function":
        function = function.child_by_field_name("function")
    if function is None or function.type != "field_expression":
        return "", None
    field = function.child_by_field_name("field")
    return "" if field is None else source.of(field), function.child_by_field_name("value")


def _calls_of_macros(root: Node) -> list[Node]:
    """Macros that are called; none within another's tokens, which are no nodes of this kind."""
    return [each for each in nodes_of(root) if each.type == "macro_invocation" and not each.has_error]


def _as_calls(text: bytes, found: list[Node]) -> bytes:
    """The text with `!` blanked and brackets round, byte for byte; of braces nothing but what they hold is left."""
    plain = bytearray(text)
    for node in found:
        tokens = node.children[-1]
        if tokens.children[0].type == "{":
            # lazy_static's `static ref NAME` is a static to whoever reads it.
            refs = [
                e for e in tokens.children if e.type == "ref" and e.prev_sibling and e.prev_sibling.type == "static"
            ]
            for each in (*node.children[:-1], tokens.children[0], tokens.children[-1], *refs):
                plain[each.start_byte : each.end_byte] = b" " * (each.end_byte - each.start_byte)
            continue
        for mark in [each for each in node.children if each.type == "!"][:1]:
            plain[mark.start_byte] = ord(" ")
        for each in (tokens.children[0], tokens.children[-1], *(t for t in tokens.children if t.type == ";")):
            plain[each.start_byte : each.end_byte] = plain[each.start_byte : each.end_byte].translate(BRACKETS)
    return bytes(plain)


def _is_well_formed(root: Node, node: Node) -> bool:
    """Whether no error touches the bytes of a macro; that other macros do not parse is nothing against it."""
    waiting = [root]
    while waiting:
        each = waiting.pop()
        if each.is_error or each.is_missing:
            return False
        if each.has_error:
            waiting += [e for e in each.children if e.start_byte < node.end_byte and e.end_byte > node.start_byte]
    return True


def _name(text: bytes, node: Node) -> str:
    name = node.child_by_field_name("macro")
    return "" if name is None else text[name.start_byte : name.end_byte].decode("utf-8", "replace")
