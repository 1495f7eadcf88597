"""A victory or defeat that hangs on objectives that aren't there."""

from collections.abc import Iterator

from engine.document import Command, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.defeat import Defeat
from engine.schema.components.victory import Victory


@rule("victory-without-objective", "error", "A victory or defeat that hangs on objectives that aren't there")
def victory_without_objective(scene: RuleScene) -> Iterator[Finding]:
    """When the end of the encounter waits for an objective, there has to be one."""
    objectives = [entity.id for entity in scene.view.with_component("objective")]
    for entity, victory in scene.with_component(Victory):
        if victory.when == "objective" and victory.objective not in objectives:
            fix: Command = scene.set(entity, "victory", "when", "hostiles_down")
            title = "Win when every hostile is down"
            if len(objectives) == 1:
                fix = scene.set(entity, "victory", "objective", objectives[0])
                title = f'Use the objective "{objectives[0]}"'
            yield scene.finding(
                f"{entity.name} waits for an objective but names none of the encounter's. "
                "Choose one, or another kind of victory.",
                entity,
                "victory",
                "objective",
                fix=(fix,),
                fix_title=title,
            )
        elif victory.when == "all_objectives" and not objectives:
            yield scene.finding(
                f"{entity.name} waits for all objectives, but there is none. Add one, or choose another kind.",
                entity,
                "victory",
                "when",
                fix=(scene.set(entity, "victory", "when", "hostiles_down"),),
                fix_title="Win when every hostile is down",
            )
    for entity, defeat in scene.with_component(Defeat):
        if defeat.when == "objective_failed" and not objectives:
            yield scene.finding(
                f"{entity.name} waits for an objective to fail, but there is none. Add one, or choose another kind.",
                entity,
                "defeat",
                "when",
                fix=(scene.set(entity, "defeat", "when", "player_down"),),
                fix_title="Lose when the player is down",
            )
