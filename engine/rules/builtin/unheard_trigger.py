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
    heard = set(_named(scene))
    if any(value not in heard or not _is_trigger(scene, value) for value in _waited_for(scene)):
        return  # whoever waits for a trigger without naming one is another rule's; it may well mean this one
    for entity, trigger in scene.with_component(Trigger):
        waits = getattr(trigger, trigger.event, "it")
        if entity.id not in heard and entity.file == scene.view.encounter_file and waits:
            yield scene.finding(
                f"{entity.name}: nothing waits for this trigger, so nothing happens when it fires. "
                "Let a group or a line wait for it.",
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
    """Every entity that a field of another one names."""
    for entity in scene.entities:
        for name, component in entity.components.items():
            kind = scene.vocabulary.components.get(name)
            if kind is None:
                continue
            for spec in kind.fields():
                if spec.ref == "entity":
                    value = getattr(component, spec.name)
                    yield from [value] if isinstance(value, str) else value
