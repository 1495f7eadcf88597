"""Sites inside the token trees of macros, which have no structure but their brackets."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from engine.audit.rust.attributes import paths_of, test_words
from engine.audit.rust.expectation import tokens_could_be_text
from engine.audit.rust.grammar import without_comments

_CANDIDATE = re.compile(
    rb"\b(?:(?P<method>(?:r#)?(?:unwrap|expect))|(?P<panic>panic|unreachable|todo|unimplemented)|(?P<module>mod)|(?P<take>include))\b"
    rb"|(?<=[\w)\]}?])[ \t]*(?P<index>\[)"
)
FALLIBLE = frozenset({"Option", "Result"})
"""Types whose `unwrap` and `expect` can be called by path."""
_ATTRIBUTE = re.compile(rb"#(?=\s*\[)")
_WORDS = frozenset({"identifier", "metavariable", "self", "super", "crate", "primitive_type"})
_LITERALS = frozenset(
    {"string_literal", "raw_string_literal", "integer_literal", "float_literal", "char_literal", "boolean_literal"}
)
_KEYWORDS = frozenset(
    {
        *(b"as", b"break", b"const", b"continue", b"do", b"dyn", b"else", b"enum", b"extern", b"fn", b"for", b"if"),
        *(b"impl", b"in", b"let", b"loop", b"match", b"mod", b"move", b"mut", b"pub", b"ref", b"return", b"static"),
        *(b"struct", b"trait", b"type", b"unsafe", b"use", b"where", b"while", b"yield", b"box", b"async"),
    }
)


@dataclass(frozen=True)
class TokenSite:
    """A site among tokens: bytes of the whole expression and of the word that fails."""

    kind: str
    start: int
    end: int
    word: int
    is_reasoned: bool = False
    on_self: bool = False


@dataclass(frozen=True)
class TokenModule:
    """`mod name;` among tokens: where it stands, and the paths that its attributes give it."""

    name: str
    at: int
    paths: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class TokenInclude:
    """`include!("path")` among tokens."""

    path: str
    at: int


def in_tokens(tree: Node, source: bytes) -> Iterator[TokenSite | TokenModule | TokenInclude]:
    """What stands in the tokens of one macro, `tree` being the outermost of them."""
    siblings: dict[int, list[Node]] = {}
    for match in _CANDIDATE.finditer(source, tree.start_byte, tree.end_byte):
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        node = tree.descendant_for_byte_range(start, end)
        if node is None or (node.start_byte, node.end_byte) != (start, end) or node.parent is None:
            continue
        around = siblings.get(node.parent.id)
        if around is None:
            around = siblings[node.parent.id] = without_comments(node.parent.children)
        if kind == "index":
            found = _index(node.parent, siblings)
        else:
            place = _place_of(start, around)
            name = match.group(kind).decode().removeprefix("r#")
            found = _READERS[kind](around, place, name) if place is not None else None
        if found is not None:
            yield found


def test_ranges(tree: Node, source: bytes) -> Iterator[tuple[int, int, str]]:
    """Bytes (first, end) that an attribute among the tokens makes test code, and its words.

    It reaches to the end of the item: of the first braces, or the first semicolon.
    """
    for match in _ATTRIBUTE.finditer(source, tree.start_byte, tree.end_byte):
        sign = tree.descendant_for_byte_range(match.start(), match.end())
        if sign is None or sign.type != "#" or sign.next_sibling is None:
            continue
        brackets = sign.next_sibling
        words = test_words(source[brackets.start_byte + 1 : brackets.end_byte - 1].decode("utf-8", "replace"))
        if not words:
            continue
        node, end = brackets.next_sibling, brackets.end_byte
        while node is not None:
            end = node.end_byte
            is_body = node.type == "token_tree" and source[node.start_byte : node.start_byte + 1] == b"{"
            if is_body or node.type == ";":
                break
            node = node.next_sibling
        yield match.start(), end, words


def _method(around: list[Node], place: int, word: str) -> TokenSite | None:
    node = around[place]
    before = around[place - 1] if place else None
    after = around[place + 1] if place + 1 < len(around) else None
    # Tokens know no field `0`: in `pair.0.unwrap()` they hold the number `0.`.
    is_dot = before is not None and (
        before.type == "." or ((before.text or b"")[-1:] == b"." and before.type in _LITERALS)
    )
    if before is not None and before.type == "::":
        return _path(around, place, word)
    if not is_dot or after is None or after.type != "token_tree" or (after.text or b"")[:1] != b"(":
        return None
    arguments = _arguments(after)
    if len(arguments) != (word == "expect") or (arguments and not tokens_could_be_text(arguments[0])):
        return None
    first = _start(around, place - 1)
    on_self = first == place - 2 and around[first].type == "self"
    is_reasoned = bool(arguments) and not _is_empty(arguments[0])
    return TokenSite(word, around[first].start_byte, after.end_byte, node.start_byte, is_reasoned, on_self)


def _path(around: list[Node], place: int, word: str) -> TokenSite | None:
    """`Option::unwrap`, called or not."""
    owner = place - 2
    if owner > 1 and around[owner].type in {">", ">>"}:
        opening = _opening(around, owner)
        owner = opening - 2 if opening is not None else -1
    if owner < 0 or (around[owner].text or b"").decode("utf-8", "replace") not in FALLIBLE:
        return None
    after = around[place + 1] if place + 1 < len(around) else None
    is_call = after is not None and after.type == "token_tree" and (after.text or b"")[:1] == b"("
    arguments = _arguments(after) if after is not None and is_call else []
    is_reasoned = word == "expect" and len(arguments) == 2 and not _is_empty(arguments[1])
    last = after if after is not None and is_call else around[place]
    first = _start(around, place - 1)
    return TokenSite(word, around[first].start_byte, last.end_byte, around[place].start_byte, is_reasoned)


def _panic(around: list[Node], place: int, word: str) -> TokenSite | None:
    following = [each.type for each in around[place + 1 : place + 3]]
    if following != ["!", "token_tree"]:
        return None
    first = place
    if place and around[place - 1].type == "::":
        if place < 2 or around[place - 2].text not in {b"std", b"core"}:
            return None
        first = place - 2
    return TokenSite(word, around[first].start_byte, around[place + 2].end_byte, around[place].start_byte)


def _module(around: list[Node], place: int, _word: str) -> TokenModule | None:
    name = (around[place + 1].text or b"").decode("utf-8", "replace") if place + 2 < len(around) else ""
    if not name.removeprefix("r#").isidentifier() or around[place + 2].type != ";":
        return None
    return TokenModule(name, around[place].start_byte, tuple(_paths_before(around, place)))


def _paths_before(around: list[Node], place: int) -> Iterator[tuple[str, bool]]:
    """What the attributes of an item say of its path."""
    # `pub(crate)` stands between.
    while place and (around[place - 1].type not in {";", "token_tree"} or _is_of_pub(around, place - 1)):
        place -= 1
    while place >= 2 and around[place - 1].type == "token_tree" and around[place - 2].type == "#":
        yield from paths_of((around[place - 1].text or b"")[1:-1].decode("utf-8", "replace"))
        place -= 2


def _is_of_pub(around: list[Node], place: int) -> bool:
    return place > 0 and around[place].type == "token_tree" and around[place - 1].type in {"pub", "visibility_modifier"}


def _include(around: list[Node], place: int, _word: str) -> TokenInclude | None:
    if [each.type for each in around[place + 1 : place + 3]] != ["!", "token_tree"]:
        return None
    inside = without_comments(around[place + 2].children)[1:-1]
    if len(inside) != 1 or inside[0].type != "string_literal":
        return None
    return TokenInclude((inside[0].text or b"").decode("utf-8", "replace").strip('"'), around[place].start_byte)


def _place_of(start: int, around: list[Node]) -> int | None:
    """Which of some nodes begins at a byte."""
    place = bisect_left(around, start, key=lambda each: each.start_byte)
    return place if place < len(around) and around[place].start_byte == start else None


def _index(brackets: Node, siblings: dict[int, list[Node]]) -> TokenSite | None:
    if brackets.type != "token_tree" or brackets.parent is None:
        return None
    around = siblings.get(brackets.parent.id)
    if around is None:
        around = siblings[brackets.parent.id] = without_comments(brackets.parent.children)
    place = _place_of(brackets.start_byte, around)
    if place is None:
        return None
    before = around[place - 1] if place else None
    if before is None or not (_is_operand(before) or before.type in {"?", "token_tree"}):
        return None
    inside = without_comments(brackets.children)[1:-1]
    if not inside or [each.type for each in inside] == [".."] or any(each.type in {",", ";"} for each in inside):
        return None
    if before.type == "token_tree" and (before.text or b"")[:1] == b"{":
        return None
    if place >= 2 and around[place - 2].type in {"#", "->", "'"}:
        return None
    first = _start(around, place)
    return TokenSite("index", around[first].start_byte, brackets.end_byte, brackets.start_byte)


_READERS = {"method": _method, "panic": _panic, "module": _module, "take": _include}


def _arguments(brackets: Node) -> list[list[Node]]:
    """Tokens between the commas of a call."""
    parts: list[list[Node]] = [[]]
    for node in without_comments(brackets.children)[1:-1]:
        if node.type == ",":
            parts.append([])
        else:
            parts[-1].append(node)
    return parts if parts[-1] else parts[:-1]


def _is_empty(argument: list[Node]) -> bool:
    return len(argument) == 1 and argument[0].text == b'""'


def _is_operand(node: Node) -> bool:
    return node.type in _WORDS and node.text not in _KEYWORDS


def _start(around: list[Node], dot: int) -> int:
    """Where the expression that ends before `dot` begins: back over names, calls, indexes and macros."""
    place = dot
    while place > 0:
        node, right = around[place - 1], around[place]
        binds = right.type in {".", "::", "?", "token_tree"} or (right.text or b"")[:1] == b"."
        if node.type in {".", "::", "?"}:
            is_part = True
        elif node.type == "!":
            is_part = right.type == "token_tree" and place > 1 and around[place - 2].type == "identifier"
        elif node.type == "token_tree":
            is_part = binds and ((node.text or b"")[:1] != b"{" or right.type != "token_tree")
        elif node.type in {">", ">>"} and right.type in {"::", "token_tree"}:
            opening = _opening(around, place - 1)
            if opening is None:
                return place
            place = opening
            continue
        else:
            is_literal = node.type in _LITERALS
            is_part = (_is_operand(node) or is_literal) and (binds or right.type == "!")
        if not is_part:
            break
        place -= 1
    # A sign that binds to what is left of it begins no expression.
    while place < dot and around[place].type in {".", "::", "?"}:
        place += 1
    return place


def _opening(around: list[Node], closing: int) -> int | None:
    """The place of the `<` of a turbofish."""
    depth = 0
    for place in range(closing, 0, -1):
        sign = around[place].type
        depth += (sign == ">") - (sign == "<") + 2 * (sign == ">>")
        if not depth:
            return place if around[place - 1].type == "::" else None
    return None
