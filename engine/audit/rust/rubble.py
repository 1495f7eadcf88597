"""Sites in a file that the grammar does not understand everywhere: words in code are still told from comments."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from engine.audit.rust.subject import PIECE
from engine.audit.rust.tokens import TokenSite

_METHOD = re.compile(rb"(?<!\.)\.\s*(?:r#)?(?P<word>unwrap|expect)\s*(?=\()")
_PANIC = re.compile(
    rb"(?<![:\w])(?:(?:::)?(?:std|core)::)?(?P<word>panic|unreachable|todo|unimplemented)!\s*(?=[(\[{])"
)
_CODE = frozenset({"identifier", "field_identifier", "ERROR"})
_FARTHEST = 20_000
"""Bytes in which a call has to end."""


def in_rubble(root: Node, source: bytes) -> Iterator[TokenSite]:
    """Calls and macros that can panic, wherever they stand: for those that the tree does not hold as such."""
    for pattern in (_METHOD, _PANIC):
        for match in pattern.finditer(source):
            node = root.descendant_for_byte_range(*match.span("word"))
            if node is None or node.type not in _CODE:
                continue
            word = match.group("word").decode()
            commas, is_empty, end = _arguments(source[match.end() : match.end() + _FARTHEST])
            if pattern is _METHOD and (commas > 0 or is_empty != (word == "unwrap")):
                continue
            line = source.rfind(b"\n", 0, match.start()) + 1
            start = match.start("word") if pattern is _PANIC else _first_code(source, line, match.start())
            yield TokenSite(word, start, match.end() + end, match.start("word"), word == "expect")


def _first_code(source: bytes, line: int, end: int) -> int:
    """Where code begins on the line of a call; for one that begins with the dot, the dot."""
    return line + len(source[line:end]) - len(source[line:end].lstrip())


def _arguments(text: bytes) -> tuple[int, bool, int]:
    """Of the brackets that begin `text`: commas between arguments, whether nothing is in it, and the end in bytes."""
    depth, commas, inside, length = 0, 0, 0, 0
    trailing = False
    for match in PIECE.finditer(text.decode("utf-8", "replace")):
        piece = match.group()
        length += len(piece.encode())
        if match.lastgroup == "gap":
            continue
        if piece in {"(", "[", "{"}:
            depth += 1
            if depth == 1:
                continue
        elif piece in {")", "]", "}"}:
            depth -= 1
            if not depth:
                return commas - trailing, not inside, length
        inside += 1
        trailing = piece == "," and depth == 1
        commas += trailing
    return commas, not inside, length
