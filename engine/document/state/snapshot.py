"""A snapshot: one immutable state of a project, cheap to take, safe to read on any thread."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from engine.document.errors import DocumentError
from engine.document.path import Path
from engine.document.state.node import FileNode
from engine.schema.text import ENTITIES, line_of
from engine.schema.values import Value, plain
from engine.schema.vocabulary import Vocabulary


class Snapshot:
    """A state of a project. Everything that reads takes either a snapshot or the live document."""

    def __init__(
        self,
        files: Mapping[str, FileNode],
        vocabulary: Vocabulary,
        folder: pathlib.Path,
        revision: int = 0,
        views: dict[Any, Any] | None = None,
    ) -> None:
        self.files: Mapping[str, FileNode] = MappingProxyType(dict(files))
        self.vocabulary = vocabulary
        self.folder = folder
        self.revision = revision
        self.views: dict[Any, Any] = views if views is not None else {}
        """The last views made of this project, for the next one to build on; only a cache."""

    def snapshot(self) -> Snapshot:
        """Itself: whoever reads takes the live document or a state of it alike."""
        return self

    def apart(self) -> Snapshot:
        """The same state with views of its own: for a thread beside the one in which the project is edited."""
        return Snapshot(self.files, self.vocabulary, self.folder, self.revision)

    def node(self, file: str) -> FileNode:
        """The node of a file.

        Raises:
            DocumentError: There is no such file.
        """
        node = self.files.get(file)
        if node is None:
            raise DocumentError("no such file in the project", f"{file}.toml", _listed("one of", self.files))
        return node

    def value(self, path: Path) -> Value:
        """A copy of the value at a path; None where there is none."""
        node = self.files.get(path.file)
        if node is None:
            return None
        current: Any = None
        keys = path.keys
        if keys and keys[0] == ENTITIES:
            if len(keys) == 1:
                return None
            block = node.entities.get(str(keys[1]))
            if block is None:
                return None
            current, keys = block.data, keys[2:]
        else:
            current = node.head.data
        return cast("Value", plain(value_in(current, keys)))

    def entities(self, file: str) -> tuple[str, ...]:
        """The ids of a file's entities in file order.

        Raises:
            DocumentError: There is no such file.
        """
        return self.node(file).order

    def block(self, file: str, identifier: str) -> dict[str, Value]:
        """A copy of an entity's own block: what its file says, prefab not resolved.

        Raises:
            DocumentError: No such file or entity.
        """
        block = self.node(file).entities.get(identifier)
        if block is None:
            raise DocumentError(f'there is no entity "{identifier}"', f"{file}.toml")
        return cast("dict[str, Value]", plain(block.data))

    def text(self, file: str) -> str:
        """The text of a file as saving would write it.

        Raises:
            DocumentError: There is no such file.
        """
        return self.node(file).text

    def line(self, path: Path) -> int:
        """The line (from 1) of a file's text where a value stands, or the nearest thing around it; 0 if unknown."""
        node = self.files.get(path.file)
        return line_in(node, path) if node is not None else 0


def line_in(node: FileNode, path: Path) -> int:
    """The line (from 1) of a file's text where a value stands, or the nearest thing around it."""
    keys = tuple(str(key) for key in path.keys)
    start = node.lines.get(path.entity_id or "")
    block = node.entities.get(path.entity_id or "")
    if start is None or block is None:
        return line_of(node.text, keys)
    return start + line_of(block.text(node.newline), keys) - 1


def value_in(container: Any, keys: tuple[str | int, ...]) -> Any:
    """The value that keys lead to inside plain data; None where there is none."""
    current = container
    for key in keys:
        if isinstance(current, Mapping) and isinstance(key, str):
            current = cast("Mapping[str, Any]", current).get(key)
        elif isinstance(current, list) and isinstance(key, int) and 0 <= key < len(cast("list[Any]", current)):
            current = cast("list[Any]", current)[key]
        else:
            return None
    return current


def _listed(intro: str, names: Mapping[str, Any]) -> str:
    return f"{intro} {', '.join(sorted(names)[:8])}{', ...' if len(names) > 8 else ''}"
