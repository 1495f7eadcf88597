"""Explain: the reasons of one agent at one tick, live or at any tick of a recording."""

from typing import Any, Protocol

from engine.ai.goap.explanation import ActionReason, Explanation, GoalReason, PlanStep
from engine.ai.goap.minds import mind_of
from engine.ai.goap.reasons import Belief, Reasoner
from engine.ai.goap.relevance import PlanResult
from engine.ai.goap.vocabulary import SKILLS
from engine.ai.goap.words import state_of
from engine.world.ids import DEAD, DOWN, FLED, FREE, UP

TICK_MS = 1000.0 / 60.0
LIFE_NOTES = {
    FREE: "It has not entered the scene yet.",
    DOWN: "It is down, so it does not plan.",
    DEAD: "It is dead.",
    FLED: "It has fled.",
}


class RunningSession(Protocol):
    """What explaining needs of a session: the compiled scene and the world, at whatever tick it stands."""

    @property
    def compiled(self) -> Any: ...  # noqa: D102

    @property
    def world(self) -> Any: ...  # noqa: D102


class Explainer:
    """Explains the agents of one compiled scene; keep it while the scene is played, its searches are remembered."""

    def __init__(self, compiled: Any) -> None:
        self.compiled = compiled
        mind, _ = mind_of(compiled.view, compiled.parts)
        self.reasoner = Reasoner(mind)

    def explain(self, world: Any, local_id: int, lane: int = 0) -> Explanation:
        """The reasons of an agent of a lane, from the world's columns. IndexError when the lane has no such row."""
        low, high = (int(row) for row in world.view["first"][lane : lane + 2])
        if not 0 <= local_id < high - low:
            raise IndexError(f"the lane has local ids 0 to {high - low - 1}; there is no {local_id}")
        row = low + local_id
        entity, name = self.compiled.entity_of_row[local_id]
        tick = int(world.view["tick"][lane])
        profile = int(world.view["agent_profile"][row])
        if profile < 0:
            note = "It is no agent: it has no agent component."
            return Explanation(local_id, entity, name, tick, is_agent=False, note=note)
        value = {key: int(world.view[key][row]) for key in ("goal", "wanted", "action")}
        skill, note = self._standing(world, row, lane)
        belief = Belief(state_of(world.view, row), value["goal"], profile, SKILLS.index(skill) if skill else 2)
        goals = self.reasoner.goals(belief)
        plan = self.reasoner.plan(belief, belief.pursued) if belief.pursued >= 0 else PlanResult("none")
        actions = self.reasoner.actions(belief)
        return Explanation(
            local_id,
            entity,
            name,
            tick,
            is_agent=True,
            goal=self._goal_name(value["goal"]),
            action=self._action_name(value["action"]),
            wanted=self._action_name(value["wanted"]),
            reaction_ms=int(world.view["reaction_ticks"][row]) * TICK_MS,
            skill=skill,
            note=note or self._why_no_plan(belief, goals),
            plan=self._steps(plan, actions),
            plan_cost=plan.cost / 1000 if plan.verdict == "plan" and plan.actions else None,
            goals=goals,
            actions=actions,
            facts=self.reasoner.facts(belief.state),
        )

    def _standing(self, world: Any, row: int, lane: int) -> tuple[str, str]:
        """Its skill when the autopilot plays it, and why it does not plan at all, if so."""
        skill = ""
        life = int(world.view["life"][row])
        if world.view["is_player"][row]:
            autopilot = int(world.view["autopilot"][lane])
            if autopilot == 0:
                return "", "A person plays it, so it does not plan."
            skill = SKILLS[autopilot - 1]
        if life != UP:
            return skill, LIFE_NOTES.get(life, "It is not up.")
        if int(world.view["planned_skill"][row]) < 0:
            return skill, "It has not thought yet; each agent thinks once in six ticks."
        return skill, ""

    def _steps(self, plan: PlanResult, actions: tuple[ActionReason, ...]) -> tuple[PlanStep, ...]:
        cost = {reason.name: reason.cost for reason in actions}
        names = [self.reasoner.domain.actions[action].name for action in plan.actions]
        return tuple(PlanStep(name, cost[name]) for name in names)

    @staticmethod
    def _why_no_plan(belief: Belief, goals: tuple[GoalReason, ...]) -> str:
        if belief.pursued >= 0:
            return ""
        if not goals:
            return "No plan: it has no goals."
        parts = [f"{goal.name} ({', '.join(goal.unmet) or goal.status})" for goal in goals]
        return f"No plan. Unmet: {'; '.join(parts)}."

    def _goal_name(self, number: int) -> str | None:
        return self.reasoner.domain.goals[number].name if number >= 0 else None

    def _action_name(self, number: int) -> str | None:
        return self.reasoner.domain.actions[number].name if number >= 0 else None


def explain(session: RunningSession, local_id: int, lane: int = 0) -> Explanation:
    """Why an agent of a session does what it does at the session's tick (see `Explainer` to ask often)."""
    return Explainer(session.compiled).explain(session.world, local_id, lane)
