"""Everything that a project can show, place or open, in one list: prefabs, meshes, scenes, encounters, pins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from editor.ui.rooms.outliner.glyphs import glyph_of
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.present.meshes import MESHES

KINDS = ("prefab", "scene", "encounter", "mesh", "decision")
"""In the order in which they are listed."""
STATES = ("unused", "missing", "imported", "built-in", *KINDS)
FOLDERS = {"prefab": "prefabs", "scene": "scenes", "encounter": "encounters", "decision": "decisions", "mesh": "meshes"}
_GLYPHS = {"mesh": "cube", "scene": "stack", "encounter": "sword", "decision": "map-pin", "prefab": "puzzle-piece"}
MISSING_GLYPH = "link-break"


@dataclass(frozen=True)
class Asset:
    """One thing of the project: its kind, its name there and for people, what it looks like, and how often it is used.

    `mesh` is "" for what has no shape; `file` is "" for what no file of the project holds.
    """

    kind: str
    id: str
    name: str
    glyph: str
    mesh: str = ""
    tint: str = "#ffffff"
    tags: tuple[str, ...] = ()
    components: frozenset[str] = frozenset()
    uses: int = 0
    file: str = ""
    is_missing: bool = False
    family: object = None
    """The parts of a prefab that is more than one thing; another object when any of them has changed."""

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.kind}/{self.id}"

    @property
    def states(self) -> frozenset[str]:
        """The words that `is:` in the filter may ask for."""
        found = {self.kind, *(tag for tag in self.tags if tag in STATES)}
        if self.is_missing:
            found.add("missing")
        elif not self.uses and self.file and self.kind in ("prefab", "mesh"):
            found.add("unused")
        return frozenset(found)


def catalogue(
    snapshot: Snapshot,
    prefabs: Mapping[str, Any],
    uses: Mapping[tuple[str, str], int],
    family: Callable[[str], object] = lambda _name: None,
) -> list[Asset]:
    """All assets of a project, by kind and name; names that lead nowhere stand first, as they ask for something.

    Args:
        snapshot: The project.
        prefabs: Its prefabs as the open scene sees them: their root entities by name.
        uses: How often each thing is named, by (kind, name).
        family: Gives the parts of a prefab by its name; None for one that is its root alone.
    """
    known = snapshot.vocabulary.components
    found: list[Asset] = []
    for id, prefab in prefabs.items():
        looks = prefab.components.get("appearance")
        components = frozenset((*prefab.components, *prefab.opaque))
        found.append(
            Asset(
                "prefab",
                id,
                prefab.name or id,
                glyph_of(components, known),
                looks.mesh if looks is not None else "",
                looks.tint if looks is not None else "#ffffff",
                prefab.tags,
                components,
                uses.get(("prefab", id), 0),
                f"prefabs/{id}",
                family=family(id),
            )
        )
    found += [
        _of_file(node, uses.get((node.kind, node.short_name), 0))
        for node in snapshot.files.values()
        if _is_listed(node)
    ]
    found += _built_in(uses)
    found += _own(snapshot, uses)
    found += _missing(snapshot, uses, prefabs)
    return sorted(found, key=_place)


def _place(asset: Asset) -> tuple[bool, int, bool, str]:
    return not asset.is_missing, KINDS.index(asset.kind), not asset.file, asset.name.casefold()


def _is_listed(node: FileNode) -> bool:
    return node.kind in ("scene", "encounter", "decision")


def _of_file(node: FileNode, uses: int) -> Asset:
    return Asset(node.kind, node.short_name, node.title, _GLYPHS[node.kind], uses=uses, file=node.name)


def _built_in(uses: Mapping[tuple[str, str], int]) -> Iterator[Asset]:
    for name in MESHES:
        if not MESHES.is_built_in(name):
            continue
        family = MESHES[name].__module__.rpartition(".")[2]
        title = name.replace("_", " ").capitalize()
        tags = ("built-in", family)
        yield Asset("mesh", name, title, _GLYPHS["mesh"], name, tags=tags, uses=uses.get(("mesh", name), 0))


def _own(snapshot: Snapshot, uses: Mapping[tuple[str, str], int]) -> Iterator[Asset]:
    for node in snapshot.files.values():
        name = node.short_name
        if node.kind == "mesh" and not MESHES.is_built_in(name):
            count, tags = uses.get(("mesh", name), 0), ("imported",)
            yield Asset("mesh", name, node.title, _GLYPHS["mesh"], name, tags=tags, uses=count, file=node.name)


def _missing(snapshot: Snapshot, uses: Mapping[tuple[str, str], int], prefabs: Mapping[str, Any]) -> Iterator[Asset]:
    """Names that something holds and nothing bears."""
    for (kind, name), count in uses.items():
        if kind not in KINDS or f"{FOLDERS[kind]}/{name}" in snapshot.files:
            continue
        if (kind == "prefab" and name in prefabs) or (kind == "mesh" and MESHES.is_built_in(name)):
            continue
        yield Asset(kind, name, name, MISSING_GLYPH, uses=count, is_missing=True)
