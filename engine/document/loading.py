"""Reads a project's folder: each file on its own, so that a broken one takes nothing else down."""

import pathlib
from dataclasses import dataclass, field
from typing import Any

from engine.document.errors import DocumentError, file_place
from engine.document.finding import Finding
from engine.document.heads import head_problems
from engine.document.node import FileNode
from engine.document.path import Path
from engine.document.saving import DiskFile
from engine.schema.files import FOLDERS, FORMAT
from engine.schema.migrations import format_of, migrated
from engine.schema.text import ENTITIES, FormatError, ParsedText, parse_text
from engine.schema.values import same

LARGEST_BYTES = 64 * 1024 * 1024
BOM = "\ufeff"


@dataclass
class LoadedProject:
    """What reading a folder gave."""

    files: dict[str, FileNode] = field(default_factory=dict[str, FileNode])
    disk: dict[str, DiskFile] = field(default_factory=dict[str, DiskFile])
    findings: list[Finding] = field(default_factory=list[Finding])


def load_project(folder: pathlib.Path) -> LoadedProject:
    """Read project.toml and every scene, prefab and encounter.

    Raises:
        DocumentError: project.toml is missing or broken.
    """
    loaded = LoadedProject()
    project = folder / "project.toml"
    if not project.is_file():
        raise DocumentError(f"{folder} is no project: it has no project.toml", expected="a folder with a project.toml")
    try:
        _load(loaded, folder, project, "project", "project")
    except _UnusableError as error:
        raise DocumentError(error.what, file_place("project", error.line), error.expected) from error
    for directory, kind in FOLDERS.items():
        for path in sorted((folder / directory).glob("*.toml")):
            name = f"{directory}/{path.stem}"
            try:
                _load(loaded, folder, path, name, kind)
            except _UnusableError as error:
                place = file_place(name, error.line)
                text = f"{place}: {error.what}; expected {error.expected}. The file was left as it is."
                loaded.findings.append(Finding("broken-file", "error", text, Path(name)))
    return loaded


class _UnusableError(Exception):
    """A file that can't be opened."""

    def __init__(self, what: str, expected: str, line: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.line = line


def _load(loaded: LoadedProject, folder: pathlib.Path, path: pathlib.Path, name: str, kind: str) -> None:
    text, bom = _read(folder, path)
    try:
        parsed = parse_text(text)
        version = format_of(parsed.head)
        node = FileNode.from_text(name, parsed)
        disk = DiskFile(path.resolve(), text, node, bom)
        if version < FORMAT:
            node = _brought_up(node, parsed, kind)
            loaded.findings.append(
                Finding(
                    "older-format",
                    "hint",
                    f"{file_place(name)}: the file has format {version}; saving writes it in format {FORMAT}.",
                    Path(name),
                )
            )
    except FormatError as error:
        raise _UnusableError(error.message, "a text file in TOML as the editor writes it", error.line) from error
    stated = node.head.data.get("kind")
    if stated != kind:
        raise _UnusableError(f"kind is {stated!r}", f'kind = "{kind}", as files of this folder are', 1)
    loaded.files[name] = node
    loaded.disk[name] = disk
    loaded.findings += head_problems(node)


def _read(folder: pathlib.Path, path: pathlib.Path) -> tuple[str, str]:
    """The text of a file, and its byte order mark if it has one."""
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise _UnusableError("the file is a link that leads out of the project", "a file inside the project")
        if path.stat().st_size > LARGEST_BYTES:
            raise _UnusableError(
                f"the file has {path.stat().st_size / 2**20:.0f} MiB", f"at most {LARGEST_BYTES // 2**20} MiB"
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise _UnusableError(f"the file can't be read ({reason})", "a readable file") from error
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _UnusableError(f"byte {error.start} is no UTF-8", "a text in UTF-8", line) from error
    return (text[1:], BOM) if text.startswith(BOM) else (text, "")


def _brought_up(node: FileNode, parsed: ParsedText, kind: str) -> FileNode:
    """The file in the newest format; blocks that the steps left alone keep their own text."""
    entities: dict[str, Any] = {identifier: block.data for identifier, block in parsed.blocks.items()}
    data = migrated(kind, {**parsed.head, ENTITIES: entities})
    blocks: dict[str, Any] = data.pop(ENTITIES)
    changed = {
        identifier: old
        if (old := node.entities.get(identifier)) and same(old.data, block)
        else (old.changed(block) if old else node.head.changed(block))
        for identifier, block in blocks.items()
    }
    return node.with_parts(head=node.head.changed(data), entities=changed)
