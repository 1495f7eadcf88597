"""An objective that protects nobody who can be harmed."""

from collections.abc import Iterator

from engine.document import Command, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.objective import Objective
from engine.world.roster import is_row


@rule("protect-nobody", "warning", "An objective that protects nobody who can be harmed")
def protect_nobody(scene: RuleScene) -> Iterator[Finding]:
    """Whom a protect objective names has to be in play: scenery and places can't fall, so it would never fail."""
    player = next(scene.view.with_component("player"), None)
    for entity, objective in scene.with_component(Objective):
        if objective.kind != "protect":
            continue
        target = scene.view.get(objective.target) if objective.target else None
        if objective.target and (target is None or is_row(target, scene.view)):
            continue  # a name that leads nowhere is another rule's
        fix: tuple[Command, ...] = (scene.set(entity, "objective", "target", player.id),) if player else ()
        whom = f"{target.name}, which nobody can harm" if target else "nobody"
        yield scene.finding(
            f"{entity.name} protects {whom}, so it can't fail. Choose an actor.",
            entity,
            "objective",
            "target",
            fix=fix,
            fix_title=f"Protect {player.name}" if player else "",
        )
