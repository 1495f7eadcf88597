"""Reads the text of a project's file into a head and entity blocks, each with its own bytes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise
from typing import Any, cast

import rtoml

from engine.schema.limits import LimitError, check_limits, check_values, may_hold_moments
from engine.schema.toml_split import Section, split_sections, split_statements
from engine.schema.toml_write import LITERAL

ENTITIES = "entities"
"""The table that holds a file's entity blocks."""
_PLACE = re.compile(r"(.*) at line (\d+) column (\d+)\s*\Z", re.DOTALL)
PIECE = 32 * 1024
"""Entities of so many characters are parsed at once: the parser holds the interpreter all the time that it works."""
_Runs = dict[str, tuple[int, int]]


class FormatError(Exception):
    """A text is no valid file of a project; says what is wrong, on which line, and what was expected."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


@dataclass(frozen=True)
class BlockText:
    """An entity's data and the very text that it was read from, comments above its header included."""

    data: dict[str, Any]
    text: str


@dataclass(frozen=True)
class ParsedText:
    """A file taken apart. Joined in order, head, blocks and tail give the text back byte for byte.

    A text whose entities don't lie in blocks of their own (tables torn apart, entities as inline tables) is valid
    too: `is_blockwise` is False then and the blocks carry no text.
    """

    head: dict[str, Any]
    head_text: str
    blocks: dict[str, BlockText]
    tail: str
    is_blockwise: bool
    newline: str


def read_toml(text: str) -> dict[str, Any]:
    """A TOML text as plain values; dates and times become `{"$toml": text}`, so that all of it can be JSON too.

    Raises:
        FormatError: With line and column.
    """
    _bound(text)
    return _usable(text, _loaded(text))


def parse_text(text: str) -> ParsedText:
    """Take the text of a scene, prefab, encounter or project file apart.

    Raises:
        FormatError: The text is no TOML, or `entities` is no table of tables.
    """
    _bound(text)
    tail, runs = _taken_apart(text)
    data = _usable(text, _loaded_in_pieces(text, runs) or _loaded(text))
    entities = data.pop(ENTITIES, {})
    if not isinstance(entities, dict):
        raise FormatError("`entities` has to be a table with one table for each entity: [entities.NAME]", 1, 1)
    blocks = cast("dict[str, Any]", entities)
    for identifier, block in blocks.items():
        if not isinstance(block, dict):
            raise FormatError(
                f'entity "{identifier}" is {_kind(block)}; expected a table: [entities.{identifier}]',
                line_of(text, (ENTITIES, identifier)),
                1,
            )
    newline = newline_of(text)
    head = text[: next((start for start, _ in runs.values()), tail)] if runs is not None else text
    if runs is None or list(runs) != list(blocks) or _states_entities(head):
        plain = {identifier: BlockText(block, "") for identifier, block in blocks.items()}
        return ParsedText(data, text, plain, "", False, newline)
    cut = {key: BlockText(blocks[key], text[start:end]) for key, (start, end) in runs.items()}
    return ParsedText(data, head, cut, text[tail:], True, newline)


def newline_of(text: str) -> str:
    """The newline of a text, "\\n" or "\\r\\n"; where it has both kinds, the one that it has more of."""
    return "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """The line (from 1) on which a value begins, or the nearest table around it; 1 when nothing is near."""
    try:
        sections, _ = split_sections(text)
    except ValueError:
        return 1
    best, where = -1, 0
    for section in sections:
        depth = len(section.keys)
        if keys[:depth] != section.keys or depth < best:
            continue
        if depth > best:
            best, where = depth, section.header
        if depth < len(keys):
            name = re.compile(rf"^[ \t]*[\"']?{re.escape(keys[depth])}[\"']?[ \t]*[=.]", re.MULTILINE)
            if match := name.search(text, section.body, section.end):
                best, where = depth + 1, match.start()
    return text.count("\n", 0, where) + 1


def _bound(text: str) -> None:
    try:
        check_limits(text)
    except LimitError as error:
        raise FormatError(error.message, error.line) from error


def _loaded(text: str) -> dict[str, Any]:
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        place = _PLACE.match(str(error))
        message, line, column = (place[1], int(place[2]), int(place[3])) if place else (str(error), 0, 0)
        raise FormatError(f"not valid TOML: {message}", line, column) from error


def _loaded_in_pieces(text: str, runs: _Runs | None) -> dict[str, Any] | None:
    """The same as loading a large text at once; None where that has to be done after all, as to say what is wrong.

    Texts that are valid each by itself are so one after the other, unless they speak of the same table. The head must
    not name `entities`, and of each entity only one piece tells.
    """
    if not runs or len(text) <= PIECE:
        return None
    cuts = [0]
    for start, _ in runs.values():
        if cuts[-1] == 0 or start - cuts[-1] >= PIECE:
            cuts.append(start)
    blocks: dict[str, Any] = {}
    try:
        data = rtoml.loads(text[: cuts[1]])
        for start, end in pairwise((*cuts[1:], len(text))):
            blocks.update(rtoml.loads(text[start:end])[ENTITIES])
    except (rtoml.TomlParsingError, KeyError):
        return None
    return None if ENTITIES in data else {**data, ENTITIES: blocks}


def _usable(text: str, data: dict[str, Any]) -> dict[str, Any]:
    """What was read, as plain values that can be written again."""
    raw = text.encode()
    values = cast("dict[str, Any]", _plain(data)) if may_hold_moments(raw) else data
    try:
        check_values(raw, values)
    except LimitError as error:
        raise FormatError(error.message, error.line) from error
    return values


def _taken_apart(text: str) -> tuple[int, _Runs | None]:
    """Where the comments after the last table begin, and the run of each entity; no runs of what is no TOML."""
    try:
        sections, tail = split_sections(text)
    except ValueError:
        return len(text), None
    return tail, _block_runs(sections)


def _block_runs(sections: list[Section]) -> _Runs | None:
    """Where each entity's tables lie, as one run of text each; None when they don't."""
    runs: _Runs = {}
    current: str | None = None
    for section in sections:
        keys = section.keys
        if len(keys) < 2 or keys[0] != ENTITIES:
            is_table_of_all = keys == (ENTITIES,) and section.body != section.end
            if runs or is_table_of_all:
                return None
            continue
        identifier = keys[1]
        if identifier != current:
            if identifier in runs:
                return None
            runs[identifier] = (section.start, section.end)
            current = identifier
        else:
            runs[identifier] = (runs[identifier][0], section.end)
    return runs


def _states_entities(head: str) -> bool:
    """Whether values of entities stand above the first table: `entities.kael.name = "Kael"`."""
    sections, _ = split_sections(head)
    statements, _ = split_statements(head[: sections[0].end])
    return any(statement.key == ENTITIES for statement in statements)


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {key: _plain(each) for key, each in cast("Mapping[str, Any]", value).items()}
        case list():
            return [_plain(each) for each in cast("list[Any]", value)]
        case datetime() | date() | time():
            return {LITERAL: value.isoformat()}
        case _:
            return value


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case _:
            return "a text"
