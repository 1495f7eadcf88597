"""An agent that can do nothing, or wants nothing."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from engine.ai.goap.reasons.prospects import Outlook, Prospects
from engine.document import Finding
from engine.document.path import words
from engine.rules.minds import AgentMind, helpful_actions, minds, usual_actions
from engine.rules.rule import rule
from engine.rules.scene import RuleScene

_FIGHT = ("approach", "attack"), "defeat_enemies"
"""What most agents of a game do: the beginning that is offered to one that has nothing yet."""
_OFFERED = 3
"""How many goals are offered as repairs."""
Choice = tuple[tuple[str, ...], tuple[str, ...]]
"""Actions and goals to add."""


@rule("idle-agent", "warning", "An agent that never does anything")
def idle_agent(scene: RuleScene) -> Iterator[Finding]:
    """An agent without actions can do nothing and one without goals wants nothing: in play it only stands there."""
    usual: tuple[str, ...] | None = None
    for mind in minds(scene):
        if mind.actions and mind.goals:
            continue
        lacks = [field for field in ("actions", "goals") if not getattr(mind, field)]
        usual = usual_actions(scene) if usual is None else usual
        choices = _choices(mind.prospects, usual)
        offer = f"Add {_told(choices[0])}." if choices else f"Add {' and '.join(lacks)}."
        text = f"{mind.entity.name} has no {' and no '.join(lacks)}, so it never does anything. {offer}"
        yield scene.finding(text, mind.entity, "agent", lacks[0], **_repairs(scene, mind, choices))


@lru_cache(maxsize=256)
def _choices(prospects: Prospects, usual: tuple[str, ...]) -> tuple[Choice, ...]:
    """What would give an agent something to do, the best first; remembered by its set of actions and goals."""
    outlook = prospects.outlook
    fight, beat = _FIGHT
    if prospects.goals:
        added = [action for goal in prospects.goals for action in helpful_actions(prospects, goal, usual)[:1]]
        if beat in prospects.goals and _is_fight(outlook):
            added = [*fight, *added]
        return ((tuple(dict.fromkeys(added)), ()),) if added else ()
    if not prospects.actions:
        return ((fight, (beat,)),) if _is_fight(outlook) else ()
    everything = outlook.of(prospects.actions, outlook.goals)
    served = {goal for goals in everything.serves.values() for goal in goals if not everything.is_out_of_reach(goal)}
    ranked = sorted(served, key=lambda goal: (goal != beat, -outlook.goals[goal].weight, goal))
    return tuple(((), (goal,)) for goal in ranked[:_OFFERED])


def _is_fight(outlook: Outlook) -> bool:
    """Whether the words of a fight exist, and reach their goal."""
    actions, goal = _FIGHT
    known = goal in outlook.goals and all(action in outlook.actions for action in actions)
    return known and not outlook.of(actions, (goal,)).is_out_of_reach(goal)


def _repairs(scene: RuleScene, mind: AgentMind, choices: tuple[Choice, ...]) -> dict[str, Any]:
    if not choices:
        return {}
    fixes = [
        (
            f"Add {_told(choice)}",
            tuple(
                mind.set(scene, field, [*getattr(mind.agent, field), *added])
                for field, added in zip(("actions", "goals"), choice, strict=True)
                if added
            ),
        )
        for choice in choices
    ]
    (title, fix), *others = fixes
    return {"fix": fix, "fix_title": title, "other_fixes": tuple(others)}


def _told(choice: Choice) -> str:
    """What is added, in words: "the actions Approach and Attack and the goal Defeat enemies"."""
    parts: list[str] = []
    for kind, names in zip(("action", "goal"), choice, strict=True):
        if names:
            told = [words(name) for name in names]
            listed = " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
            parts.append(f"the {kind}{'s' if len(told) > 1 else ''} {listed}")
    return " and ".join(parts)
