"""An objective that waits for one that is never met."""

from collections.abc import Iterator, Mapping

from engine.document import EntityView, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.objective import Objective


@rule("objective-never-opens", "error", "An objective that waits for one that is never met")
def objective_never_opens(scene: RuleScene) -> Iterator[Finding]:
    """Objectives open one after the other; round in a circle, or after one that only protects, none ever would."""
    asked = {entity.id: (entity, objective) for entity, objective in scene.with_component(Objective)}
    told: set[str] = set()
    for entity, objective in asked.values():
        before = objective.after
        if not before or scene.view.get(before) is None:
            continue  # a name that leads nowhere is another rule's
        if before not in asked:
            why = f"{_name(scene, before)}, which is no objective"
        elif asked[before][1].kind == "protect":
            why = f"{_name(scene, before)}, but protecting is never done, it can only fail"
        elif entity.id in (circle := _circle(asked, entity.id)):
            if not told.isdisjoint(circle):
                continue  # one repair opens the circle
            told.update(circle)
            why = "itself" if before == entity.id else f"{_name(scene, before)}, which in the end waits for it"
        else:
            continue
        yield scene.finding(
            f"{entity.name} opens after {why}. Choose another objective, or let it be open from the start.",
            entity,
            "objective",
            "after",
            fix=(scene.set(entity, "objective", "after", None),),
            fix_title="Open it from the start",
        )


def _circle(asked: Mapping[str, tuple[EntityView, Objective]], start: str) -> list[str]:
    """Those that `start` waits for, one after the other, until one comes a second time or waits for none."""
    found: list[str] = []
    at = asked[start][1].after
    while at in asked and at not in found:
        found.append(at)
        at = asked[at][1].after
    return found


def _name(scene: RuleScene, identifier: str) -> str:
    return scene.view.entity(identifier).name
