"""A wave that never brings anybody."""

from collections.abc import Iterator

from engine.document import Command, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.spawn_group import SpawnGroup


@rule("idle-spawn-group", "warning", "A wave that never brings anybody")
def idle_spawn_group(scene: RuleScene) -> Iterator[Finding]:
    """A group without a prefab, or one that waits for a trigger that it doesn't name, stays empty for ever."""
    triggers = [entity.id for entity in scene.view.with_component("trigger")]
    for entity, group in scene.with_component(SpawnGroup):
        if not group.prefab:
            yield scene.finding(
                f"{entity.name}: the wave names no prefab, so nobody appears. Choose who is to appear.",
                entity,
                "spawn_group",
                "prefab",
            )
        if group.when == "trigger" and group.trigger not in triggers:
            fix: Command = scene.set(entity, "spawn_group", "when", "start")
            title = "Let them appear at the start"
            if len(triggers) == 1:
                fix = scene.set(entity, "spawn_group", "trigger", triggers[0])
                title = f'Use the trigger "{triggers[0]}"'
            yield scene.finding(
                f"{entity.name}: the wave waits for a trigger but names none, so nobody appears. "
                "Choose a trigger, or let them appear at the start.",
                entity,
                "spawn_group",
                "trigger",
                fix=(fix,),
                fix_title=title,
            )
