"""Writes values and tables as TOML in one canonical way: a value has one spelling, and numbers come back exactly."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from engine.schema.limits import DEEPEST

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_MOMENT = re.compile(r"[0-9T:Z+\-. ]+\Z")
_SPECIAL = re.compile(r'[\x00-\x08\x0a-\x1f\x7f"\\]')
_ESCAPES = {"\b": "\\b", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
LITERAL = "$toml"
"""A table with this one key stands for a date or time, which commands carry as text."""


class UnwritableError(ValueError):
    """A value has no spelling in TOML."""


def key_text(key: str) -> str:
    """A key, quoted only where it has to be."""
    return key if _BARE.match(key) else _string(key)


def header_text(keys: Iterable[str]) -> str:
    """A table's header line without its newline."""
    return f"[{'.'.join(key_text(key) for key in keys)}]"


def value_text(value: Any, depth: int = 0) -> str:
    """One value on one line.

    Raises:
        UnwritableError: A file can't hold such a value: nothing (None), a number of more than 64 bits, half a surrogate
            pair, lists and tables that lie too deep in each other to be read again.
    """
    if depth > DEEPEST:
        raise UnwritableError(f"values lie more than {DEEPEST} deep in each other")
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            if not -(2**63) <= value < 2**63:
                raise UnwritableError(f"{value} has more than 64 bits")
            return str(value)
        case float():
            return repr(value)
        case str():
            return _string(value)
        case list() | tuple():
            return f"[{', '.join(value_text(each, depth + 1) for each in cast('list[Any]', value))}]"
        case dict():
            table = cast("dict[str, Any]", value)
            if is_literal(table):
                return table[LITERAL]
            inner = ", ".join(f"{key_text(key)} = {value_text(table[key], depth + 1)}" for key in sorted(table))
            return f"{{ {inner} }}" if inner else "{}"
        case _:
            raise UnwritableError(f"{value!r} can't be written to a file")


def statement_text(key: str, value: Any) -> str:
    """`key = value` without its newline."""
    return f"{key_text(key)} = {value_text(value)}"


def tables_text(
    prefix: tuple[str, ...], block: Mapping[str, Any], order: Callable[[str], Any], newline: str, blocks: str = ""
) -> str:
    """A block: its own header (none for the head of a file), its plain values, then one table for each inner table.

    An inner table that says nothing is still written: its header is what it says. The table called `blocks` holds
    blocks again, each of which is written like this one.
    """
    lines = [header_text(prefix)] if prefix else []
    keys = sorted(block, key=order)
    lines += [statement_text(key, block[key]) for key in keys if not is_table(block[key])]
    for key in keys:
        if is_table(block[key]):
            if not prefix:
                lines.append("")
            if key == blocks and holds_blocks(block[key]):
                for each in sorted(block[key]):
                    text = tables_text((*prefix, key, each), block[key][each], order, "\n", blocks)
                    lines += text.rstrip("\n").split("\n")
                continue
            lines += table_lines((*prefix, key), block[key])
    return newline.join([*lines, ""])


def table_lines(keys: tuple[str, ...], table: Mapping[str, Any]) -> list[str]:
    """The lines of one inner table, keys sorted."""
    return [header_text(keys), *(statement_text(key, table[key]) for key in sorted(table))]


def holds_blocks(table: Any) -> bool:
    """Whether a value is a table of tables, one at least."""
    inner = cast("dict[str, Any]", table).values() if is_table(table) else ()
    return bool(inner) and all(map(is_table, inner))


def is_table(value: Any) -> bool:
    """Whether a value gets a table of its own."""
    return isinstance(value, dict) and not is_literal(cast("dict[str, Any]", value))


def is_literal(table: Mapping[str, Any]) -> bool:
    """Whether a table stands for a date or time."""
    return list(table) == [LITERAL] and isinstance(table[LITERAL], str) and bool(_MOMENT.match(table[LITERAL]))


def _string(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnwritableError(f"{text!r} is not a valid text") from error
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character, f"\\u{ord(character):04x}")
