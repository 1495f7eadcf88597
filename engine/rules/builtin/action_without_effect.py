"""An action that does nothing for an agent's goals."""

from collections.abc import Iterator
from functools import lru_cache

from engine.ai.goap.reasons.prospect_words import named, why_useless
from engine.ai.goap.reasons.prospects import Prospects
from engine.document import Finding
from engine.rules.minds import minds
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("action-without-effect", "warning", "An action that serves no goal")
def action_without_effect(scene: RuleScene) -> Iterator[Finding]:
    """An action that gives nothing which a goal of the agent, or another useful action, needs: no plan uses it."""
    for mind in minds(scene):
        if not mind.goals:
            continue  # a rule of its own
        for place, name in mind.actions:
            if name in mind.anybody.useless:
                continue  # the code's fault
            why = why_useless(mind.prospects, name)
            if why:
                goals = _served(mind.prospects, name)
                offer = f"Add the goal {named(goals, 'or')}, or remove it." if goals else "Remove it."
                text = f'the action "{name}" is of no use: {why}. {offer}'
                yield mind.finding(
                    scene, "actions", place, text, **mind.adding(scene, "actions", name, goals, to="goals")
                )


@lru_cache(maxsize=256)
def _served(prospects: Prospects, action: str) -> tuple[str, ...]:
    """The goals of the domain that the action would serve."""
    outlook = prospects.outlook
    everything = outlook.of(prospects.actions, outlook.goals)
    return tuple(goal for goal in everything.serves[action] if not everything.is_out_of_reach(goal))
