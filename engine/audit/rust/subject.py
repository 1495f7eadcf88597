"""An expression without what formatting changes: white space, comments, trailing commas, and bodies in braces."""

import re

PIECE = re.compile(
    r"""(?P<text>b?r(?P<hashes>\#*)".*?"(?P=hashes)|b?c?"(?:[^"\\]|\\.)*"|b?'(?:[^'\\]|\\[^u]|\\u\{[^}]*\})')"""
    r"""|(?P<gap>(?:\s+|//[^\n]*|/\*.*?\*/)+)|(?P<word>\w+)|(?P<sign>.)""",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^\s/{}\"']*\Z")
LONGEST = 20_000
"""Of a longer expression the end counts alone, which holds what fails."""


def subject_of(text: str) -> str:
    """The words and signs of Rust source, each pair of words one space apart, with `{...}` as `{}`."""
    if _PLAIN.match(text):
        return text
    parts: list[str] = []
    depth = 0
    was_gap = False
    for match in PIECE.finditer(text[-LONGEST:]):
        kind, piece = match.lastgroup, match.group()
        if kind == "gap":
            was_gap = True
            continue
        if piece == "}" and depth:
            depth -= 1
        if not depth:
            if piece in {")", "]", "}"} and parts and parts[-1] == ",":
                parts.pop()
            if kind == "word" and was_gap and parts and _is_word(parts[-1]):
                parts.append(" ")
            parts.append(piece)
        if piece == "{":
            depth += 1
        was_gap = False
    return "".join(parts)


def uncommented(text: str) -> str:
    """The text without its comments."""
    if "//" not in text and "/*" not in text:
        return text
    return "".join(" " if match.lastgroup == "gap" else match.group() for match in PIECE.finditer(text[:LONGEST]))


def _is_word(piece: str) -> bool:
    return piece[-1].isalnum() or piece[-1] == "_"
