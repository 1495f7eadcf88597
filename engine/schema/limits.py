"""What a file may ask of the program that reads it: bounds that are checked before a parser sees the text.

The parser is native code that recurses: a text of 12 kB, tables nested by dotted keys inside inline tables, overflows
its stack and ends the process. And every few bytes of a text can become a table of half a kilobyte. So both are bounded
here, by counting alone.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from engine.schema.toml_split import STRING

MOST_KEY_PARTS = 8
"""Parts of one key or header: `entities.kael.health` has three."""
DEEPEST = 16
"""How deep lists and inline tables may lie in each other."""
LARGEST_BYTES = 32 * 1024 * 1024
"""Size of one file."""
MOST_TABLES = 500_000
"""Tables of one file; an entity of five components has six."""
MOST_WEIGHT = 128 * 1024 * 1024
"""Memory that any file may take while it is read, by the estimate of `weight` [bytes]."""
MOST_GROWTH = 64
"""Memory that a larger file may take for each of its bytes; entities as the editor writes them take about 40."""
WEIGHED_FROM = 256 * 1024
"""Shorter texts can't reach that [characters]."""

_LONG_KEY = re.compile(rb"\.{%d}" % MOST_KEY_PARTS)
_PART = r"""(?:[A-Za-z0-9_\-]++|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = rf"(?P<key>{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_KEY_PARTS}}})"
_TOKEN = rf"(?P<string>{STRING})|(?P<comment>#[^\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])"
_TOKENS = re.compile(_TOKEN, re.DOTALL)
_KEYS = re.compile(rf"{_KEY}|{_TOKEN}|[A-Za-z0-9_\-]+", re.DOTALL)
_ALL_BUT_DOTS = bytes(code for code in range(256) if code not in b".\n")
_NUMBERS = bytes(0x30 if bytes([code]) in b"0123456789abcdefABCDEF_" else 0x20 for code in range(256))
_LONG_NUMBER = b"0" * 16
_DOTTED = re.compile(rb"\.{4}")
_DIGITS = bytes(0x30 if 0x30 <= code <= 0x39 else code for code in range(256))
_NESTED = (b"{", b"[[", b",[", b"[\n", b",\n", b"[#", b",#")
"""Without any of these, spaces apart, no value lies in a list of lists or in an inline table."""


class LimitError(ValueError):
    """A text asks for too much; says what of, and on which line."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def check_limits(text: str) -> None:
    """Refuse a text that the parser could not bear.

    Raises:
        LimitError: A key has too many parts, values lie too deep in each other, or it is too large.
    """
    raw = text.encode("utf-8", "replace")
    if len(raw) > LARGEST_BYTES:
        raise LimitError(f"the file has {len(raw) / 2**20:.0f} MiB, at most {LARGEST_BYTES // 2**20} MiB are read")
    tables = raw.count(b"\n[")
    if tables > MOST_TABLES:
        raise LimitError(
            f"the file has {tables:,} tables, at most {MOST_TABLES:,} are read; split it into several files"
        )
    allowed = max(MOST_WEIGHT, MOST_GROWTH * len(raw))
    if len(text) > WEIGHED_FROM and (needed := weight(raw)) > allowed:
        raise LimitError(
            f"the file holds so much that reading it would take about {needed / 2**20:.0f} MiB of memory, at most "
            f"{allowed // 2**20} MiB are allowed for its size; split it into several files"
        )
    # A key lies on one line: without so many dots on any line there is no such key.
    if _LONG_KEY.search(raw.translate(None, _ALL_BUT_DOTS)):
        _check_keys(text)
    close = raw.translate(None, b" \t\r")
    if any(mark in close for mark in _NESTED):
        _check_depth(text)


def check_values(raw: bytes, data: Mapping[str, Any]) -> None:
    """Refuse values that the parser reads but that could not be written again.

    Args:
        raw: The text; of most texts it shows at a glance that they hold none.
        data: What was read of it, dates and times as plain tables.

    Raises:
        LimitError: A whole number has more than 64 bits, or tables of dotted keys lie too deep in each other.
    """
    dots = raw.translate(None, _ALL_BUT_DOTS)
    if b"{" not in raw and _LONG_NUMBER not in raw.translate(_NUMBERS) and not _DOTTED.search(dots):
        return
    level = list(_field_values(data))
    for _ in range(DEEPEST + 1):
        for value in level:
            if isinstance(value, int) and not -(2**63) <= value < 2**63:
                raise LimitError(f"{str(value)[:24]} has more than 64 bits")
        tables = (cast("dict[str, Any]", value).values() for value in level if isinstance(value, dict))
        lists = (cast("list[Any]", value) for value in level if isinstance(value, list))
        level = [value for table in (*tables, *lists) for value in table]
    if level:
        raise LimitError(f"values lie more than {DEEPEST} deep in each other")


def may_hold_moments(raw: bytes) -> bool:
    """Whether a text may hold a date or a time; a text of two megabytes is looked through in some milliseconds."""
    digits = raw.translate(_DIGITS)
    return b"00:00" in digits or b"0000-00-00" in digits


def _field_values(data: Mapping[str, Any]) -> Iterator[Any]:
    """What is written as a value: all that stands in a table of its own, at the head or in an entity."""
    entities = data.get("entities")
    blocks = cast("dict[str, Any]", entities).values() if isinstance(entities, dict) else ()
    for block in (data, *blocks):
        for key, value in cast("dict[str, Any]", block).items() if isinstance(block, dict) else ():
            if block is data and key == "entities":
                continue
            if isinstance(value, dict):
                yield from cast("dict[str, Any]", value).values()
            else:
                yield value


def weight(raw: bytes) -> int:
    """About how much memory reading a TOML text takes at its peak [bytes]; measured, a little too high."""
    digits = raw.translate(_DIGITS)
    dots = raw.count(b".") - digits.count(b"0.0") - raw.count(b"\n[entities.")
    close = raw.translate(None, b" \t\r")
    moments = digits.count(b"0000-00-00") + digits.count(b"00:00")
    return (
        8 * len(raw)
        + 1700 * moments
        + 100 * raw.count(b"\n")
        + 350 * (close.count(b"\n#") + 2 * close.count(b"\n\n"))
        + 250 * raw.count(b"\n[")
        + 600 * max(0, dots)
        + 275 * raw.count(b"=")
        + 210 * raw.count(b",")
        + 60 * (raw.count(b"[") + raw.count(b"{"))
    )


def _check_keys(text: str) -> None:
    for token in _KEYS.finditer(text):
        if token.lastgroup == "key":
            raise LimitError(f"a key has more than {MOST_KEY_PARTS} parts", text.count("\n", 0, token.start()) + 1)


def _check_depth(text: str) -> None:
    depth = 0
    for token in _TOKENS.finditer(text):
        if token.lastgroup == "open":
            depth += 1
            if depth > DEEPEST:
                line = text.count("\n", 0, token.start()) + 1
                raise LimitError(f"values lie more than {DEEPEST} deep in each other", line)
        elif token.lastgroup == "close":
            depth = max(0, depth - 1)
