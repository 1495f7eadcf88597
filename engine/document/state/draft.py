"""A draft: the next state in the making. Commands edit it; only a complete one becomes the document's state."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from engine.document.change_set import ChangeSet
from engine.document.check import check_entity
from engine.document.disk.file_names import check_new_name
from engine.document.disk.reading import UnusableError, read_text
from engine.document.errors import CommandError, file_place, path_place
from engine.document.path import Path
from engine.document.state.block_values import check_writable, dotted, refusal, with_value
from engine.document.state.changes import check_change, is_structural
from engine.document.state.entity_table import EntityTable
from engine.document.state.node import MESH, Block, FileNode, Undo, changed_entities
from engine.document.state.snapshot import Snapshot, value_in
from engine.document.wording import value_words
from engine.schema.text import ENTITIES
from engine.schema.tile import TERRAIN, Tile, scene_of_tile, tile_place
from engine.schema.values import Value, plain, same

Removed = dict[tuple[str, str], list[Block]]
Replaced = dict[str, list[FileNode]]
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,80}\Z")


class Draft:
    """Edits that happen all together or not at all."""

    def __init__(
        self,
        state: Snapshot,
        removed: Removed,
        replaced: Replaced | None = None,
        on_disk: Collection[str] = (),
        unreadable: Collection[str] = (),
    ) -> None:
        self._state = state
        self._removed = removed
        self._replaced = replaced or {}
        self._on_disk = on_disk
        self._unreadable = unreadable
        self.files: dict[str, FileNode] = dict(state.files)
        self.paths: set[Path] = set()
        self.structure = False
        self.beside: dict[tuple[str, str], Value] = {}
        """Values of files beside the document that the edits give, by file and key."""
        self._own: dict[str, EntityTable] = {}
        """Entity tables that were copied for this draft, so that a long compound copies each only once."""
        self.removed: Removed = {}
        """Removed blocks of the entities that were added or removed here, newest last."""
        self.replaced: Replaced = {}
        """Earlier versions of the files that were created, deleted or replaced here, newest last."""

    @property
    def change_set(self) -> ChangeSet:
        """What the edits so far have changed."""
        files = frozenset(path.file for path in self.paths)
        return ChangeSet(frozenset(self.paths), files, self.structure, self.beside)

    def tell_beside(self, file: str, values: Mapping[str, Value]) -> None:
        """Values of a file that the document doesn't hold, for whoever looks after it."""
        self.beside.update(((file, key), value) for key, value in values.items())

    def finish(self) -> None:
        """Make the files whole after the last edit: while it goes on, entities may stand out of order."""
        for table in self._own.values():
            table.settle()

    def set(self, path: Path, old: Any, new: Any) -> None:
        """Replace one value; None stands for absent.

        Raises:
            CommandError: The value isn't `old` (any more), can't be changed, or `new` has the wrong type.
        """
        node = self._node(path.file)
        if node.tile is not None:
            raise CommandError("ground is shaped a tile at a time", path_place(path), "the command for a whole tile")
        if node.shape is not None:
            raise CommandError("a mesh has no values", path_place(path), "the command for a whole file")
        identifier, inner = path.block_id, path.block_keys
        if not inner or path.keys == (ENTITIES,):
            raise CommandError("a whole entity or file can't be set", path_place(path), "the path of one value")
        block = node.head if identifier is None else self._block(node, identifier)
        found = value_in(block.data, inner)
        if not same(found, old):
            raise CommandError(
                f"{dotted(inner)} is {value_words(found)} by now, so the change doesn't fit",
                path_place(path),
                value_words(old),
            )
        if same(old, new):
            return
        last = block.undo if block.undo and (block.undo.path is path or block.undo.path == path) else None
        if last and same(last.value, new):
            self._replace(node, identifier, last.before)
        else:
            check_writable(path, new)
            prune = identifier is not None and "prefab" in block.data
            data = with_value(block.data, inner, plain(new), path, prune)
            check_change(path, node, data, new, self._state.vocabulary)
            self._replace(node, identifier, block.changed(data, last or Undo(block, path, plain(old))))
        self.paths.add(path)
        if identifier is not None:
            self.structure = self.structure or is_structural(path, old, new)

    def add_entity(self, file: str, identifier: str, block: Mapping[str, Any], index: int) -> None:
        """Insert an entity.

        Raises:
            CommandError: The id is taken or unusable, the index is outside, or a value has the wrong type.
        """
        node = self._node(file)
        where = Path.entity(file, identifier)
        if node.kind in ("project", TERRAIN, MESH):
            raise CommandError(
                f"{file_place(file)} holds no entities", path_place(where), "a scene, prefab or encounter"
            )
        if not 0 <= index <= len(node.entities):
            raise CommandError(f"there is no place {index}", path_place(where), f"0 to {len(node.entities)}")
        buried = self._take_buried(file, identifier, block)
        if buried is None and not _IDENTIFIER.match(identifier):
            raise CommandError(f'"{identifier}" is no id', path_place(where), "letters, digits, _ and -")
        for other in self._family(node):
            if identifier in self.files[other].entities:
                raise CommandError(f'there is an entity "{identifier}" already', f"{other}.toml", "another id")
        if buried is None:
            check_writable(where, dict(block))
            problems = check_entity(self._state.vocabulary.components, block)
            if problems:
                raise refusal(where, problems[0])
            buried = self._moved_here(node, identifier, block) or Block(plain(block), identifier)
        table = self._owned(node)
        table.insert(index, identifier, buried)
        self._publish(node, table, where)

    def remove_entity(self, file: str, identifier: str, block: Mapping[str, Any], index: int) -> None:
        """Take an entity out.

        Raises:
            CommandError: It isn't there, isn't as described, or stands elsewhere.
        """
        node = self._node(file)
        where = Path.entity(file, identifier)
        found = self._block(node, identifier)
        if not same(plain(found.data), plain(block)):
            raise CommandError("the entity has changed meanwhile", path_place(where), "the block that was described")
        table = self._owned(node)
        self._check_place(table, where, index)
        self._grave(file, identifier).append(found)
        table.remove(index, identifier)
        self._publish(node, table, where)

    def move_entity(self, file: str, identifier: str, old: int, new: int) -> None:
        """Give an entity another place in its file.

        Raises:
            CommandError: It isn't at `old`, or `new` is outside.
        """
        node = self._node(file)
        where = Path.entity(file, identifier)
        self._block(node, identifier)
        table = self._owned(node)
        self._check_place(table, where, old)
        if not 0 <= new < len(table.order):
            raise CommandError(f"there is no place {new}", path_place(where), f"0 to {len(table.order) - 1}")
        table.move(old, new)
        self._publish(node, table, where)

    def write_file(self, file: str, old: str | None, new: str | None) -> None:
        """Create, delete or replace a file by its text; a text that the file had before brings its very node back.

        Raises:
            CommandError: The file isn't as in `old` (any more), may not be called so, or `new` is no file of its kind.
        """
        if file in self._own:
            self._own.pop(file).settle()
        node = self.files.get(file)
        self._check_text(file, node, old)
        if old == new:
            return
        if new is None and file == "project":
            raise CommandError("project.toml can't be deleted", file_place(file), "a project without it is none")
        graves = self.replaced.setdefault(file, list(self._replaced.get(file, [])))
        kept = next((index for index in reversed(range(len(graves))) if graves[index].text == new), None)
        revived = graves.pop(kept) if kept is not None else None
        if new is not None and node is None and revived is None:
            check_new_name(file, {*self.files, *self._unreadable}, self._on_disk)
        if node is not None:
            graves.append(node)
        if new is None:
            del self.files[file]
        else:
            self.files[file] = revived or _node_of(file, new)
        self.paths.add(Path(file))
        self.paths.update(Path.entity(file, each) for each in changed_entities(node, self.files.get(file)))
        self.structure = True

    def write_tile(self, file: str, old: Tile | None, new: Tile | None) -> None:
        """Create, delete or replace a tile of shaped ground; None stands for one that isn't there.

        Raises:
            CommandError: The tile isn't as in `old` (any more), or lies nowhere in the world.
        """
        node = self.files.get(file)
        found = node.tile if node is not None else None
        if scene_of_tile(file) is None or tile_place(file) is None:
            raise CommandError("a project keeps no ground there", f"{file}.toml", f"{TERRAIN}/SCENE/X_Z")
        # Another spelling of the same ground counts as another tile: undo could not bring the bytes back.
        if found != old:
            what = "there is no ground shaped here" if found is None else "the ground was shaped otherwise meanwhile"
            raise CommandError(what, f"{file}.toml", "the tile that was described")
        if new is old:
            return
        if new is None:
            del self.files[file]
        else:
            if node is None:
                check_new_name(file, self._unreadable, self._on_disk)
            self.files[file] = FileNode.of_tile(file, new)
        self.paths.add(Path(file))

    def _check_text(self, file: str, node: FileNode | None, old: str | None) -> None:
        if node is None and old is not None:
            raise CommandError("no such file in the project", file_place(file), "the file that was described")
        if node is not None and old is None:
            raise CommandError("there is such a file already", file_place(file), "another name")
        if node is not None and old is not None and node.text != old and _node_of(file, old).text != node.text:
            raise CommandError("the file has changed meanwhile", file_place(file), "the text that was described")

    def _node(self, file: str) -> FileNode:
        node = self.files.get(file)
        if node is None:
            raise CommandError("no such file in the project", f"{file}.toml")
        return node

    def _block(self, node: FileNode, identifier: str) -> Block:
        block = node.entities.get(identifier)
        if block is None:
            raise CommandError(f'there is no entity "{identifier}"', f"{node.name}.toml")
        return block

    def _check_place(self, table: EntityTable, where: Path, index: int) -> None:
        order = table.order
        if not (0 <= index < len(order) and order[index] == where.entity_id):
            place = order.index(str(where.entity_id))
            raise CommandError(f"the entity stands at place {place}", path_place(where), f"place {index}")

    def _replace(self, node: FileNode, identifier: str | None, block: Block) -> None:
        if identifier is None:
            self.files[node.name] = node.with_parts(head=block)
            return
        table = self._owned(node)
        table.entities[identifier] = block
        if node.entities is not table.entities:
            self.files[node.name] = node.with_parts(entities=table.entities)

    def _owned(self, node: FileNode) -> EntityTable:
        """A table of the node's entities that may be changed here."""
        own = self._own.get(node.name)
        if own is None or own.entities is not node.entities:
            own = self._own[node.name] = EntityTable(node.entities)
        return own

    def _publish(self, node: FileNode, table: EntityTable, where: Path) -> None:
        if node.entities is not table.entities:
            self.files[node.name] = node.with_parts(entities=table.entities)
        self.paths.add(where)
        self.structure = True

    def _family(self, node: FileNode) -> list[str]:
        """The files in which an id may stand only once: a scene and its encounters."""
        if node.kind == "prefab":
            return [node.name]
        scene = node.short_name if node.kind == "scene" else node.head.data.get("scene")
        others = [
            each.name
            for each in self.files.values()
            if (each.kind == "scene" and each.short_name == scene)
            or (node.kind == "scene" and each.kind == "encounter" and each.head.data.get("scene") == scene)
        ]
        return list(dict.fromkeys([node.name, *others]))

    def _take_buried(self, file: str, identifier: str, block: Mapping[str, Any]) -> Block | None:
        """The very block that was removed before, so that its text comes back with it."""
        known, wanted = self._grave(file, identifier), plain(block)
        # Another entity may have had the id since, as when what was cut is pasted, and both are undone.
        place = next((at for at in reversed(range(len(known))) if same(plain(known[at].data), wanted)), None)
        return known.pop(place) if place is not None else None

    def _moved_here(self, node: FileNode, identifier: str, block: Mapping[str, Any]) -> Block | None:
        """The block of an entity that leaves another file in this very change: its comments come along."""
        for (file, key), blocks in self.removed.items():
            other = self.files.get(file)
            if key != identifier or file == node.name or not blocks or other is None:
                continue
            if other.newline == node.newline and other.loose is node.loose is None and same(blocks[-1].data, block):
                text = blocks[-1].text(node.newline)
                return Block(plain(block), identifier, text=text if text.endswith("\n") else text + node.newline)
        return None

    def _grave(self, file: str, identifier: str) -> list[Block]:
        key = (file, identifier)
        return self.removed.setdefault(key, list(self._removed.get(key, [])))


def _node_of(file: str, text: str) -> FileNode:
    try:
        return read_text(file, text).node
    except UnusableError as error:
        raise error.told(file, CommandError) from error
