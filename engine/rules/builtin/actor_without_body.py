"""An actor that has no body."""

from collections.abc import Iterator

from engine.document import Command, EntityView, Finding
from engine.document.prefabs import restore_component
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("actor-without-body", "warning", "An actor that has no body")
def actor_without_body(scene: RuleScene) -> Iterator[Finding]:
    """A mind or a player without a body can't move, be seen or be hit."""
    for entity in scene.entities:
        roles = [role for role in ("player", "agent") if role in entity.components]
        if roles and "body" not in entity.components:
            yield scene.finding(
                f"{entity.name} has the {roles[0]} component but no body, so it can't move. Give it a body.",
                entity,
                fix=(_given(scene, entity),),
                fix_title="Give it a body",
            )


def _given(scene: RuleScene, entity: EntityView) -> Command:
    """The prefab's own body where the instance does without it, else a new one."""
    below = scene.view.prefabs.get(entity.prefab or "")
    if below is not None and "body" in entity.removed and "body" in below.components:
        return restore_component(scene.view, entity, "body")
    return scene.set(entity, "body", {})
