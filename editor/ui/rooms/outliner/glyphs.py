"""Which glyph stands for an entity: the table of kinds first, then the icon that a component declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from editor.api import EntityView, SceneView

KINDS = (
    ("player", "user"),
    ("agent", "user"),
    ("spawn_group", "waves"),
    ("trigger", "bounding-box"),
    ("objective", "flag-banner"),
    ("victory", "trophy"),
    ("defeat", "x-square"),
    ("camera", "video-camera"),
    ("light", "sun"),
    ("prop_scatter", "tree-evergreen"),
    ("barrier", "wall"),
)
_PLAIN = frozenset({"transform", "appearance", "obstacle", "body", "health", "team", "poise"})
_SCENERY = frozenset({"transform", "appearance", "obstacle", "prop_scatter", "light", "camera"})
OBJECT = "cube"
FOLDER = "folder"
SCENE = "stack"
PREFAB = "puzzle-piece"
ENCOUNTER = "sword"


def is_scenery(node: Any) -> bool:
    """Whether everything below a node only stands there: trees, stones, lights; such branches start closed."""
    if node.kind != "entity":
        return False
    if node.children:
        return all(is_scenery(child) for child in node.children)
    return node.components <= _SCENERY


def glyph_of(components: frozenset[str], vocabulary: Mapping[str, Any]) -> str:
    """The glyph of an entity with these component ids; unknown components count as plain."""
    for component, glyph in KINDS:
        if component in components:
            return glyph
    for component in sorted(components - _PLAIN):
        icon = getattr(vocabulary.get(component), "icon", "")
        if icon:
            return icon
    return OBJECT


def glyph_among(view: SceneView, entity: EntityView) -> str:
    """The glyph of an entity of a scene: of a plain one that groups others and is not seen itself, that of a folder."""
    components = frozenset((*entity.components, *entity.opaque))
    glyph = glyph_of(components, view.vocabulary.components)
    is_group = glyph == OBJECT and "appearance" not in components and bool(view.children(entity.id))
    return FOLDER if is_group else glyph
