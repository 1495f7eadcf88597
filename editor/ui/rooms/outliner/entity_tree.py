"""Keeps the outliner's nodes in step with the document, one small step for one edit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from editor.api import EntityView, SceneView, Signal
from editor.ui.rooms.outliner.filter import Filter
from editor.ui.rooms.outliner.glyphs import ENCOUNTER, PREFAB, SCENE, glyph_of
from editor.ui.rooms.outliner.tree import Node
from engine.collection import collection_paused
from engine.document.path import words
from engine.document.prefabs import PLACE

_REBUILD_ABOVE = 200


class EntityTree:
    """Nodes by id, arranged by parent; the signals let an item model follow without being rebuilt."""

    about_to_reset = Signal()
    was_reset = Signal()
    about_to_insert = Signal(Node, int)
    inserted = Signal()
    about_to_remove = Signal(Node, int)
    removed = Signal()
    about_to_move = Signal(Node, int, Node, int)
    moved = Signal()
    changed = Signal(Node)

    def __init__(self) -> None:
        self.root: Node | None = None
        self.nodes: dict[str, Node] = {}
        self.total = 0
        self.fitting: frozenset[str] = frozenset()
        """Ids of what the filter accepts; what is shown because it stands above them is none of these."""
        self._filter = Filter()
        self._branches: dict[str, Node] = {}
        self._order: dict[str, dict[str, int]] = {}
        self._known: dict[str, tuple[EntityView, Node]] = {}
        self._kinds: dict[tuple[str, ...], tuple[frozenset[str], str]] = {}
        self._vocabulary: object = None
        self._is_playing: Callable[[str], bool] = lambda _id: False

    def rebuild(
        self,
        view: SceneView | None,
        wanted: Filter,
        worst: Mapping[str, str],
        is_playing: Callable[[str], bool] = lambda _id: False,
    ) -> None:
        """Read every entity of a scene and its encounter; `is_playing` tells of an id whether the copy has it."""
        self._is_playing = is_playing
        self.about_to_reset.emit()
        self.root, self.nodes, self._branches, self._order, self._filter = None, {}, {}, {}, wanted
        self.total = 0
        if view is not None:
            with collection_paused():
                self._read(view, worst)
        self.was_reset.emit()

    def follow(self, view: SceneView, ids: Collection[str], structure: bool, worst: Mapping[str, str]) -> bool:
        """Take over what one edit changed; False asks for a rebuild instead (too much changed, or a filter is on)."""
        if self._filter:
            return False
        if structure and not self._follow_structure(view, worst):
            return False
        self._entitle(view)
        for id in ids:
            if id in self.nodes:
                self._refresh(view, self.nodes[id], structure, worst)
        return not structure or all(self._is_in_order(self.nodes[id].parent) for id in ids if id in self.nodes)

    def _is_in_order(self, parent: Node | None) -> bool:
        """Whether children stand as their file orders them; several moves at once may cross."""
        entities = [child for child in parent.children if child.kind == "entity"] if parent is not None else []
        places = [self._order[child.file][child.id] for child in entities]
        return places == sorted(places)

    def _follow_structure(self, view: SceneView, worst: Mapping[str, str]) -> bool:
        present = {file: view.ids_of(file) for file in self._branches}
        added = [(file, id) for file, now in present.items() for id in now if id not in self._order[file]]
        gone = [id for file, now in present.items() for id in self._order[file].keys() - set(now)]
        if len(added) + len(gone) > _REBUILD_ABOVE:
            return False
        self._order = {file: {id: index for index, id in enumerate(now)} for file, now in present.items()}
        self._take_out([self.nodes.pop(id) for id in gone])
        for file, id in added:
            self._add(view, file, id, worst)
        self.total = sum(len(now) for now in present.values())
        return True

    def mark(self, worst: Mapping[str, str]) -> None:
        """Show another worst severity per entity id."""
        for node in self.nodes.values():
            severity = worst.get(node.id, "")
            if severity != node.severity:
                node.severity = severity
                self.changed.emit(node)

    @property
    def has_parts(self) -> bool:
        """Whether any row is a part of an instance."""
        return any(node.part_of for node in self.nodes.values())

    def users_of(self, prefabs: Collection[str]) -> list[str]:
        """Ids of the entities made from one of these prefabs, and of all parts: they may be made from any."""
        return [node.id for node in self.nodes.values() if node.prefab in prefabs or (prefabs and node.part_of)]

    def _read(self, view: SceneView, worst: Mapping[str, str]) -> None:
        if view.vocabulary is not self._vocabulary:
            self._vocabulary, self._known, self._kinds = view.vocabulary, {}, {}
        scene, encounter = view.scene_file, view.encounter_file
        titles = _titles(view)
        self.root = Node(
            id=scene, kind="scene", file=scene, name=titles[scene], glyph=PREFAB if view.prefab_file else SCENE
        )
        self._branches[scene] = self.root
        if encounter is not None:
            title = titles[encounter]
            branch = Node(id=encounter, kind="encounter", file=encounter, name=title, glyph=ENCOUNTER, parent=self.root)
            self._branches[encounter] = branch
        for file in self._branches:
            self._order[file] = {id: index for index, id in enumerate(view.ids_of(file))}
        everything = {entity.id: self._node(view, entity, worst) for entity in view.entities}
        self._known = {id: self._known[id] for id in everything}
        self.total = len(everything)
        self.nodes = self._kept(everything)
        for node in self.nodes.values():
            node.parent = self._home(node)
            node.parent.children.append(node)
        if encounter is not None:
            self.root.children.append(self._branches[encounter])
        for node in (*self._branches.values(), *self.nodes.values()):
            node.renumber()

    def _entitle(self, view: SceneView) -> None:
        """Call the scene and its encounter as they are called now."""
        for file, title in _titles(view).items():
            branch = self._branches.get(file)
            if branch is not None and branch.name != title:
                branch.name = title
                self.changed.emit(branch)

    def _kept(self, everything: dict[str, Node]) -> dict[str, Node]:
        """Nodes that the filter accepts, and those above them."""
        if not self._filter:
            return everything
        for node in everything.values():
            above_it = everything.get(node.parent_id)
            if above_it is not None:
                above_it.is_group = True
        kept: set[str] = set()
        fitting: set[str] = set()
        asks_for_play, asks_for_groups = self._filter.asks("is", "playing"), self._filter.asks("in")
        for id, node in everything.items():
            if asks_for_play:
                node.is_playing = self._is_playing(id)
            if asks_for_groups:
                node.groups = self._groups(node, everything)
            if self._filter.accepts(node):
                fitting.add(id)
                above: str = id
                while above in everything and above not in kept:
                    kept.add(above)
                    above = everything[above].parent_id
        self.fitting = frozenset(fitting)
        return {id: node for id, node in everything.items() if id in kept}

    def _groups(self, node: Node, everything: dict[str, Node]) -> tuple[str, ...]:
        """The names of what a node stands under and of its file's branch; one that loops ends where it began."""
        names: list[str] = []
        above, seen = node.parent_id, {node.id}
        while above in everything and above not in seen:
            seen.add(above)
            names.append(everything[above].name)
            above = everything[above].parent_id
        return (*names, self._branches[node.file].name)

    def _node(self, view: SceneView, entity: EntityView, worst: Mapping[str, str]) -> Node:
        """The entity's node, out of everything again; one that is unchanged since the last reading is taken up."""
        known = self._known.get(entity.id)
        if known is not None and known[0] is entity:
            node = known[1]
            node.parent, node.children = None, []
        else:
            node = Node(id=entity.id, kind="entity", file=entity.file, name=entity.name)
            self._tell(view, entity, node)
        node.severity, node.is_group = worst.get(entity.id, ""), False
        return node

    def _tell(self, view: SceneView, entity: EntityView, node: Node) -> None:
        """Put what the outliner shows of an entity into its node."""
        self._known[entity.id] = (entity, node)
        key = (*entity.components, *entity.opaque)
        kind = self._kinds.get(key)
        if kind is None:
            components = frozenset(key)
            kind = self._kinds[key] = (components, glyph_of(components, view.vocabulary.components))
        node.components, node.glyph = kind
        node.name = entity.name
        node.prefab, node.parent_id = entity.prefab or "", entity.parent or ""
        node.part_of = entity.part_of or ""
        node.hidden, node.locked, node.tags = entity.hidden, entity.locked, entity.tags
        own = entity.overrides if node.part_of else entity.overrides - PLACE
        node.is_overridden = node.is_of_prefab and bool(own or entity.removed)

    def _home(self, node: Node) -> Node:
        """The node under which this one is shown: its file's branch when its parent is missing or its own child."""
        above = self.nodes.get(node.parent_id)
        branch = self._branches[node.file]
        if above is None or above.file != node.file:
            return branch
        step: Node | None = above
        for _ in range(len(self.nodes)):
            if step is None or step is node:
                break
            step = self.nodes.get(step.parent_id)
        return branch if step is node else above

    def _add(self, view: SceneView, file: str, id: str, worst: Mapping[str, str]) -> None:
        node = self._node(view, view.entity(id), worst)
        self.nodes[id] = node
        self._put_in(node, self._home(node))
        branch = self._branches[file]
        for orphan in [child for child in branch.children if child.parent_id == id and child is not node]:
            self._place(orphan)

    def _refresh(self, view: SceneView, node: Node, structure: bool, worst: Mapping[str, str]) -> None:
        entity, severity = view.entity(node.id), worst.get(node.id, "")
        known = self._known.get(node.id)
        if not structure and known is not None and severity == node.severity and _looks_alike(known[0], entity):
            # As with most edits: a thing that was moved is still called and marked as before.
            self._known[node.id] = (entity, node)
            return
        above = node.parent_id
        self._tell(view, entity, node)
        node.severity = severity
        if structure or node.parent_id != above:
            self._place(node)
        self.changed.emit(node)

    def _place(self, node: Node) -> None:
        """Move a node to where it belongs now; within one parent, rows count as they stand before the move."""
        before, home = node.parent, self._home(node)
        assert before is not None
        row = self._row_in(home, node)
        if home is before and row == node.row:
            return
        self.about_to_move.emit(before, node.row, home, row + 1 if home is before and row > node.row else row)
        del before.children[node.row]
        before.renumber(node.row)
        home.children.insert(row, node)
        node.parent = home
        home.renumber()
        self.moved.emit()

    def _take_out(self, gone: list[Node]) -> None:
        """Remove deleted nodes; what stays in the file and stood under one of them first moves up to its branch."""
        for node in gone:
            for child in list(node.children):
                if child.id in self.nodes:
                    self._place(child)
        for node in gone:
            if node.parent is not None and (node.parent.kind != "entity" or node.parent.id in self.nodes):
                self._detach(node)

    def _detach(self, node: Node) -> None:
        parent = node.parent
        assert parent is not None
        self.about_to_remove.emit(parent, node.row)
        del parent.children[node.row]
        parent.renumber(node.row)
        node.parent = None
        self.removed.emit()

    def _put_in(self, node: Node, home: Node) -> None:
        row = self._row_in(home, node)
        self.about_to_insert.emit(home, row)
        home.children.insert(row, node)
        node.parent = home
        home.renumber(row)
        self.inserted.emit()

    def _row_in(self, home: Node, node: Node) -> int:
        """Where the file's order puts a node among its siblings; the encounter's branch always comes last."""
        order = self._order[node.file]
        mine = order.get(node.id, len(order))
        return sum(
            1
            for child in home.children
            if child is not node and child.kind == "entity" and order.get(child.id, len(order)) < mine
        )


def _looks_alike(before: EntityView, now: EntityView) -> bool:
    """Whether the outliner shows two versions of an entity in the same way."""
    return (
        before.name == now.name
        and before.prefab == now.prefab
        and before.parent == now.parent
        and before.hidden == now.hidden
        and before.locked == now.locked
        and before.tags == now.tags
        and before.opaque == now.opaque
        and (before.overrides, before.removed) == (now.overrides, now.removed)
        and before.components.keys() == now.components.keys()
    )


def _titles(view: SceneView) -> dict[str, str]:
    """What the branches are called, by file."""
    if view.prefab_file is not None:
        return {view.prefab_file: f"Prefab: {view.snapshot.node(view.prefab_file).title}"}
    titles = {view.scene_file: _title(view.header, view.scene_file)}
    if view.encounter_file is not None:
        titles[view.encounter_file] = f"Encounter: {_title(view.encounter_header, view.encounter_file)}"
    return titles


def _title(header: Any, file: str) -> str:
    return header.title or words(file.rpartition("/")[2])
