"""Makes the view of a scene: what an earlier view of the same project has resolved is used again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import compress
from operator import is_not
from typing import TYPE_CHECKING, cast

from engine.collection import collection_paused
from engine.document.finding import Finding
from engine.document.state.node import Block, FileNode
from engine.document.state.snapshot import Snapshot
from engine.document.views.entity_view import EntityView
from engine.document.views.resolve import Resolver
from engine.document.views.scene_view import SceneView
from engine.schema.vocabulary import Vocabulary

if TYPE_CHECKING:
    from engine.document.document import Document

MOST_PARTS_IN_SCENE = 20_000
"""Once a scene has so many parts, further instances show their root alone."""
_PartsAt = Mapping[int, tuple[EntityView, ...]]
_NO_PARTS: _PartsAt = {}


@collection_paused()
def view(source: Document | Snapshot, scene: str, encounter: str | None = None) -> SceneView:
    """The view of a scene; what an earlier view of the same project computed is used again.

    Args:
        source: The live document or a snapshot.
        scene: "echo_grove" or "scenes/echo_grove"; "prefabs/camp" shows a prefab by itself on bare ground.
        encounter: "tutorial" or "encounters/tutorial"; None for the bare scene.

    Raises:
        DocumentError: There is no such scene or encounter.
    """
    snapshot = source.snapshot()
    scene_node = snapshot.node(scene if "/" in scene else f"scenes/{scene}")
    encounter_node = None
    if encounter:
        encounter_node = snapshot.node(encounter if "/" in encounter else f"encounters/{encounter}")
    key = (scene_node.name, encounter_node.name if encounter_node else None)
    nodes = (scene_node, encounter_node)
    last = cast("_Kept | None", snapshot.views.get(key))
    if last is not None and last.view.snapshot is snapshot:
        return last.view
    prefabs = tuple(node for node in snapshot.files.values() if node.kind == "prefab")
    if last is not None and not last.fits(snapshot.vocabulary, prefabs):
        last = None
    if last is not None and last.nodes == nodes:
        if last.view.snapshot is not snapshot:
            last.view = SceneView(scene_node, encounter_node, last.view.entities, snapshot, last.resolver)
        return last.view
    resolver = last.resolver if last is not None else Resolver(snapshot.files, snapshot.vocabulary)
    has_parts = resolver.has_parts
    blocks = [block for node in nodes if node is not None for block in node.entities.values()]
    scene_count = len(scene_node.entities)
    changed = _changed(blocks, scene_count, last)
    if last is None or changed is None:
        raw = _resolved(blocks, nodes, resolver)
        lifted = _cyclic(raw)
    else:
        raw = last.raw.copy()
        is_hierarchy_new = False
        for index in changed:
            file = nodes[0] if index < scene_count else nodes[1]
            raw[index] = resolver.entity(file.name if file else "", blocks[index].identifier or "", blocks[index])
            old = last.raw[index]
            is_hierarchy_new = is_hierarchy_new or (raw[index].id, raw[index].parent) != (old.id, old.parent)
        lifted = _cyclic(raw) if is_hierarchy_new else last.lifted
    entities = tuple(_lifted(each) if each.id in lifted else each for each in raw) if lifted else tuple(raw)
    parts: _PartsAt = _parts(resolver, blocks, entities, changed, last) if has_parts else _NO_PARTS
    if parts:
        entities = _with_parts(entities, parts)
    made = SceneView(scene_node, encounter_node, entities, snapshot, resolver)
    if last is not None and changed is not None and not lifted and not last.lifted:
        pairs = [(last.raw[index], raw[index]) for index in changed]
        if not parts and not last.parts:
            made.take_over(last.view, pairs)
        elif (more := _pairs(last.parts, parts, changed)) is not None:
            made.take_over(last.view, [*pairs, *more])
    snapshot.views[key] = _Kept(snapshot.vocabulary, prefabs, nodes, blocks, raw, lifted, parts, made, resolver)
    return made


def _parts(
    resolver: Resolver,
    blocks: list[Block],
    roots: tuple[EntityView, ...],
    changed: list[int] | None,
    last: _Kept | None,
) -> _PartsAt:
    """The parts of every instance that has some, by the place of its block."""
    if last is not None and changed is not None:
        found = dict(last.parts)
        for index in changed:
            found.pop(index, None)
        places: Iterable[int] = changed
    else:
        found, places = {}, range(len(roots))
    count = sum(map(len, found.values()))
    for index in places:
        if roots[index].prefab is not None and count < MOST_PARTS_IN_SCENE:
            made = resolver.parts(roots[index], blocks[index])
            if made:
                found[index] = made
                count += len(made)
    return dict(sorted(found.items()))


def _with_parts(roots: tuple[EntityView, ...], parts: _PartsAt) -> tuple[EntityView, ...]:
    """All entities, the parts of each instance behind it."""
    found: list[EntityView] = []
    start = 0
    for index, own in parts.items():
        found += roots[start : index + 1]
        found += own
        start = index + 1
    return (*found, *roots[start:])


def _pairs(before: _PartsAt, now: _PartsAt, changed: list[int]) -> list[tuple[EntityView, EntityView]] | None:
    """The parts that changed with their instances, as they were and are; None when some came or went."""
    found: list[tuple[EntityView, EntityView]] = []
    for index in changed:
        old, new = before.get(index, ()), now.get(index, ())
        if len(old) != len(new):
            return None
        found += [pair for pair in zip(old, new, strict=True) if pair[0] is not pair[1]]
    return found


class _Kept:
    """The last view of a scene, and what it was made from."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        prefabs: tuple[FileNode, ...],
        nodes: tuple[FileNode, FileNode | None],
        blocks: list[Block],
        raw: list[EntityView],
        lifted: frozenset[str],
        parts: _PartsAt,
        made: SceneView,
        resolver: Resolver,
    ) -> None:
        self.vocabulary = vocabulary
        self.prefabs = prefabs
        self.nodes = nodes
        self.blocks = blocks
        self.scene_count = len(nodes[0].entities)
        self.raw = raw
        self.lifted = lifted
        self.parts = parts
        self.view = made
        self.resolver = resolver

    def fits(self, vocabulary: Vocabulary, prefabs: tuple[FileNode, ...]) -> bool:
        """Whether entities that did not change look as they did then."""
        return self.vocabulary is vocabulary and self.prefabs == prefabs


def _resolved(blocks: list[Block], nodes: Iterable[FileNode | None], resolver: Resolver) -> list[EntityView]:
    files = [node.name for node in nodes if node is not None for _ in node.entities]
    pairs = zip(files, blocks, strict=True)
    return [resolver.entity(file, block.identifier or "", block) for file, block in pairs]


def _changed(blocks: list[Block], scene_count: int, last: _Kept | None) -> list[int] | None:
    """Places of the blocks that differ from those of the last view; None when entities came or went."""
    if last is None or len(last.blocks) != len(blocks) or last.scene_count != scene_count:
        return None
    return list(compress(range(len(blocks)), map(is_not, blocks, last.blocks)))


def _cyclic(views: list[EntityView]) -> frozenset[str]:
    """One entity of each ring of parents; shown at the top, so that every reader comes to an end."""
    parents = {each.id: each.parent for each in views if each.parent is not None}
    ids = {each.id for each in views} if any("." in parent for parent in parents.values()) else set[str]()
    for identifier, parent in parents.items() if ids else ():
        if parent not in ids:
            # Who stands under a part stands under its instance.
            parents[identifier] = parent.partition(".")[0]
    settled: set[str] = set()
    lifted: set[str] = set()
    for start in parents:
        trail: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in settled and current not in trail:
            trail[current] = None
            current = parents.get(current)
        if current is not None and current in trail:
            lifted.add(current)
        settled.update(trail)
    return frozenset(lifted)


def _lifted(entity: EntityView) -> EntityView:
    finding = Finding(
        "parent-cycle",
        "error",
        f"{entity.name} stands under itself by way of {entity.parent}. Give it another parent.",
        entity.path / "parent",
        entity.id,
        (),
    )
    return replace(entity, parent=None, problems=(*entity.problems, finding))
