"""How a goal's score is made up: weight, each bonus with its condition, and what it gets for being pursued."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.ai.goap.explanation import Explanation, GoalReason
from engine.ai.goap.vocabulary import Goal
from panels.goap_inspector.words import listed, said


@dataclass(frozen=True)
class Part:
    """One part of a score, or what stands against the goal. `counts` tells whether the amount is in the score now."""

    text: str
    amount: float = 0.0
    counts: bool = True
    detail: str = ""


def parts_of(why: Explanation, reason: GoalReason, goals: Mapping[str, Goal]) -> tuple[Part, ...]:
    """The parts of a goal's score for an explanation; only those that count add up to it."""
    goal = goals.get(reason.name)
    if goal is None:
        return ()
    facts = {fact.name: fact.value for fact in why.facts}
    parts = [Part("Weight", reason.weight)]
    for condition, amount in goal.bonuses:
        parts.append(Part(f"When {said(str(condition))}", amount, _holds(str(condition), facts)))
    if goal.commitment:
        parts.append(Part("While pursued", goal.commitment, why.goal == reason.name))
    if reason.status == "condition":
        parts.append(Part("Counts when", 0.0, False, listed(reason.unmet)))
    elif reason.status == "no plan" and getattr(reason, "missing", ()):
        parts.append(Part("A plan needs", 0.0, False, listed(getattr(reason, "missing", ()))))
    parts.append(Part("Reached when", 0.0, False, listed(tuple(map(str, goal.wants)))))
    return tuple(parts)


def _holds(condition: str, facts: Mapping[str, bool]) -> bool:
    if condition.startswith("not "):
        return not facts.get(condition[4:], False)
    return facts.get(condition, False)
