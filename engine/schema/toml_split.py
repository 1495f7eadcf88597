"""Finds where the tables and statements of a valid TOML text begin and end, so that each can keep its own bytes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SIMPLE_STRING = r'"(?!"")[^"\\\n]*+"'
# Repeated groups are atomic, "(?>(?:...)*)", and not possessive, "(?:...)*+": Python before 3.11.5 matches the latter
# wrongly when the group can backtrack.
_TRIVIA = re.compile(r"(?>(?:[ \t\r]*+(?:#[^\n]*+)?\n)*)(?:[ \t\r]*+(?:#[^\n]*+)?\Z)?")
_BEFORE_HEADER = " \t["
_TRIVIAL = " \t\r\n#"
_SIMPLE_STATEMENTS = re.compile(
    r"(?>(?:[ \t]*+[A-Za-z0-9_\-.]++[ \t]*+=[ \t]*+"
    rf"(?:[^\"'\[{{#\n]++|{_SIMPLE_STRING}|\[(?>(?:[^\"'\[\]{{}}#\n]|{_SIMPLE_STRING})*)\])"
    r"[ \t\r]*+(?:#[^\n]*+)?(?:\n|\Z))+)"
)
_SIMPLE_STATEMENT = re.compile(
    r"[ \t]*+([A-Za-z0-9_\-]++)(?>(?:\.[A-Za-z0-9_\-]++)*)[ \t]*+=[ \t]*+"
    rf"(?:[^\"'\[{{#\n]++|{_SIMPLE_STRING}|\[(?>(?:[^\"'\[\]{{}}#\n]|{_SIMPLE_STRING})*)\])"
    r"[ \t\r]*+(#[^\n]*+)?(?:\n|\Z)"
)
_SIMPLE_HEADER = re.compile(r"[ \t]*+\[([A-Za-z0-9_\-.]++)\][ \t\r]*+(?:\n|\Z)")
STRING = "|".join(
    (
        r'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*"{3,5}',
        r"'''[^']*+(?:'(?!'')[^']*+)*'{3,5}",
        r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"',
        r"'[^'\n]*+'",
    )
)
"""A text of any of the four kinds; runs without quotes and escapes are one step each, or memory would not suffice."""
_TOKEN = re.compile(
    rf"{STRING}|(?P<comment>#[^\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<line>\n)"
    r"""|[^"'#\[\]{}\n]+""",
    re.DOTALL,
)
_KEY = re.compile(r"""[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([A-Za-z0-9_\-]+))[ \t]*""")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class Section(NamedTuple):
    """One table of a text: comments above it, its header line, its statements. Offsets are in characters."""

    start: int
    header: int
    body: int
    end: int
    keys: tuple[str, ...]
    """Path of the table; empty for what stands above the first header."""
    is_array: bool


class Statement(NamedTuple):
    """One `key = value` with the comments and blank lines above it."""

    key: str
    """First part of its key."""
    lead: str
    text: str
    comment: str
    """The comment at the end of its last line, "#" included; often empty."""


def split_sections(text: str) -> tuple[list[Section], int]:
    """The tables of a valid TOML text in file order, and where the comments after the last of them begin.

    The first section has no header (start = header = body) and may be empty.
    """
    sections: list[Section] = []
    opened = (0, 0, 0, (), False)
    position = 0
    while True:
        lead = position
        position = _skip_trivia(text, position)
        if position >= len(text):
            sections.append(_closed(opened, lead))
            return sections, lead
        if text[position] not in _BEFORE_HEADER and (simple := _SIMPLE_STATEMENTS.match(text, position)):
            position = simple.end()
        elif simple := _SIMPLE_HEADER.match(text, position):
            sections.append(_closed(opened, lead))
            opened = (lead, position, simple.end(), tuple(simple[1].split(".")), False)
            position = simple.end()
        elif text[_skip_blanks(text, position)] == "[":
            sections.append(_closed(opened, lead))
            end, _ = _end_of_statement(text, position)
            keys, is_array = _header_keys(text, _skip_blanks(text, position))
            opened = (lead, position, end, keys, is_array)
            position = end
        elif simple := _SIMPLE_STATEMENTS.match(text, position):
            position = simple.end()
        else:
            position, _ = _end_of_statement(text, position)


def split_statements(body: str) -> tuple[list[Statement], str]:
    """The statements of one section's body, and the comments that follow the last of them."""
    statements: list[Statement] = []
    position = 0
    while True:
        start = position
        position = _skip_trivia(body, position)
        if position >= len(body):
            return statements, body[start:]
        if simple := _SIMPLE_STATEMENT.match(body, position):
            end = simple.end()
            remark = simple[2] or ""
            statements.append(Statement(simple[1], body[start:position], body[position:end], remark.rstrip()))
            position = end
            continue
        end, remark = _end_of_statement(body, position)
        key = next(_keys(body, position), "")
        statements.append(Statement(key, body[start:position], body[position:end], remark.rstrip()))
        position = end


def comments_of(text: str) -> list[str]:
    """Every comment of a text in order, "#" included; what looks like one inside a string is none."""
    found: list[str] = []
    position = 0
    while token := _TOKEN.match(text, position):
        if token.lastgroup == "comment":
            found.append(token[0].rstrip())
        position = token.end()
    return found


def _closed(opened: tuple[int, int, int, tuple[str, ...], bool], end: int) -> Section:
    start, header, body, keys, is_array = opened
    return Section(start, header, body, end, keys, is_array)


def _skip_trivia(text: str, position: int) -> int:
    if text[position : position + 1] not in _TRIVIAL:
        return position
    match = _TRIVIA.match(text, position)
    return match.end() if match else position


def _skip_blanks(text: str, position: int) -> int:
    while text[position] in " \t":
        position += 1
    return position


def _end_of_statement(text: str, position: int) -> tuple[int, str]:
    """End of the statement that begins here, its newline included, and the comment behind it; often empty."""
    depth = 0
    comment = ""
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            raise ValueError(f"not a valid TOML text at offset {position}")
        position = token.end()
        match token.lastgroup:
            case "open":
                depth += 1
            case "close":
                depth -= 1
                comment = ""
            case "comment":
                comment = token[0]
            case "line" if depth == 0:
                return position, comment
            case _:
                pass
    return position, comment


def _header_keys(text: str, position: int) -> tuple[tuple[str, ...], bool]:
    is_array = text.startswith("[[", position)
    return tuple(_keys(text, position + (2 if is_array else 1))), is_array


def _keys(text: str, position: int) -> Iterator[str]:
    """The parts of a dotted key that begins here."""
    while match := _KEY.match(text, position):
        basic, literal, bare = match.groups()
        yield _ESCAPE.sub(_unescape, basic) if basic is not None else literal if literal is not None else bare
        position = match.end()
        if text[position : position + 1] != ".":
            return
        position += 1


def _unescape(match: re.Match[str]) -> str:
    short, long, letter = match.groups()
    return chr(int(short or long, 16)) if short or long else _ESCAPED.get(letter, letter)
