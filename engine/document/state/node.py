"""Files and entity blocks as immutable nodes: a change makes new ones and shares everything that it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from engine.document.path import Path, ground_words, words
from engine.schema.files import FOLDERS
from engine.schema.rewrite import entity_text, head_text, rewrite_entity, rewrite_head
from engine.schema.text import ParsedText
from engine.schema.tile import TERRAIN, Tile, tile_place
from engine.schema.tile_text import tile_data, tile_value
from engine.schema.values import same

if TYPE_CHECKING:
    from engine.schema.mesh import Shape

MESH = "mesh"
"""Kind of a file that holds a mesh."""


class Undo:
    """What brought a block about: the path that changed, the value before, and the block before.

    Setting that value again hands back that very block. So undoing gives back every byte, also where values alone
    can't tell: whether a table was absent, or was there and empty. Changes of one path in a row count as one.
    """

    __slots__ = ("before", "path", "value")

    def __init__(self, before: Block, path: Path, value: Any) -> None:
        self.before = before
        self.path = path
        self.value = value


class Block:
    """An entity's data, or the head of a file, with its text."""

    __slots__ = ("_text", "cache", "data", "identifier", "parts", "root", "undo")

    def __init__(
        self,
        data: Mapping[str, Any],
        identifier: str | None = None,
        *,
        text: str | None = None,
        root: Block | None = None,
        undo: Undo | None = None,
    ) -> None:
        self.data = data
        self.identifier = identifier
        """The entity's id; None for the head of a file."""
        self._text = text
        self.root = root
        """The block as it was read from disk, of which this one is a changed version."""
        self.undo = undo
        self.cache: Any = None
        """What the view computed from this block; see engine.document.views.resolve."""
        self.parts: Any = None
        """The parts of an instance that the view made of this block."""

    def changed(self, data: Mapping[str, Any], undo: Undo | None = None) -> Block:
        """A new version of this block."""
        return Block(data, self.identifier, root=self.root or self, undo=undo)

    def text(self, newline: str) -> str:
        """The block's text; written when it is first asked for."""
        if self._text is None:
            self._text = self._write(newline)
        return self._text

    def is_same_text(self, other: Block) -> bool:
        """Whether both are known to have the same text, and so the same data; writes none to find out."""
        return bool(self._text) and self._text == other._text

    def _write(self, newline: str) -> str:
        old = self.root
        if old is not None and same(old.data, self.data) and old._text != "":
            return old.text(newline)
        if old is None or old._text == "":
            if self.identifier is None:
                return head_text(self.data, newline)
            return entity_text(self.identifier, self.data, newline)
        if self.identifier is None:
            return rewrite_head(old.text(newline), old.data, self.data, newline)
        return rewrite_entity(old.text(newline), self.identifier, old.data, self.data, newline)


NO_ENTITIES: dict[str, Block] = {}
"""Those of a tile of ground; never changed."""


class TileValues(Mapping[str, Any]):
    """A tile's values as its text states them, unfolded when the first is asked for."""

    def __init__(self, tile: Tile) -> None:
        self._tile = tile

    @cached_property
    def _data(self) -> dict[str, Any]:
        return tile_data(self._tile)

    def __getitem__(self, key: str) -> Any:
        if key == "paint":
            return tile_value(self._tile, key)
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


class FileNode:
    """One file of a project: its head, its entity blocks in file order, and its text."""

    def __init__(
        self,
        name: str,
        head: Block,
        entities: dict[str, Block],
        *,
        tail: str = "",
        newline: str = "\n",
        loose: FileNode | None = None,
        whole: str | None = None,
        tile: Tile | None = None,
        shape: Shape | None = None,
    ) -> None:
        self.name = name
        """The file's name in paths: "project", "scenes/grove"."""
        self.head = head
        self.entities = entities
        """Blocks by id, in file order; never changed once the file belongs to a state."""
        self.tail = tail
        self.newline = newline
        self.whole = whole
        """The text as read, of a file whose entities lie in no blocks of their own."""
        self.tile = tile
        """The shaped ground that the file holds; None for every other kind of file."""
        self.family: Any = None
        """The parts of a prefab that the view made of this file; see engine.document.views.resolve."""
        self.shape = shape
        """The triangles that the file holds; None for every other kind of file."""
        self.kind = TERRAIN if tile is not None else FOLDERS.get(name.partition("/")[0], "project")
        """Which kind of file it is: project, scene, prefab, encounter, decision, mesh or terrain."""
        self.loose = loose if loose is not None else self if whole is not None else None

    @classmethod
    def from_text(cls, name: str, parsed: ParsedText) -> FileNode:
        """The node of a file that was just read."""
        entities = {key: Block(block.data, key, text=block.text) for key, block in parsed.blocks.items()}
        if parsed.is_blockwise:
            head = Block(parsed.head, text=parsed.head_text)
            return cls(name, head, entities, tail=parsed.tail, newline=parsed.newline)
        return cls(name, Block(parsed.head, text=""), entities, newline=parsed.newline, whole=parsed.head_text)

    @classmethod
    def of_tile(cls, name: str, tile: Tile) -> FileNode:
        """The node of a tile of shaped ground; its values are unfolded only for who asks for them by path."""
        return cls(name, Block(TileValues(tile)), NO_ENTITIES, newline=tile.newline, tile=tile)

    @classmethod
    def of_mesh(cls, name: str, text: str, shape: Shape) -> FileNode:
        """The node of a mesh: its text is its bytes in base64."""
        return cls(name, Block({"kind": MESH}, text=""), NO_ENTITIES, whole=text, shape=shape)

    @property
    def is_whole(self) -> bool:
        """Whether the file changes only as a whole: a tile of ground, a mesh."""
        return self.tile is not None or self.shape is not None

    @property
    def short_name(self) -> str:
        """The name without its folder: "grove"."""
        return self.name.rpartition("/")[2]

    @property
    def title(self) -> str:
        """What people call it."""
        if self.tile is not None:
            return ground_words(self.name.partition("/")[2].partition("/")[0], tile_place(self.name))
        if self.shape is not None:
            return words(self.short_name)
        title = self.head.data.get("title")
        return title if isinstance(title, str) and title else self.short_name

    def with_parts(self, *, head: Block | None = None, entities: dict[str, Block] | None = None) -> FileNode:
        """A changed version of this file."""
        return FileNode(
            self.name,
            head if head is not None else self.head,
            entities if entities is not None else self.entities,
            tail=self.tail,
            newline=self.newline,
            loose=self.loose,
        )

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Entity ids in file order."""
        return tuple(self.entities)

    @cached_property
    def text(self) -> str:
        """The file's text. Blocks that nobody changed keep their own bytes."""
        if self.tile is not None:
            return self.tile.text
        if self.shape is not None:
            return self.whole or ""
        loose = self.loose
        if loose is not None:
            if loose.whole is not None and self._equals(loose):
                return loose.whole
            head = head_text(self.head.data, self.newline)
            return _joined([head, *(_canonical(block, self.newline) for block in self.entities.values())], self.newline)
        blocks = (block.text(self.newline) for block in self.entities.values())
        return _joined([self.head.text(self.newline), *blocks, self.tail], self.newline)

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The line (from 1) on which each entity's text begins; empty for a file without blocks of its own."""
        if self.loose is not None or self.tile is not None:
            return {}
        line = 1 + self.head.text(self.newline).count("\n")
        found: dict[str, int] = {}
        for key, block in self.entities.items():
            found[key] = line
            line += block.text(self.newline).count("\n")
        return found

    def _equals(self, other: FileNode) -> bool:
        return (
            _is_same(self.head, other.head)
            and len(self.entities) == len(other.entities)
            and all(map(_is_same, self.entities.values(), other.entities.values()))
        )


def changed_entities(before: FileNode | None, after: FileNode | None) -> list[str]:
    """The ids of the entities that two versions of a file don't have in common, byte for byte."""
    old = before.entities if before is not None else {}
    new = after.entities if after is not None else {}
    return [
        key
        for key in {**old, **new}
        if (one := old.get(key)) is not (other := new.get(key))
        and (one is None or other is None or one.text("\n") != other.text("\n"))
    ]


def _is_same(ours: Block, theirs: Block) -> bool:
    return ours is theirs or (ours.identifier == theirs.identifier and same(ours.data, theirs.data))


def _canonical(block: Block, newline: str) -> str:
    return entity_text(block.identifier or "", block.data, newline)


def _joined(parts: list[str], newline: str) -> str:
    """The parts one after another; a part that doesn't end its last line gets a newline before the next one."""
    kept = [part for part in parts if part]
    return "".join(part if part.endswith("\n") or part is kept[-1] else part + newline for part in kept)
