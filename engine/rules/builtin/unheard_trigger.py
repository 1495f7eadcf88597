"""A trigger that nothing listens to."""

from collections.abc import Iterator

from engine.document import Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.line import Line
from engine.schema.components.spawn_group import SpawnGroup
from engine.schema.components.trigger import Trigger


@rule("unheard-trigger", "hint", "A trigger that nothing listens to")
def unheard_trigger(scene: RuleScene) -> Iterator[Finding]:
    """When it fires, only the log says so: no group, line or objective names it, nor anything of the project's own."""
    triggers = [each for each in scene.with_component(Trigger) if each[0].file == scene.view.encounter_file]
    if not triggers:
        return
    heard = set(_named(scene))
    if any(value not in heard or not _is_trigger(scene, value) for value in _waited_for(scene)):
        return  # whoever waits for a trigger without naming one is another rule's; it may well mean this one
    for entity, trigger in triggers:
        if entity.id not in heard and getattr(trigger, trigger.event, "it"):
            yield scene.finding(
                f"{entity.name}: nothing waits for this trigger, so nothing happens when it fires. "
                "Let a wave or a line wait for it.",
                entity,
                "trigger",
            )


def _is_trigger(scene: RuleScene, identifier: str) -> bool:
    entity = scene.view.get(identifier)
    return entity is not None and "trigger" in entity.components


def _waited_for(scene: RuleScene) -> Iterator[str]:
    for _entity, group in scene.with_component(SpawnGroup):
        if group.when == "trigger":
            yield group.trigger
    for _entity, line in scene.with_component(Line):
        if line.when == "trigger":
            yield line.of


def _named(scene: RuleScene) -> Iterator[str]:
    """Every entity that a field of another one names; only components that name entities are looked at."""
    for name, kind in scene.vocabulary.components.items():
        fields = [spec.name for spec in kind.fields() if spec.ref == "entity"]
        for entity in scene.view.with_component(name) if fields else ():
            for field in fields:
                value = getattr(entity.components[name], field, ())
                yield from (value,) if isinstance(value, str) else value
