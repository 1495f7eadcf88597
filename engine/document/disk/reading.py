"""Makes the node of one file from its text, brought up to the newest format, or says what makes it unusable."""

from dataclasses import dataclass
from typing import Any

from engine.document.errors import DocumentError, file_place
from engine.document.state.node import MESH, Block, FileNode
from engine.schema.file_bytes import bytes_of
from engine.schema.files import FOLDERS, FORMAT
from engine.schema.migrations import format_of, migrated
from engine.schema.text import ENTITIES, FormatError, parse_text
from engine.schema.tile import LAST_TILE, TERRAIN, TileError, scene_of_tile, tile_place
from engine.schema.tile_text import read_tile
from engine.schema.values import same

BOM = "\ufeff"
"""The mark that some programs put before UTF-8; kept when a file is saved, no part of its text."""


class UnusableError(Exception):
    """A file that can't be opened."""

    def __init__(self, what: str, expected: str, line: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.line = line

    def told(self, name: str, kind: type[DocumentError] = DocumentError) -> DocumentError:
        """The same as an error that names the file."""
        return kind(self.what, file_place(name, self.line), self.expected)


@dataclass(frozen=True)
class ReadText:
    """A file's node, and the one that its text stands for byte by byte; they differ when a migration changed it."""

    node: FileNode
    as_read: FileNode
    version: int


def read_text(name: str, text: str) -> ReadText:
    """The node of a project's file.

    Args:
        name: The file's name in paths, which says what kind of file it must be: "scenes/grove", "project".
        text: The whole text, without a byte order mark.

    Raises:
        UnusableError: The text is no valid file of its kind.
    """
    kind = kind_of(name)
    if kind is None:
        raise UnusableError("a project keeps no file there", f"project or one of {', '.join(FOLDERS)} with a name")
    if kind == TERRAIN:
        node = tile_node(name, text)
        return ReadText(node, node, FORMAT)
    if kind == MESH:
        node = mesh_node(name, text)
        return ReadText(node, node, FORMAT)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise UnusableError("a character of the text can't be written in UTF-8", "a text in UTF-8", line) from error
    try:
        parsed = parse_text(text)
        version = format_of(parsed.head)
        as_read = node = FileNode.from_text(name, parsed)
        if version < FORMAT:
            node = brought_up(as_read)
    except FormatError as error:
        raise UnusableError(error.message, "a text file in TOML as the editor writes it", error.line) from error
    stated = node.head.data.get("kind")
    if stated != kind:
        raise UnusableError(f"kind is {stated!r}", f'kind = "{kind}", as files of this folder are', 1)
    return ReadText(node, as_read, version)


def kind_of(name: str) -> str | None:
    """Which kind of file a name stands for; None when no file of a project is called so."""
    if name == "project":
        return "project"
    folder, _, short = name.partition("/")
    if folder == TERRAIN and name.count("/") == 2 and "\\" not in name:
        return TERRAIN if scene_of_tile(name) is not None else None
    return FOLDERS.get(folder) if short and "/" not in short and "\\" not in short else None


def tile_node(name: str, text: str) -> FileNode:
    """The node of a tile of shaped ground.

    Raises:
        UnusableError: The name is no place in the world, or the text no tile.
    """
    if tile_place(name) is None:
        raise UnusableError(
            f"{name.rpartition('/')[2]}.toml names no tile of the ground",
            f"X_Z.toml with whole numbers of -{LAST_TILE} to {LAST_TILE}, such as 2_-3.toml",
        )
    try:
        return FileNode.of_tile(name, read_tile(text))
    except TileError as error:
        raise UnusableError(error.message, error.expected, error.line) from error
    except FormatError as error:
        raise UnusableError(error.message, "a tile of ground in TOML as the editor writes it", error.line) from error


def mesh_node(name: str, text: str) -> FileNode:
    """The node of a mesh; it is read to its last corner, so that what is in the document can be drawn.

    Raises:
        UnusableError: The bytes are no mesh that can be shown.
    """
    # The arrays of meshes need numpy, which a merge of two texts by git should not wait for.
    from engine.schema.mesh import MeshFileError, read_glb

    try:
        return FileNode.of_mesh(name, text, read_glb(bytes_of(name, text)))
    except MeshFileError as error:
        raise UnusableError(error.what, error.expected) from error


def brought_up(node: FileNode) -> FileNode:
    """The file in the newest format; blocks that the steps left alone keep their own text."""
    entities: dict[str, Any] = {identifier: block.data for identifier, block in node.entities.items()}
    data = migrated(node.kind, {**node.head.data, ENTITIES: entities})
    blocks: dict[str, Any] = data.pop(ENTITIES)
    changed = {
        identifier: old
        if (old := node.entities.get(identifier)) and same(old.data, block)
        else old.changed(block)
        if old
        else Block(block, identifier)
        for identifier, block in blocks.items()
    }
    return node.with_parts(head=node.head.changed(data), entities=changed)
