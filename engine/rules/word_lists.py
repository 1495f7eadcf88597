"""The lists of names in a scene's components, each where it is written."""

from collections.abc import Iterator
from functools import cache

from engine.document import EntityView
from engine.rules.scene import RuleScene
from engine.schema.component import Component
from engine.schema.fields import FieldSpec


def word_lists(scene: RuleScene) -> Iterator[tuple[EntityView, str, FieldSpec]]:
    """Entity or prefab, component and field of every list of names that is stated there, not inherited."""
    for entity in [*scene.entities, *scene.view.prefabs.values()]:
        for component in entity.components.values():
            for spec in _lists(type(component)):
                if entity.prefab is None or f"{component.component_id}.{spec.name}" in entity.overrides:
                    yield entity, component.component_id, spec


@cache
def _lists(component: type[Component]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in component.fields() if spec.kind == "refs")
