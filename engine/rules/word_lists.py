"""The lists of names in a scene's components, each where it is written."""

from collections.abc import Iterator
from functools import cache

from engine.document import EntityView
from engine.rules.scene import RuleScene
from engine.schema.component import Component
from engine.schema.fields import FieldSpec


def word_lists(scene: RuleScene) -> Iterator[tuple[EntityView, str, FieldSpec]]:
    """Entity or prefab, component and field of every list of names that is stated there, not inherited."""
    # Of thousands of entities few state any: what has such lists at all is asked first.
    fields = [
        (id, f"{id}.{spec.name}", spec)
        for id, component in scene.vocabulary.components.items()
        for spec in _lists(component)
    ]
    for entity in [*scene.entities, *scene.view.prefabs.values()]:
        for id, key, spec in fields:
            if id in entity.components and (entity.prefab is None or key in entity.overrides):
                yield entity, id, spec


@cache
def _lists(component: type[Component]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in component.fields() if spec.kind == "refs")
