"""What the next tick would decide, once the numbers that wait for it are in force."""

from dataclasses import replace
from typing import Any

from engine.ai.goap.explanation import Explanation, GoalReason
from engine.ai.goap.standing import decision_of


def next_decision(explainer: Any, world: Any, local_id: int, mind: Any) -> Explanation:
    """The reasons of an agent of the first lane, if it thought again now, believing what it does, with `mind`.

    The goal with the greatest score that has a plan is pursued then, as in play.
    """
    now = explainer.explain(world, local_id, mind=mind)
    best = next((goal for goal in now.goals if goal.status in {"pursued", "outranked"}), None)
    if now.skill == "" and now.note.startswith("A person"):
        return now
    if best is None or best.name == now.goal:
        return now
    number = next(k for k, goal in enumerate(mind.domain.goals) if goal.name == best.name)
    decision = decision_of(world, local_id, now.tick)._replace(goal=number)
    then = explainer.explain_decision(local_id, decision, mind, tick=now.tick)
    # The scores are those that decide: what is pursued next has no commitment yet, what is pursued now still has it.
    return replace(then, goals=tuple(_ranked(goal, best.name) for goal in now.goals))


def _ranked(goal: GoalReason, pursued: str) -> GoalReason:
    if goal.name == pursued:
        return replace(goal, status="pursued")
    return replace(goal, status="outranked") if goal.status == "pursued" else goal
