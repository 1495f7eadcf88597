"""The rule by which sites were labelled: tokens alone, no syntax tree, so that it shares no fault with the scanner.

`python -m tests.engine.audit.corpus.labelling FOLDER` prints a line for each site; what it can't know (a parser's own
`expect`, a file that only a test module reaches) was put right by people in labels.csv.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOKEN = re.compile(
    r"""(?P<gap>\s+|//[^\n]*)|(?P<comment>/\*)|(?P<text>b?r(?P<hash>\#*)".*?"(?P=hash)|[bc]?"(?:[^"\\]|\\.)*")"""
    r"""|(?P<char>b?'(?:\\u\{\w+\}|\\x\w\w|\\.|[^'\\])')|(?P<life>'\w+)|(?P<word>\w+)|(?P<sign>.)""",
    re.DOTALL,
)
OPEN, CLOSE = "([{", ")]}"
TESTS = ("#[cfg(test)]", "#[test]", "#[bench]")


@dataclass(frozen=True)
class Token:
    text: str
    at: int


@dataclass(frozen=True)
class Label:
    """A site that a label tells of; lines and columns (of the word, in characters) count from 1."""

    file: str
    line: int
    column: int
    kind: str
    context: str


def tokens(text: str) -> list[Token]:
    """Words, signs and literals, without comments."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        assert match is not None
        if match.lastgroup == "comment":
            at = _comment_end(text, at)
            continue
        if match.lastgroup != "gap":
            found.append(Token(match.group(), at))
        at = match.end()
    return found


def labels_of(file: str, text: str) -> Iterator[Label]:
    """The sites of one file."""
    words = tokens(text)
    tests = _tests(words)
    for place, token in enumerate(words):
        if token.text not in {"unwrap", "expect"} or place == 0 or words[place - 1].text != ".":
            continue
        if _arguments(words, place + 1) != (token.text == "expect"):
            continue
        line = text.count("\n", 0, token.at) + 1
        column = token.at - (text.rfind("\n", 0, token.at) + 1) + 1
        yield Label(file, line, column, token.text, _context(file, any(low <= place < high for low, high in tests)))


def _arguments(words: list[Token], place: int) -> int:
    """How many arguments the call has whose bracket stands at `place`; -1 for none."""
    if place >= len(words) or words[place].text != "(":
        return -1
    depth, commas, inside = 0, 0, 0
    for at in range(place, len(words)):
        text = words[at].text
        depth += (text in OPEN) - (text in CLOSE) if len(text) == 1 else 0
        if not depth:
            return commas + 1 - (words[at - 1].text == ",") if inside else 0
        inside += at > place
        commas += depth == 1 and text == ","
    return -1


def _tests(words: list[Token]) -> list[tuple[int, int]]:
    """Places of tokens that stand in an item with an attribute of tests."""
    found: list[tuple[int, int]] = []
    for place, token in enumerate(words):
        if token.text == "#" and any(_says(words, place, each) for each in TESTS):
            found.append((place, _item_end(words, place)))
    return found


def _says(words: list[Token], place: int, attribute: str) -> bool:
    return "".join(each.text for each in words[place : place + 8]).startswith(attribute)


def _item_end(words: list[Token], place: int) -> int:
    depth = 0
    for at in range(place, len(words)):
        text = words[at].text
        depth += (text in OPEN) - (text in CLOSE) if len(text) == 1 else 0
        if not depth and text in {"}", ";"}:
            return at + 1
    return len(words)


def _context(file: str, is_test: bool) -> str:
    folders = {"examples": "example", "tests": "test", "benches": "bench"}
    first = file.split("/")[1] if file.count("/") > 1 else ""
    if first in folders:
        return folders[first]
    if file.endswith("/build.rs") and file.count("/") == 1:
        return "build"
    return "test" if is_test else "production"


def _comment_end(text: str, at: int) -> int:
    depth = 0
    while at < len(text):
        pair = text[at : at + 2]
        if pair in {"/*", "*/"}:
            depth += 1 if pair == "/*" else -1
            at += 2
            if not depth:
                return at
        else:
            at += 1
    return at


if __name__ == "__main__":
    root = Path(sys.argv[1])
    for path in sorted(root.rglob("*.rs")):
        name = f"{root.name}/{path.relative_to(root).as_posix()}"
        for label in labels_of(name, path.read_text(encoding="utf-8")):
            sys.stdout.write(f"{label.file},{label.line},{label.column},{label.kind},{label.context}\n")
