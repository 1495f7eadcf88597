"""An action that an agent can never take."""

from collections.abc import Iterator
from functools import lru_cache

from engine.ai.goap.reasons.prospect_words import any_of, why_never_possible
from engine.ai.goap.reasons.prospects import Prospects
from engine.ai.goap.vocabulary import literals
from engine.document import Finding
from engine.rules.minds import minds
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("action-never-possible", "warning", "An action that is never possible")
def action_never_possible(scene: RuleScene) -> Iterator[Finding]:
    """An action whose needs can never hold, whatever the agent sees and does: no plan uses it."""
    for mind in minds(scene):
        for place, name in mind.actions:
            if name not in mind.anybody.possible:
                continue  # the code's fault
            why = why_never_possible(mind.prospects, name)
            if why:
                missing = _missing(mind.prospects, name)
                offer = f"Add {any_of(missing)}, or remove it." if missing else "Remove it."
                text = f'the action "{name}" is never possible: {why}. {offer}'
                yield mind.finding(scene, "actions", place, text, **mind.adding(scene, "actions", name, missing))


@lru_cache(maxsize=256)
def _missing(prospects: Prospects, action: str) -> tuple[str, ...]:
    """The actions of the domain, each of which would make it possible."""
    outlook = prospects.outlook
    needs = literals(outlook.actions[action].needs)
    return tuple(
        other
        for other in outlook.actions
        if other not in prospects.actions
        and set(needs) & set(outlook.net_gives(other))
        and action in outlook.of((*prospects.actions, other), prospects.goals).possible
    )
