"""A whole prefab as entities, before it stands anywhere: what a ghost or a small picture shows."""

from __future__ import annotations

from dataclasses import replace

from engine.document.views.entity_view import EntityView
from engine.document.views.parts import parts_of
from engine.document.views.placing import place_in, transform_at
from engine.document.views.scene_view import SceneView


def whole_prefab(view: SceneView, prefab: str, x: float = 0.0, z: float = 0.0) -> list[EntityView]:
    """What an instance of a prefab would be at (x, z) [m]: its root, then its parts.

    Raises:
        DocumentError: There is no such prefab.
    """
    root = view.prefab(prefab)
    place = place_in(root.components)._replace(position=(x, 0.0, z))
    components = {**root.components, "transform": transform_at(place)}
    root = replace(root, id=f"prefabs/{prefab}", prefab=prefab, components=components)
    family = view.family(prefab)
    return [root, *(parts_of(root, {}, family, view.vocabulary) if family is not None else ())]
