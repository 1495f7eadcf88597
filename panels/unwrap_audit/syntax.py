"""Words of Rust and Python that are written in colours of their own."""

import re
from collections.abc import Iterator
from typing import NamedTuple

RUST = (
    "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move "
    "mut pub ref return self Self static struct super trait true type union unsafe use where while yield"
)
PYTHON = (
    "False None True and as assert async await break case class continue def del elif else except finally for from "
    "global if import in is lambda match nonlocal not or pass raise return try type while with yield self cls"
)
LONGEST = 300_000
"""Letters; what is longer is shown in one colour."""


class Token(NamedTuple):
    """Letters from `start` to `end` of a text, and what they are: keyword, string, number, comment or name."""

    start: int
    end: int
    kind: str


def tokens_of(text: str, file: str) -> Iterator[Token]:
    """The words of a text in a language that the end of the file's name tells, in order; none of another one's."""
    pattern = _PATTERNS.get(file.rpartition(".")[2])
    if pattern is None or len(text) > LONGEST:
        return
    for found in pattern.finditer(text):
        yield Token(found.start(), found.end(), found.lastgroup or "")


def _pattern(comment: str, string: str, number: str, keywords: str, name: str) -> "re.Pattern[str]":
    words = rf"\b(?:{'|'.join(keywords.split())})\b"
    parts = (("comment", comment), ("string", string), ("keyword", words), ("name", name), ("number", number))
    return re.compile("|".join(f"(?P<{kind}>{part})" for kind, part in parts), re.DOTALL)


_NUMBER = r"\b[0-9][0-9_]*(?:\.[0-9][0-9_]*)?\w*"
_PATTERNS = {
    "rs": _pattern(
        r"//[^\n]*|/\*.*?(?:\*/|\Z)",
        # A quote without its partner two letters on begins a lifetime.
        r"""\bb?r(?P<marks>\#*)".*?"(?P=marks)|b?"(?:\\.|[^"\\])*"|b?'(?:\\(?:u\{[^}]*\}|.[^']*)|[^\\'\n])'""",
        _NUMBER,
        RUST,
        r"\#!?\[[^\]\n]*\]|'\w+|\b\w+!(?!=)|\b[A-Z]\w*\b",
    ),
    "py": _pattern(
        r"\#[^\n]*",
        r'''(?:\b[rbfuRBFU]{1,2})?(?:""".*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')''',
        _NUMBER,
        PYTHON,
        r"(?m:^[ \t]*@[\w.]+)|\b[A-Z]\w*\b",
    ),
}
