"""What the next tick would decide, once the numbers that wait for it are in force."""

from dataclasses import replace
from typing import Any

from engine.ai.goap.reasons.explain import Explainer
from engine.ai.goap.reasons.explanation import Explanation, GoalReason
from engine.ai.goap.reasons.ranking import Belief, Reasoner
from engine.ai.goap.reasons.standing import decision_of
from engine.ai.goap.tables import Mind
from engine.world.ids import SKILLS


def next_decision(explainer: Explainer, world: Any, local_id: int, mind: Mind, profile: int) -> Explanation:
    """The reasons of an agent of the first lane, if it thought again now, believing what it does, with `mind`.

    `profile` is what the agent has in that mind. Who does not plan at all, being down or played by a person, is
    explained as it is.
    """
    standing = decision_of(world, local_id, int(world.view["tick"][0]))._replace(profile=profile)
    now = explainer.explain_decision(local_id, standing, mind)
    if standing.autopilot == 0 or standing.life != 1:
        return now
    skill = SKILLS.index(now.skill) if now.skill else len(SKILLS) - 1
    goal, plan = Reasoner(mind).decide(Belief(standing.facts, standing.goal, profile, skill))
    first = plan.actions[0] if plan.actions else -1
    then = explainer.explain_decision(local_id, standing._replace(goal=goal, wanted=first), mind)
    # The scores are those that decide: what is pursued next has no commitment yet, what is pursued now still has it.
    name = mind.domain.goals[goal].name if goal >= 0 else ""
    return replace(then, goals=tuple(_ranked(goal, name) for goal in now.goals))


def _ranked(goal: GoalReason, pursued: str) -> GoalReason:
    if goal.name == pursued:
        return replace(goal, status="pursued")
    return replace(goal, status="outranked") if goal.status == "pursued" else goal
