"""A prefab file that holds more than one thing."""

from collections.abc import Iterator

from engine.document import Compound, EntityView, Finding, RemoveEntity
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("crowded-prefab", "hint", "A prefab that holds more than its root")
def crowded_prefab(scene: RuleScene) -> Iterator[Finding]:
    """An instance is made of the prefab's root alone; what else its file holds appears nowhere."""
    for root in scene.view.prefabs.values():
        others = [identifier for identifier in scene.view.snapshot.entities(root.file) if identifier != root.id]
        if others:
            yield scene.finding(
                f"{root.file}.toml holds {', '.join(others)} beside its root {root.id}; instances are made of the root "
                "alone. Give each a prefab of its own, or put them into the scene.",
                root,
                fix=(_thinned(scene, root, others),),
                fix_title=f"Take {', '.join(others)} out of the file",
            )


def _thinned(scene: RuleScene, root: EntityView, others: list[str]) -> Compound:
    """The command that leaves the root alone in its file; last first, so that no index is moved by an earlier one."""
    snapshot = scene.view.snapshot
    places = {identifier: index for index, identifier in enumerate(snapshot.entities(root.file))}
    removals = tuple(
        RemoveEntity(file=root.file, id=each, block=snapshot.block(root.file, each), index=places[each])
        for each in reversed(others)
    )
    return Compound(title=f"Take {', '.join(others)} out of {root.file}.toml", commands=removals)
