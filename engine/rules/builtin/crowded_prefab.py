"""Entities of a prefab's file that no instance gets, and groups that make no parts."""

from collections.abc import Iterator

from engine.document import EntityView, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.spawn_group import SpawnGroup


@rule("crowded-prefab", "hint", "A prefab of which something is left out")
def crowded_prefab(scene: RuleScene) -> Iterator[Finding]:
    """An instance has what stands below the prefab's root, and a wave makes the root alone."""
    for name, root in scene.view.prefabs.items():
        family = scene.view.family(name)
        for stray in family.strays if family is not None else ():
            yield _stray(scene, root, stray)
    for entity, group in scene.with_component(SpawnGroup):
        family = scene.view.family(group.prefab)
        if family is not None and len(family):
            count = len(family)
            yield scene.finding(
                f"{entity.name} makes {family.root.view.name}, but of {group.prefab} its root alone: "
                f"{'its part stays' if count == 1 else f'its {count} parts stay'} out. "
                "Choose a prefab that is one thing, or place instances in the scene.",
                entity,
                "spawn_group",
                "prefab",
            )


def _stray(scene: RuleScene, root: EntityView, stray: str) -> Finding:
    name = scene.view.snapshot.block(root.file, stray).get("name") or stray
    path = root.path.entity(root.file, stray, "parent")
    return scene.finding(
        f"{name} in {root.file}.toml doesn't stand below its root {root.id}, so no instance has it. "
        "Put it under the root, or take it out of the file.",
        path,
        fix=(scene.set_at(path, root.id),),
        fix_title=f"Put it under {root.name}",
    )
