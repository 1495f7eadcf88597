"""An agent that is on no side."""

from collections.abc import Iterator

from engine.document import Command, EntityView, Finding
from engine.document.prefabs import restore_component
from engine.rules.rule import rule
from engine.rules.scene import RuleScene

_SIDES = (("hostile", "Make it hostile"), ("party", "Put it into the party"), ("neutral", "Let it be neutral"))


@rule("agent-without-side", "warning", "An agent that is on no side")
def agent_without_side(scene: RuleScene) -> Iterator[Finding]:
    """Without a team an agent has neither enemies nor friends, so it has nobody to fight and nobody to help."""
    sided: set[str] = set()
    lacking: set[str] = set()
    for entity in scene.entities:
        if "agent" not in entity.components:
            continue
        prefab = entity.prefab or ""
        if "team" in entity.components:
            sided.add(prefab)
        elif _lacks(scene.view.prefabs.get(prefab)):
            lacking.add(prefab)
        else:
            yield _finding(scene, entity)
    for name, prefab in scene.view.prefabs.items():
        # One whose instances all choose a side of their own is in order.
        if _lacks(prefab) and (name in lacking or name not in sided):
            yield _finding(scene, prefab)


def _lacks(prefab: EntityView | None) -> bool:
    return prefab is not None and "agent" in prefab.components and "team" not in prefab.components


def _finding(scene: RuleScene, agent: EntityView) -> Finding:
    below = scene.view.prefabs.get(agent.prefab or "")
    fixes: list[tuple[str, tuple[Command, ...]]]
    if below is not None and "team" in agent.removed and "team" in below.components:
        fixes = [("Take the side of its prefab", (restore_component(scene.view, agent, "team"),))]
    else:
        fixes = [(title, (scene.set(agent, "team", {"side": side}),)) for side, title in _SIDES]
    if "player" in agent.components:
        fixes = [each for each in fixes if each[0] != _SIDES[0][1]]
    (title, fix), *others = fixes
    text = f"{agent.name} has the agent component but no team, so nobody is its enemy or its friend. Give it a side."
    return scene.finding(text, agent, fix=fix, fix_title=title, other_fixes=tuple(others))
