"""Reads the three sides of a merge into file nodes that can be compared block by block."""

from dataclasses import dataclass
from typing import Any

from engine.document.disk.reading import brought_up
from engine.document.errors import DocumentError, file_place
from engine.document.merge.comments import comment_lines
from engine.document.merge.conflict import Side
from engine.document.merge.resplit import resplit
from engine.document.state.node import Block, FileNode
from engine.schema.files import FOLDERS, FORMAT
from engine.schema.migrations import format_of
from engine.schema.text import ENTITIES, FormatError, ParsedText, newline_of, parse_text
from engine.schema.toml_split import split_sections

NAMES: dict[Side, str] = {"base": "the common base", "ours": "your side", "theirs": "the other side"}
LF, CRLF = "\n", "\r\n"


@dataclass(frozen=True)
class Sheet:
    """A file of one side: its node, and how its text ends lines and itself. Without a text there is an empty node."""

    node: FileNode
    text: str | None
    newline: str = LF
    is_ended: bool = True


def read_sheet(file: str, text: str | None, side: Side, known: FileNode | None = None) -> Sheet:
    """A file of one side, its newlines made plain so that they make no difference.

    Args:
        file: Its name.
        text: Its text; None where the side hasn't got it.
        side: Whose it is.
        known: The node of another side's version, with which it may share blocks.

    Raises:
        DocumentError: The text is no valid file; names side, file and line.
    """
    if text is None:
        return Sheet(FileNode(file, Block({}, text=""), {}), None)
    newline = newline_of(text)
    # A return alone at the end of a file is read, but would be no line end before what a merge puts behind it.
    plain = text.replace(CRLF, LF).replace("\r", LF)
    is_ended = plain.endswith(LF)
    plain = _ended(plain)
    shared = resplit(known, plain) if known is not None else None
    if shared is not None and all(shared.head.data.get(key) == usual for key, usual in _usual(file)):
        return Sheet(shared, text, newline, is_ended)
    try:
        parsed = parse_text(plain)
        version = format_of(parsed.head)
        if not parsed.is_blockwise:
            parsed = parse_text(blockwise(plain, parsed))
        node = FileNode.from_text(file, parsed)
        if version < FORMAT:
            node = brought_up(node)
    except FormatError as error:
        raise DocumentError(
            f"{NAMES[side]} can't be read: {error.message}",
            file_place(file, error.line),
            "a file as the editor writes it",
        ) from error
    stated = node.head.data.get("kind")
    if stated != kind_of(file):
        raise DocumentError(
            f"{NAMES[side]} can't be read: kind is {stated!r}",
            file_place(file, 1),
            f'kind = "{kind_of(file)}", as files of this folder are',
        )
    return Sheet(node, text, newline, is_ended)


def _usual(file: str) -> tuple[tuple[str, object], ...]:
    """What stands at the head of a file that needs no closer look."""
    return ("format", FORMAT), ("kind", kind_of(file))


def kind_of(file: str) -> str:
    """Which kind of file lies under a name."""
    return FOLDERS.get(file.partition("/")[0], "project")


def blockwise(text: str, parsed: ParsedText) -> str:
    """The same data with the tables of each entity brought together, their bytes kept.

    Only where entities are no tables of their own (inline tables, dotted keys) is the file written anew, with all its
    comments at the top.
    """
    sections, tail = split_sections(text)
    head: list[str] = []
    runs: dict[str, list[str]] = {identifier: [] for identifier in parsed.blocks}
    for section in sections:
        part = _ended(text[section.start : section.end])
        if section.keys[:1] == (ENTITIES,) and len(section.keys) > 1:
            runs.get(section.keys[1], head).append(part)
        else:
            head.append(part)
    gathered = "".join([*head, *(part for run in runs.values() for part in run), text[tail:]])
    try:
        again = parse_text(gathered)
    except FormatError:
        again = None
    if again is not None and again.is_blockwise and _data(again) == _data(parsed):
        return gathered
    node = FileNode.from_text("", parsed)
    bare = FileNode("", Block(parsed.head), {key: Block(block.data, key) for key, block in node.entities.items()})
    return comment_lines(text) + bare.text


def _data(parsed: ParsedText) -> tuple[Any, ...]:
    return parsed.head, [(key, block.data) for key, block in parsed.blocks.items()]


def _ended(text: str) -> str:
    return text if not text or text.endswith(LF) else text + LF
