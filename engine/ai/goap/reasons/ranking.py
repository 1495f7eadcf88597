"""Reasons: the ranking of goals and the fate of each action in one state of belief."""

from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from engine.ai.goap.domain import COST_UNITS, Domain, holds
from engine.ai.goap.kernels.astar import NODE_CAP
from engine.ai.goap.planner.cache import PlanCache
from engine.ai.goap.planner.policy import follow
from engine.ai.goap.planner.relevance import PlanResult
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.profiles import Profile
from engine.ai.goap.reasons.explanation import ActionReason, FactValue, GoalReason, ScorePart
from engine.ai.goap.reasons.missing import Missing, Supposing
from engine.ai.goap.tables import Mind
from engine.ai.goap.vocabulary import Action, Condition, Goal, literals
from engine.world.ids import SKILLS

CAPPED_TEXT: Final = f"Whether there is a plan is not known: the search gave up at its cap of {NODE_CAP:,} subgoals."
NOTHING_HELPS: Final = "No plan, whatever the agent observes: none of its actions leads there."


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
        self._supposing: dict[int, Supposing] = {}

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
        """The conditions that do not hold in a state, in words, those that are observed first."""
        failed = [literal for literal in literals(conditions) if not holds(state, *self.domain.mask([literal]))]
        return tuple(map(str, sorted(failed, key=lambda literal: not literal.fact.observed)))

    def goal_name(self, number: int) -> str | None:
        """A goal's name; None for -1."""
        return self.domain.goals[number].name if number >= 0 else None

    def action_name(self, number: int) -> str | None:
        """An action's name; None for -1."""
        return self.domain.actions[number].name if number >= 0 else None

    def plan(self, belief: Belief, goal: int) -> PlanResult:
        """The best plan for a goal of the belief's profile."""
        number = int(self.mind.problem_of[belief.profile, belief.skill, goal])
        table = self.mind.table(number)
        if table is not None:
            return follow(table, self.mind.problems[number], belief.state)
        if number not in self._arrays:
            self._arrays[number] = SearchArrays.of(self.mind.problems[number])
        return self._cache.find(self._arrays[number], belief.state)

    def missing(self, belief: Belief, goal: int) -> Missing:
        """The cheapest set of observed facts with which a goal that has no plan would have one."""
        number = int(self.mind.problem_of[belief.profile, belief.skill, goal])
        if number not in self._supposing:
            self._supposing[number] = Supposing(self.mind.problems[number])
        return self._supposing[number].find(belief.state)

    def decide(self, belief: Belief) -> tuple[int, PlanResult]:
        """The goal that the planning system chooses in this belief and its plan; -1 and no plan when there is none.

        Scores are added up in 32 bits, as the system does, so that ties fall alike.
        """
        ranked: list[tuple[np.float32, int]] = []
        for number, weight in self._profile(belief).goals:
            goal = self.domain.goals[number]
            worth = np.float32(weight)
            for part in self.parts(belief, goal, weight)[1:]:
                worth += np.float32(part.amount)
            if worth > 0.0 and not self.unmet(belief.state, goal.condition):
                ranked.append((-worth, number))
        for _, number in sorted(ranked):
            result = self.plan(belief, number)
            if result.verdict == "plan" and result.actions:
                return number, result
        return -1, PlanResult("none")

    def parts(self, belief: Belief, goal: Goal, weight: float) -> tuple[ScorePart, ...]:
        """What a goal's score is made up of, whatever its condition says; the weight first."""
        found = [ScorePart("weight", "weight", weight)]
        found += [
            ScorePart("bonus", str(condition), amount)
            for condition, amount in goal.bonuses
            if not self.unmet(belief.state, (condition,))
        ]
        if goal.commitment and self.domain.goal_ids[goal.name] == belief.pursued:
            found.append(ScorePart("commitment", "pursued already", goal.commitment))
        return tuple(found)

    def goals(self, belief: Belief) -> tuple[GoalReason, ...]:
        """The profile's goals, best first; those that are out of the question last."""
        found = [self._goal(belief, goal, weight) for goal, weight in self._profile(belief).goals]
        out = {"condition", "worthless"}
        return tuple(sorted(found, key=lambda reason: (reason.status in out, -reason.score, reason.name)))

    def _profile(self, belief: Belief) -> Profile:
        return self.mind.profiles[belief.profile]

    def _goal(self, belief: Belief, number: int, weight: float) -> GoalReason:
        goal = self.domain.goals[number]
        parts = self.parts(belief, goal, weight)
        reason = partial(GoalReason, goal.name, goal.doc, weight, sum(part.amount for part in parts), parts=parts)
        unmet = self.unmet(belief.state, goal.condition)
        if unmet:
            return reason("condition", unmet, text=f"Only considered with {', '.join(unmet)}.")
        if sum(part.amount for part in parts) <= 0.0:
            return reason("worthless", text="It is worth nothing.")
        result = self.plan(belief, number)
        if result.verdict == "capped":
            return reason("capped", self.unmet(belief.state, goal.wants), text=CAPPED_TEXT)
        if result.verdict == "none":
            missing = self.missing(belief, number)
            text = f"No plan; there would be one with {', '.join(missing.words)}."
            if not missing.literals:
                text = "No plan; what would help was not found." if missing.is_capped else NOTHING_HELPS
            return reason("no plan", self.unmet(belief.state, goal.wants), missing=missing.words, text=text)
        if not result.actions:
            return reason("reached", text="Reached already.")
        cost = result.cost / COST_UNITS
        if number == belief.pursued:
            return reason("pursued", plan_cost=cost, text=f"Its plan costs {cost:g}.")
        return reason("outranked", plan_cost=cost, text=f"Its plan would cost {cost:g}.")

    def actions(self, belief: Belief) -> tuple[ActionReason, ...]:
        """Each action of the profile and why it is, or is not, the next one on the way to the goal pursued."""
        plan = self.plan(belief, belief.pursued) if belief.pursued >= 0 else PlanResult("none")
        order = ("chosen", "later", "dearer", "useless", "precondition", "skill")
        found = [self._action(belief, action, cost, plan) for action, cost in self._profile(belief).actions]
        return tuple(sorted(found, key=lambda reason: (order.index(reason.status), reason.name)))

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
        # What leaves as much to do as before, or more, is no beginning of a plan: it would only stand in front of one.
        if rest.verdict != "plan" or rest.cost >= plan.cost:
            serves = self._served(belief, action)
            text = f"Possible, but it does not lead to {goal}{'; it serves ' if serves else ''}{', '.join(serves)}."
            return ActionReason(action.name, action.doc, cost, "useless", text=text, serves=serves)
        whole = (units + rest.cost) / COST_UNITS
        best = plan.cost / COST_UNITS
        text = f"Possible, but its best plan costs {whole:g}, not {best:g}."
        if units + rest.cost == plan.cost:
            text = f"Possible and as cheap ({whole:g}); fewer steps, then the first name, decide."
        return ActionReason(action.name, action.doc, cost, "dearer", plan_cost=whole, text=text)

    def _served(self, belief: Belief, action: Action) -> tuple[str, ...]:
        """The other goals of the agent that the action matters to."""
        number, numbers = self.domain.action_ids[action.name], self.mind.problem_of[belief.profile, belief.skill]
        return tuple(
            self.domain.goals[goal].name
            for goal, _ in self._profile(belief).goals
            if goal != belief.pursued and number in self.mind.problems[int(numbers[goal])].actions
        )
