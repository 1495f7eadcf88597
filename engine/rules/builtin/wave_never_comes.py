"""A wave that follows nothing, itself, or a ring of waves."""

from collections.abc import Iterator

from engine.document import Command, EntityView, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.spawn_group import SpawnGroup


@rule("wave-never-comes", "error", "A wave that never comes")
def wave_never_comes(scene: RuleScene) -> Iterator[Finding]:
    """A wave has to follow a group that comes; one after itself, or a ring of waves, waits for ever: nobody can win."""
    groups = dict(_groups(scene))
    told: set[str] = set()
    for entity, group in scene.with_component(SpawnGroup):
        if group.when != "after":
            continue
        others = [name for name in groups if name != entity.id and entity.id not in _before(groups, name)]
        if group.after not in groups:
            if group.after and scene.view.get(group.after) is None:
                continue  # a reference to nothing is another rule's
            named = f'"{_name(scene, group.after)}", which is no wave' if group.after else "no wave"
            why = f"follows {named}"
        elif group.after == entity.id:
            why = "follows itself"
        elif entity.id in _before(groups, entity.id):
            if entity.id in told:
                continue  # one repair opens the whole ring
            told.update(_before(groups, entity.id))
            ring = ", ".join(f'"{_name(scene, each)}"' for each in _before(groups, entity.id))
            why = f"waits in a ring ({ring})"
        else:
            continue
        fix, title = _repair(scene, entity, others)
        yield scene.finding(
            f"{entity.name}: the wave {why}, so it never comes. Let it follow a wave that comes, or a trigger.",
            entity,
            "spawn_group",
            "after",
            fix=(fix,),
            fix_title=title,
        )


@rule("unlikely-wave", "warning", "A wave that waits for less than nothing")
def unlikely_wave(scene: RuleScene) -> Iterator[Finding]:
    """As many may still stand as the group before has: then the wave comes together with it, and is no wave."""
    groups = dict(_groups(scene))
    for entity, group in scene.with_component(SpawnGroup):
        before = groups.get(group.after) if group.when == "after" else None
        if before is None or group.left < before.count or group.after == entity.id:
            continue
        yield scene.finding(
            f"{entity.name}: {group.left} of {_name(scene, group.after)} may still stand, and no more than "
            f"{before.count} come, so both come at once. Let fewer of them stand.",
            entity,
            "spawn_group",
            "left",
            fix=(scene.set(entity, "spawn_group", "left", 0),),
            fix_title="Wait until none is left",
        )


def _groups(scene: RuleScene) -> Iterator[tuple[str, SpawnGroup]]:
    for entity, group in scene.with_component(SpawnGroup):
        yield entity.id, group


def _before(groups: dict[str, SpawnGroup], start: str) -> list[str]:
    """The groups that one waits for, the nearest first; itself among them where they form a ring."""
    found: list[str] = []
    at = groups[start]
    while at.when == "after" and at.after in groups and at.after not in found:
        found.append(at.after)
        at = groups[at.after]
    return found


def _name(scene: RuleScene, identifier: str) -> str:
    entity = scene.view.get(identifier)
    return entity.name if entity is not None else identifier


def _repair(scene: RuleScene, entity: EntityView, others: list[str]) -> tuple[Command, str]:
    if len(others) == 1:
        return scene.set(entity, "spawn_group", "after", others[0]), f'Follow "{_name(scene, others[0])}"'
    return scene.set(entity, "spawn_group", "when", "start"), "Let them appear at the start"
