"""A victory or defeat that hangs on objectives that aren't there, or that can only fail."""

from collections.abc import Iterator

from engine.document import Command, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.defeat import Defeat
from engine.schema.components.objective import Objective
from engine.schema.components.victory import Victory


@rule("victory-without-objective", "error", "A victory or defeat that hangs on objectives that aren't there")
def victory_without_objective(scene: RuleScene) -> Iterator[Finding]:
    """When the end of the encounter waits for an objective, there has to be one; protecting is never done with."""
    kinds = {entity.id: objective.kind for entity, objective in scene.with_component(Objective)}
    objectives = list(kinds)
    for entity, victory in scene.with_component(Victory):
        waits = {victory.objective} if victory.when == "objective" else kinds.keys()
        if victory.when != "hostiles_down" and waits & kinds.keys() and all(kinds.get(k) == "protect" for k in waits):
            yield scene.finding(
                f"{entity.name} waits for what is to be protected, but that can only fail, never be done. "
                "Add another objective to wait for, or choose another kind of victory.",
                entity,
                "victory",
                "when",
                fix=(scene.set(entity, "victory", "when", "hostiles_down"),),
                fix_title="Win when every hostile is down",
            )
            continue
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
