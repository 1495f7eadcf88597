"""A goal that none of an agent's actions can reach."""

from collections.abc import Iterator
from functools import lru_cache

from engine.ai.goap.prospect_words import named, why_out_of_reach
from engine.ai.goap.prospects import Prospects
from engine.ai.goap.vocabulary import literals
from engine.document import Finding
from engine.rules.minds import minds
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("goal-out-of-reach", "warning", "A goal that no plan reaches")
def goal_out_of_reach(scene: RuleScene) -> Iterator[Finding]:
    """A goal that no plan of the agent ever reaches, whatever it believes: it will never be pursued."""
    for mind in minds(scene):
        for place, name in mind.goals:
            if mind.anybody.is_out_of_reach(name) or mind.prospects.is_always_reached(name):
                continue  # the code's fault
            why = why_out_of_reach(mind.prospects, name)
            if why:
                helpful = _helpful(mind.prospects, name)
                offer = f"Add {named(helpful, 'or')}, or remove the goal." if helpful else "Remove the goal."
                text = f'the goal "{name}" is out of reach, so it is never pursued: {why}. {offer}'
                yield mind.finding(scene, "goals", place, text, **mind.without(scene, "goals", name))


@lru_cache(maxsize=256)
def _helpful(prospects: Prospects, goal: str) -> tuple[str, ...]:
    """The actions of the domain, each of which would bring the goal into reach."""
    outlook = prospects.outlook
    wanted = set(literals(outlook.goals[goal].wants))
    for action in prospects.actions:
        wanted |= set(literals(outlook.actions[action].needs))
    return tuple(
        action
        for action in outlook.actions
        if action not in prospects.actions
        and wanted & set(outlook.net_gives(action))
        and not outlook.of((*prospects.actions, action), prospects.goals).is_out_of_reach(goal)
    )
