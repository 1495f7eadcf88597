"""Reads the text of a project's file into a head and entity blocks, each with its own bytes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, cast

import rtoml

from engine.schema.limits import LimitError, check_limits, check_values
from engine.schema.toml_split import Section, split_sections
from engine.schema.toml_write import LITERAL

ENTITIES = "entities"
"""The table that holds a file's entity blocks."""
_PLACE = re.compile(r"(.*) at line (\d+) column (\d+)\s*\Z", re.DOTALL)
_MOMENT = re.compile(r"\d\d:\d\d|\d{4}-\d\d-\d\d")


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
    blocks: dict[str, BlockText] = field(default_factory=dict[str, BlockText])
    tail: str = ""
    is_blockwise: bool = True
    newline: str = "\n"


def read_toml(text: str) -> dict[str, Any]:
    """A TOML text as plain values; dates and times become `{"$toml": text}`, so that all of it can be JSON too.

    Raises:
        FormatError: With line and column.
    """
    try:
        check_limits(text)
    except LimitError as error:
        raise FormatError(error.message, error.line) from error
    try:
        data = rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        place = _PLACE.match(str(error))
        message, line, column = (place[1], int(place[2]), int(place[3])) if place else (str(error), 0, 0)
        raise FormatError(f"not valid TOML: {message}", line, column) from error
    values = cast("dict[str, Any]", _plain(data)) if _MOMENT.search(text) else data
    try:
        check_values(text.encode(), values)
    except LimitError as error:
        raise FormatError(error.message, error.line) from error
    return values


def parse_text(text: str) -> ParsedText:
    """Take the text of a scene, prefab, encounter or project file apart.

    Raises:
        FormatError: The text is no TOML, or `entities` is no table of tables.
    """
    data = read_toml(text)
    entities = data.pop(ENTITIES, {})
    if not isinstance(entities, dict):
        raise FormatError("`entities` has to be a table with one table for each entity: [entities.NAME]", 1, 1)
    blocks = cast("dict[str, Any]", entities)
    for identifier, block in blocks.items():
        if not isinstance(block, dict):
            raise FormatError(
                f'entity "{identifier}" is {_kind(block)}; expected a table: [entities.{identifier}]',
                *line_of(text, (ENTITIES, identifier)),
            )
    newline = "\r\n" if "\r\n" in text[:2000] else "\n"
    sections, tail = split_sections(text)
    runs = _block_runs(sections)
    if runs is None or list(runs) != list(blocks):
        plain = {identifier: BlockText(block, "") for identifier, block in blocks.items()}
        return ParsedText(data, text, plain, "", False, newline)
    first = next((start for start, _ in runs.values()), tail)
    cut = {key: BlockText(blocks[key], text[start:end]) for key, (start, end) in runs.items()}
    return ParsedText(data, text[:first], cut, text[tail:], True, newline)


def line_of(text: str, keys: tuple[str, ...]) -> tuple[int, int]:
    """Line and column (from 1) where a value stands, or the nearest table around it; (1, 1) when nothing is near."""
    try:
        sections, _ = split_sections(text)
    except ValueError:
        return 1, 1
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
    return text.count("\n", 0, where) + 1, where - (text.rfind("\n", 0, where) + 1) + 1


def _block_runs(sections: list[Section]) -> dict[str, tuple[int, int]] | None:
    """Where each entity's tables lie, as one run of text each; None when they don't."""
    runs: dict[str, tuple[int, int]] = {}
    current = ""
    for section in sections:
        keys = section.keys
        if len(keys) < 2 or keys[0] != ENTITIES:
            is_table_of_all = keys == (ENTITIES,) and section.body != section.end
            if runs or is_table_of_all:
                return None
            continue
        identifier = keys[1]
        if not runs or identifier != current:
            if identifier in runs or (len(keys) == 2 and section.is_array):
                return None
            runs[identifier] = (section.start, section.end)
            current = identifier
        else:
            runs[identifier] = (runs[identifier][0], section.end)
    return runs


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
