"""Reasons: the ranking of goals and the fate of each action in one state of belief."""

from dataclasses import dataclass

from engine.ai.goap.cache import PlanCache
from engine.ai.goap.domain import COST_UNITS, Domain, holds
from engine.ai.goap.explanation import ActionReason, FactValue, GoalReason, GoalStatus
from engine.ai.goap.policy import follow
from engine.ai.goap.profiles import Profile
from engine.ai.goap.relevance import PlanResult
from engine.ai.goap.search import SearchArrays
from engine.ai.goap.tables import Mind
from engine.ai.goap.vocabulary import SKILLS, Action, Condition, Goal, literals


@dataclass(frozen=True)
class Belief:
    """One agent's state of mind: its facts as a word, the goal it pursues (-1 none), its profile and skill."""

    state: int
    pursued: int
    profile: int
    skill: int


class Reasoner:
    """Answers why, for one scene's minds, by the same tables and searches that planning uses."""

    def __init__(self, mind: Mind) -> None:
        self.mind = mind
        self._cache = PlanCache()
        self._arrays: dict[int, SearchArrays] = {}

    @property
    def domain(self) -> Domain:
        """The scene's facts, actions and goals."""
        return self.mind.domain

    def facts(self, state: int) -> tuple[FactValue, ...]:
        """Every fact with its value: the true ones first, then the false, then outcomes; each part by name."""
        values = [
            FactValue(fact.name, bool(state >> bit & 1), fact.doc, fact.observed)
            for bit, fact in enumerate(self.domain.facts)
        ]
        return tuple(sorted(values, key=lambda fact: (not fact.is_observed, not fact.value, fact.name)))

    def unmet(self, state: int, conditions: tuple[Condition, ...]) -> tuple[str, ...]:
        """The conditions that do not hold in a state, in words."""
        return tuple(str(literal) for literal in literals(conditions) if not holds(state, *self.domain.mask([literal])))

    def plan(self, belief: Belief, goal: int) -> PlanResult:
        """The best plan for a goal of the belief's profile."""
        number = int(self.mind.problem_of[belief.profile, belief.skill, goal])
        table = self.mind.table(number)
        if table is not None:
            return follow(table, self.mind.problems[number], belief.state)
        if number not in self._arrays:
            self._arrays[number] = SearchArrays.of(self.mind.problems[number])
        return self._cache.find(self._arrays[number], belief.state)

    def score(self, belief: Belief, goal: Goal, weight: float) -> float:
        """Weight, bonuses and commitment, whatever the goal's condition says."""
        bonus = sum(amount for condition, amount in goal.bonuses if not self.unmet(belief.state, (condition,)))
        return weight + bonus + (goal.commitment if self.domain.goal_ids[goal.name] == belief.pursued else 0.0)

    def goals(self, belief: Belief) -> tuple[GoalReason, ...]:
        """The profile's goals, best first; those that are out of the question last."""
        found = [self._goal(belief, goal, weight) for goal, weight in self._profile(belief).goals]
        out = {"condition", "worthless"}
        return tuple(sorted(found, key=lambda reason: (reason.status in out, -reason.score, reason.name)))

    def _profile(self, belief: Belief) -> Profile:
        return self.mind.profiles[belief.profile]

    def _goal(self, belief: Belief, number: int, weight: float) -> GoalReason:
        goal = self.domain.goals[number]
        score = self.score(belief, goal, weight)
        unmet = self.unmet(belief.state, goal.condition)
        if unmet:
            return GoalReason(goal.name, goal.doc, weight, score, "condition", unmet)
        if score <= 0.0:
            return GoalReason(goal.name, goal.doc, weight, score, "worthless")
        result = self.plan(belief, number)
        if result.verdict != "plan":
            status: GoalStatus = "no plan" if result.verdict == "none" else "capped"
            return GoalReason(goal.name, goal.doc, weight, score, status, self.unmet(belief.state, goal.wants))
        if not result.actions:
            return GoalReason(goal.name, goal.doc, weight, score, "reached")
        status = "pursued" if number == belief.pursued else "outranked"
        return GoalReason(goal.name, goal.doc, weight, score, status, plan_cost=result.cost / COST_UNITS)

    def actions(self, belief: Belief) -> tuple[ActionReason, ...]:
        """Each action of the profile and why it is, or is not, the next one on the way to the goal pursued."""
        plan = self.plan(belief, belief.pursued) if belief.pursued >= 0 else PlanResult("none")
        order = {"chosen": 0, "later": 1, "dearer": 2, "useless": 3, "precondition": 4, "skill": 5}
        found = [self._action(belief, action, cost, plan) for action, cost in self._profile(belief).actions]
        return tuple(sorted(found, key=lambda reason: (order[reason.status], reason.name)))

    def _action(self, belief: Belief, number: int, units: int, plan: PlanResult) -> ActionReason:
        action, cost = self.domain.actions[number], units / COST_UNITS
        if plan.actions[:1] == (number,):
            return ActionReason(action.name, action.doc, cost, "chosen", text="First step of the plan.")
        if SKILLS.index(action.skill) > belief.skill:
            text = f"Only an {action.skill} uses it." if action.skill[0] in "ae" else f"Only a {action.skill} uses it."
            return ActionReason(action.name, action.doc, cost, "skill", text=text)
        failed = self.unmet(belief.state, action.needs)
        if number in plan.actions:
            step = plan.actions.index(number) + 1
            return ActionReason(action.name, action.doc, cost, "later", failed, text=f"Step {step} of the plan.")
        if failed:
            text = f"Needs {', '.join(failed)}."
            return ActionReason(action.name, action.doc, cost, "precondition", failed, text=text)
        return self._possible(belief, action, units, plan)

    def _possible(self, belief: Belief, action: Action, units: int, plan: PlanResult) -> ActionReason:
        """An action that could be taken now and is not: what a plan that begins with it would cost."""
        cost = units / COST_UNITS
        if belief.pursued < 0:
            return ActionReason(action.name, action.doc, cost, "useless", text="No goal is pursued.")
        true, false = self.domain.mask(action.gives)
        after = Belief((belief.state | true) & ~false, belief.pursued, belief.profile, belief.skill)
        rest = self.plan(after, belief.pursued)
        goal = self.domain.goals[belief.pursued].name
        if rest.verdict != "plan" or after.state == belief.state:
            text = f"Possible, but it does not lead to {goal}."
            return ActionReason(action.name, action.doc, cost, "useless", text=text)
        whole = (units + rest.cost) / COST_UNITS
        best = plan.cost / COST_UNITS
        text = f"Possible, but its best plan costs {whole:g}, not {best:g}."
        if units + rest.cost == plan.cost:
            text = f"Possible and as cheap ({whole:g}); fewer steps, then the first name, decide."
        return ActionReason(action.name, action.doc, cost, "dearer", plan_cost=whole, text=text)
