"""A removed component that the prefab does not have."""

from collections.abc import Iterator

from engine.document import EntityView, Finding
from engine.document.prefabs import restore_component, without
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("removed-from-nothing", "hint", "A removed component that the prefab has not")
def removed_from_nothing(scene: RuleScene) -> Iterator[Finding]:
    """An entity does without a component that no prefab gives it (any more): it would miss one that comes later."""
    prefabs = scene.view.prefabs
    for entity in [*scene.entities, *prefabs.values()]:
        for component in without(scene.view.snapshot, entity):
            below = prefabs.get(entity.prefab) if entity.prefab is not None and entity.part_of is None else None
            if entity.part_of is not None:
                if component in scene.view.below(entity) or component in entity.opaque:
                    continue
                below = entity
            # What is wrong with the prefab is told by itself.
            elif entity.prefab is not None and (below is None or _may_have(below, component)):
                continue
            lacking = f"its prefab {below.name} has no {component}" if below else "it is no instance of a prefab"
            yield scene.finding(
                f"{entity.name} does without {component}, but {lacking}. Take the note out, or check the name.",
                entity,
                "removed",
                fix=(restore_component(scene.view, entity, component),),
                fix_title="Take the note out",
            )


def _may_have(prefab: EntityView, component: str) -> bool:
    is_wrong = any(problem.where is not None and component in problem.where.keys for problem in prefab.problems)
    return component in prefab.components or component in prefab.opaque or is_wrong
