"""What the outliner shows and does: the tree of entities, its filter, and the edits made in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from editor.api import ChangeSet, Command, Links, MoveEntity, Path, Set, Signal
from editor.core.actions.builtin.entity import new_spot
from editor.core.entities import edits
from editor.ui.rooms.authoring import run_together, set_key, why_locked
from editor.ui.rooms.outliner.entity_tree import EntityTree
from editor.ui.rooms.outliner.filter import Filter, parse_filter
from editor.ui.rooms.outliner.tree import Node
from engine.document.prefabs import family_of

_RANK = {"error": 0, "warning": 1, "hint": 2}


class OutlinerModel:
    """The entities of the open scene and encounter, by parent.

    `counted` fires when the footer may have changed, `selected` carries the selected ids; the tree itself reports
    through `tree`'s signals.
    """

    counted = Signal()
    selected = Signal(tuple)

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.tree = EntityTree()
        self.filter = Filter()
        self._worst: dict[str, str] = {}
        self._was_playing = False
        self._links = Links(
            (editor.scene_changed, self.rebuild),
            (editor.document_changed, self._follow),
            (editor.findings.changed, self._mark),
            (editor.selection.changed, self._select),
            (editor.play.changed, self._played),
        )
        self.rebuild()

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self.counted.disconnect()
        self.selected.disconnect()

    def rebuild(self) -> None:
        """Read the whole tree anew, as after opening a scene or changing the filter."""
        editor = self.editor
        self._worst = worst_by_entity(editor.findings.items)
        self._was_playing = editor.play.session is not None
        view = editor.view if editor.has_scene else None
        self.tree.rebuild(view, self.filter, self._worst, self._is_playing)
        self.counted.emit()

    def search(self, text: str) -> None:
        """Show only what the filter text accepts, and what stands above it."""
        wanted = parse_filter(text)
        if wanted or self.filter:
            self.filter = wanted
            self.rebuild()
        self.filter = wanted

    @property
    def footer(self) -> tuple[str, str]:
        """`27 entities` and `1 selected`."""
        total, shown = self.tree.total, len(self.tree.nodes)
        word = "entity" if total == 1 else "entities"
        count = f"{shown:,} of {total:,} {word}" if self.filter else f"{total:,} {word}"
        selected = len(self.editor.selection.ids)
        return count, f"{selected:,} selected" if selected else ""

    @property
    def why_locked(self) -> str:
        """Why nothing can be edited here now; empty when everything can."""
        return why_locked(self.editor)

    def select(self, ids: Iterable[str]) -> None:
        """Select these entities; the scene and the encounter rows are none."""
        self.editor.selection.set(id for id in ids if id in self.tree.nodes)

    def below(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Everything that stands under these entities, at any depth, without themselves."""
        chosen = [self.tree.nodes[id] for id in ids if id in self.tree.nodes]
        return tuple(dict.fromkeys(node.id for top in chosen for node in top.walk() if node is not top))

    def rename(self, node: Node, name: str) -> bool:
        """Give an entity another name; tells whether there was anything to do."""
        name = name.strip()
        if node.kind != "entity" or not name or name == node.name or self.why_locked:
            return False
        return set_key(self.editor, [(node.file, node.id)], "name", name, "Rename")

    def toggle(self, node: Node, key: str) -> None:
        """Hide or show, lock or unlock an entity, together with the selection when it is part of it."""
        if node.kind != "entity" or self.why_locked:
            return
        value = True if not getattr(node, key) else None
        ids = self.editor.selection.ids if node.id in self.editor.selection.ids else (node.id,)
        verb = {
            ("hidden", True): "Hide",
            ("hidden", None): "Show",
            ("locked", True): "Lock",
            ("locked", None): "Unlock",
        }
        title = f"{verb[key, value]} {len(ids)} entities"
        set_key(self.editor, [(self.tree.nodes[id].file, id) for id in ids if id in self.tree.nodes], key, value, title)

    def why_not_parent(self, ids: Sequence[str], target: Node | None) -> str:
        """Why these entities cannot be put under a node; empty when they can."""
        if self.why_locked:
            return self.why_locked
        if target is None:
            return "Drop on an entity, the scene or the encounter."
        for id in ids:
            node = self.tree.nodes.get(id)
            if node is None:
                return "Only entities can be moved."
            if node.part_of:
                return "A part stands where its prefab puts it. Edit the prefab, or unpack the instance."
            if node.file != target.file:
                return "A parent must be in the same file: the scene's or the encounter's."
            if any(step is target for step in node.walk()):
                return "An entity cannot be its own parent."
        return ""

    def put_under(self, ids: Sequence[str], target: Node, before: Node | None = None) -> bool:
        """Make a node the parent of entities, as one undo entry; the scene or the encounter means no parent.

        With `before`, one of its children, they also come before that one in the file.
        """
        if self.why_not_parent(ids, target):
            return False
        parent = target.id if target.kind == "entity" else None
        value = self.editor.document.value
        commands: list[Command] = []
        for id in ids:
            path = Path.entity(target.file, id, "parent")
            if value(path) != parent:
                commands.append(Set(path=path, old=value(path), new=parent))
        if before is not None and before.kind == "entity":
            commands += self._moves(ids, target.file, before)
        return run_together(self.editor, f"Put {len(ids)} entities under {target.name}", commands)

    def _moves(self, ids: Sequence[str], file: str, before: Node) -> list[Command]:
        """Commands that bring entities to the place before another one of their file, in the order given."""
        order = list(self.editor.document.entities(file))
        moves: list[Command] = []
        if before.id not in order:
            return []
        for id in ids:
            if id == before.id:
                continue
            old = order.index(id)
            order.pop(old)
            new = order.index(before.id)
            order.insert(new, id)
            if new != old:
                moves.append(MoveEntity(file=file, id=id, old=old, new=new))
        return moves

    @property
    def why_not_add_below(self) -> str:
        """Why nothing can be added under what is selected; empty when it can."""
        ids = self.editor.selection.ids
        is_one = len(ids) == 1 and ids[0] in self.tree.nodes
        return self.why_locked or ("" if is_one else "Select one entity first.")

    def add_below(self) -> None:
        """Put an empty entity under the selected one and select it."""
        if self.why_not_add_below:
            return
        editor, above = self.editor, self.tree.nodes[self.editor.selection.ids[0]]
        command = edits.add(editor.document, above.file, "Entity", {"parent": above.id}, new_spot(editor))
        editor.run(command)
        editor.selection.set([command.id])

    def add_prefabs(self, prefabs: Iterable[str], target: Node) -> None:
        """Put an instance of each prefab under a node, where the viewport looks, and select the last one."""
        if self.why_locked:
            return
        editor = self.editor
        for prefab in prefabs:
            above = {"parent": target.id} if target.kind == "entity" else {}
            name = editor.view.prefab(prefab).name
            block = {**above, "prefab": prefab}
            command = edits.add(editor.document, target.file, name, block, new_spot(editor))
            editor.run(command)
            editor.selection.set([command.id])

    def _follow(self, change: ChangeSet) -> None:
        if not self.editor.has_scene:
            return
        prefabs = {file.removeprefix("prefabs/") for file in change.files if file.startswith("prefabs/")}
        ids = {path.entity_id for path in change.paths if path.entity_id is not None}
        family = {name for prefab in prefabs for name in family_of(self.editor.document, prefab)}
        ids.update(self.tree.users_of(family))
        view = self.editor.view
        own = {view.scene_file, view.encounter_file} & set(change.files)
        if not own and not prefabs:
            return
        structure = change.structure and bool(own or view.has_parts or self.tree.has_parts)
        if not self.tree.follow(view, ids, structure, self._worst):
            self.rebuild()
        elif structure:
            self.counted.emit()

    def _mark(self) -> None:
        self._worst = worst_by_entity(self.editor.findings.items)
        self.tree.mark(self._worst)

    def _is_playing(self, id: str) -> bool:
        session = self.editor.play.session
        return session is not None and session.compiled.row_of(id) is not None

    def _played(self) -> None:
        """Take in that play has begun, gone on or ended."""
        if self.filter.asks("is", "playing") and (self.editor.play.session is None) == self._was_playing:
            self.rebuild()
        self._recount()

    def _recount(self) -> None:
        self.counted.emit()

    def _select(self, ids: tuple[str, ...]) -> None:
        self.selected.emit(ids)
        self.counted.emit()


def worst_by_entity(findings: Iterable[Any]) -> dict[str, str]:
    """The gravest severity that findings name for each entity id."""
    worst: dict[str, str] = {}
    for finding in findings:
        if finding.entity and _RANK[finding.severity] < _RANK.get(worst.get(finding.entity, ""), 3):
            worst[finding.entity] = finding.severity
    return worst
