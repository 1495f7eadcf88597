"""How a goal's score is made up: weight, each bonus with its condition, and what it gets for being pursued."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.ai.goap.reasons.explanation import GoalReason
from engine.ai.goap.vocabulary import Goal
from panels.goap_inspector.words import listed, said


@dataclass(frozen=True)
class Part:
    """One part of a score, or what stands against the goal. `counts` tells whether the amount is in the score now."""

    text: str
    amount: float = 0.0
    counts: bool = True
    detail: str = ""


def parts_of(reason: GoalReason, goals: Mapping[str, Goal]) -> tuple[Part, ...]:
    """The parts of a goal's score, and those that it would have else; only those that count add up to it."""
    goal = goals.get(reason.name)
    if goal is None:
        return ()
    holding = {part.text for part in reason.parts if part.kind == "bonus"}
    parts = [Part("Weight", reason.weight)]
    for condition, amount in goal.bonuses:
        parts.append(Part(f"When {said(str(condition))}", amount, str(condition) in holding))
    if goal.commitment:
        committed = any(part.kind == "commitment" for part in reason.parts)
        parts.append(Part("While pursued", goal.commitment, committed))
    if reason.status == "condition":
        parts.append(Part("Counts when", 0.0, False, listed(reason.unmet)))
    elif reason.status == "no plan":
        needs = listed(reason.missing) or "no fact would help"
        parts.append(Part("A plan needs", 0.0, False, needs))
    parts.append(Part("Reached when", 0.0, False, listed(tuple(map(str, goal.wants)))))
    return tuple(parts)
