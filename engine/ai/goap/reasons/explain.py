"""Explain: the reasons of one agent at one tick, live or at any tick of a recording."""

from typing import Any, Final, Protocol

from engine.ai.goap.columns import THINK_ANEW
from engine.ai.goap.planner.relevance import PlanResult
from engine.ai.goap.reasons.explanation import ActionReason, Explanation, GoalReason, PlanStep, WhyNot, why_not
from engine.ai.goap.reasons.ranking import Belief, Reasoner
from engine.ai.goap.reasons.standing import NO_PLAYER, Decision, decision_of
from engine.ai.goap.tables import Mind
from engine.world.ids import DEAD, DOWN, FLED, FREE, SKILLS, UP

TICK_MS = 1000.0 / 60.0
LIFE_NOTES = {
    FREE: "It has not entered the scene yet.",
    DOWN: "It is down, so it does not plan.",
    DEAD: "It is dead.",
    FLED: "It has fled.",
}
MOST_MINDS: Final = 8
"""Minds whose searches are remembered: the scene's own, and those of costs that were changed in play."""


class RunningSession(Protocol):
    """What explaining needs of a session: the compiled scene, the world and the mind, at whatever tick it stands."""

    @property
    def compiled(self) -> Any: ...  # noqa: D102

    @property
    def world(self) -> Any: ...  # noqa: D102

    @property
    def mind(self) -> Mind: ...  # noqa: D102


class Explainer:
    """Explains the agents of one compiled scene; keep it while the scene is played, its searches are remembered."""

    def __init__(self, compiled: Any) -> None:
        self.compiled = compiled
        self.reasoner = Reasoner(compiled.mind)
        self._reasoners: list[Reasoner] = []

    def explain_now(self, session: RunningSession, local_id: int, lane: int = 0) -> Explanation:
        """The reasons of an agent of a running session at the session's tick, with what it thinks with there."""
        return self.explain(session.world, local_id, lane, session.mind)

    def explain(self, world: Any, local_id: int, lane: int = 0, mind: Mind | None = None) -> Explanation:
        """The reasons of an agent of a lane, from the world's columns. IndexError when the lane has no such row.

        `mind` is what the agents think with at the world's tick; None for what the scene says.
        """
        low, high = (int(row) for row in world.view["first"][lane : lane + 2])
        if not 0 <= local_id < high - low:
            raise IndexError(f"the lane has local ids 0 to {high - low - 1}; there is no {local_id}")
        tick = int(world.view["tick"][lane])
        return self.explain_decision(local_id, decision_of(world, low + local_id, tick, lane), mind)

    def explain_decision(
        self, local_id: int, decision: Decision, mind: Mind | None = None, *, tick: int | None = None
    ) -> Explanation:
        """The reasons behind a decision of an agent, as of `tick` (when it was made, by default)."""
        entity, name = self.compiled.entity_of_row[local_id]
        return explained(self._reasoner(mind), local_id, entity, name, decision, tick)

    def why_not(self, explanation: Explanation, action: str) -> WhyNot:
        """Why the agent of an explanation did not take an action, also one that it does not have."""
        return why_not(explanation, action, self.reasoner.domain.action_ids)

    def _reasoner(self, mind: Mind | None) -> Reasoner:
        if mind is None or mind is self.reasoner.mind:
            return self.reasoner
        known = next((each for each in self._reasoners if each.mind is mind), None)
        if known is None:
            known = Reasoner(mind)
            self._reasoners = [*self._reasoners[-MOST_MINDS:], known]
        return known


def explained(
    reasoner: Reasoner, local_id: int, entity: str, name: str, decision: Decision, tick: int | None = None
) -> Explanation:
    """The reasons behind a decision, by the mind of a reasoner."""
    when = decision.tick if tick is None else tick
    if decision.profile < 0:
        note = "It is no agent: it has no agent component."
        return Explanation(local_id, entity, name, when, is_agent=False, note=note)
    skill, note = _standing(decision)
    belief = Belief(decision.facts, decision.goal, decision.profile, SKILLS.index(skill) if skill else 2)
    goals = reasoner.goals(belief)
    plan = reasoner.plan(belief, belief.pursued) if belief.pursued >= 0 else PlanResult("none")
    actions = reasoner.actions(belief)
    return Explanation(
        local_id,
        entity,
        name,
        when,
        is_agent=True,
        goal=reasoner.goal_name(decision.goal),
        action=reasoner.action_name(decision.action),
        wanted=reasoner.action_name(decision.wanted),
        reaction_ms=decision.reaction * TICK_MS,
        skill=skill,
        note=note or _why_no_plan(belief, goals),
        plan=_steps(reasoner, plan, actions),
        plan_cost=plan.cost / 1000 if plan.verdict == "plan" and plan.actions else None,
        goals=goals,
        actions=actions,
        facts=reasoner.facts(belief.state),
        waiting_ticks=max(0, when - decision.waiting) if decision.waiting >= 0 else 0,
        decides=not note and decision.waiting < 0,
    )


def _standing(decision: Decision) -> tuple[str, str]:
    """Its skill when the autopilot plays it, and why it does not plan at all, if so."""
    skill = ""
    if decision.autopilot != NO_PLAYER:
        if decision.autopilot == 0:
            return "", "A person plays it, so it does not plan."
        skill = SKILLS[decision.autopilot - 1]
    if decision.life != UP:
        return skill, LIFE_NOTES.get(decision.life, "It is not up.")
    if decision.skill == THINK_ANEW:
        return skill, "Its actions, costs or goals have changed; it decides anew at its next turn."
    if decision.skill < 0:
        return skill, "It has not thought yet; each agent thinks once in six ticks."
    return skill, ""


def _steps(reasoner: Reasoner, plan: PlanResult, actions: tuple[ActionReason, ...]) -> tuple[PlanStep, ...]:
    cost = {reason.name: reason.cost for reason in actions}
    names = [reasoner.domain.actions[action].name for action in plan.actions]
    return tuple(PlanStep(name, cost[name]) for name in names)


def _why_no_plan(belief: Belief, goals: tuple[GoalReason, ...]) -> str:
    if belief.pursued >= 0:
        return ""
    if not goals:
        return "No plan: it has no goals."
    return f"No plan. Unmet: {'; '.join(map(_unmet, goals))}."


def _unmet(goal: GoalReason) -> str:
    """A goal and what stands against it: what is missing, what it wants where nothing would help, or its standing."""
    if goal.status == "capped":
        return f"{goal.name} (not known: the search was capped)"
    return f"{goal.name} ({', '.join(goal.missing or goal.unmet) or goal.status})"
