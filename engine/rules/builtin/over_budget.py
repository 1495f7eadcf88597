"""More enemies than the encounter's budget allows."""

import math
from collections.abc import Iterator

from engine.document import Command, Finding, Path, Set
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.rules.threat import GroupThreat, threats

STEP = 5.0
"""A raised budget is a number that people would write."""


@rule("over-budget", "warning", "More threat than the encounter's budget")
def over_budget(scene: RuleScene) -> Iterator[Finding]:
    """The enemies together weigh more than whoever planned the encounter allowed; fewer of them, or a larger budget."""
    head, file = scene.view.encounter_header, scene.view.encounter_file
    if head is None or file is None or head.budget <= 0.0:
        return
    found = threats(scene.view)
    total = sum(each.total for each in found)
    if total <= head.budget:
        return
    path = Path(file, ("budget",))
    enough = math.ceil(total / STEP) * STEP
    raised = Set(path=path, old=scene.view.snapshot.value(path), new=enough)
    fewer = _fewer(scene, found, total - head.budget)
    yield scene.finding(
        f"The enemies have a threat of {total:.0f} together; the budget is {head.budget:g}. "
        "Let fewer of them come, or raise the budget.",
        path,
        fix=(raised,),
        fix_title=f"Raise the budget to {enough:g}",
        other_fixes=(fewer,) if fewer else (),
    )


def _fewer(scene: RuleScene, found: tuple[GroupThreat, ...], over: float) -> tuple[str, tuple[Command, ...]] | None:
    """Taking from the heaviest group as many as are too many; None where that would leave nobody of it."""
    groups = [each for each in found if each.each > 0.0 and _is_group(scene, each.entity)]
    if not groups:
        return None
    heaviest = max(groups, key=lambda each: each.total)
    left = heaviest.count - math.ceil(over / heaviest.each)
    entity = scene.view.get(heaviest.entity)
    if left < 1 or entity is None:
        return None
    return f"Let {left} of {entity.name} come", (scene.set(entity, "spawn_group", "count", left),)


def _is_group(scene: RuleScene, identifier: str) -> bool:
    entity = scene.view.get(identifier)
    return entity is not None and "spawn_group" in entity.components
