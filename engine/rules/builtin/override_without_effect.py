"""An override that says what the prefab says."""

from collections.abc import Iterator

from engine.document import EntityView, Finding
from engine.document.prefabs import PLACE, revert
from engine.document.wording import value_words
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("override-without-effect", "hint", "An override equal to the prefab's value")
def override_without_effect(scene: RuleScene) -> Iterator[Finding]:
    """An instance says what its prefab says: nothing differs today, but when the prefab changes, it stays behind."""
    prefabs = scene.view.prefabs
    for entity in [*scene.entities, *prefabs.values()]:
        if not entity.is_instance or not entity.overrides:
            continue
        inherited = scene.view.below(entity)
        is_part = entity.part_of is not None
        name = scene.view.entity(str(entity.part_of)).prefab if is_part else entity.prefab
        prefab = prefabs.get(name) if name is not None else None
        if prefab is None:
            continue
        for key in sorted(entity.overrides if is_part else entity.overrides - PLACE):
            component, _, field = key.partition(".")
            own, theirs = entity.components.get(component), inherited.get(component)
            own = entity.stated if is_part and component == "transform" else own
            if own is None or theirs is None or component in entity.removed:
                continue
            value = getattr(own, field, None)
            # 1 and 1.0 are the same in the game.
            if value == getattr(theirs, field, None):
                yield _finding(scene, entity, prefab, key, value)


def _finding(scene: RuleScene, entity: EntityView, prefab: EntityView, key: str, value: object) -> Finding:
    component, _, field = key.partition(".")
    known = scene.vocabulary.components[component]
    return scene.finding(
        f"{entity.name}: {key} is {value_words(value, known.field(field))}, as in its prefab {prefab.name}. "
        "Revert it, and it follows the prefab when that changes.",
        entity,
        component,
        field,
        fix=(revert(scene.view, entity, key),),
        fix_title="Revert to the prefab",
    )
