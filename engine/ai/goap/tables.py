"""Tables: a domain and its profiles as the static columns that the planning systems read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import Domain, DomainError, nearest
from engine.ai.goap.planner.batch import ProblemSet
from engine.ai.goap.planner.policy import PolicyTable
from engine.ai.goap.planner.relevance import Problem, problem
from engine.ai.goap.profiles import Profile
from engine.ai.goap.vocabulary import Condition, GoalBonus
from engine.ai.goap.words import columns_of, fact_words
from engine.world.ids import SKILLS

Array: TypeAlias = NDArray[Any]


class ClosureStore:
    """Problems that were cut out lately: minds of which one agent changed cost little more than that agent."""

    def __init__(self, limit: int = 4096) -> None:
        self.limit = limit
        self._problems: dict[object, Problem] = {}

    def problem(
        self, domain: Domain, goal: int, allowed: Mapping[int, int], can: tuple[tuple[int, int], ...]
    ) -> Problem:
        """The goal's problem over the allowed actions, which `can` lists; the very one of last time if it is known."""
        key = (id(domain), goal, can)
        known = self._problems.pop(key, None)
        if known is None or known.domain is not domain:
            known = problem(domain, goal, allowed)
            if len(self._problems) >= self.limit:
                del self._problems[next(iter(self._problems))]
        self._problems[key] = known
        return known


CLOSURES: Final = ClosureStore()
"""Shared by every scene of this process; a problem depends on nothing but its key."""


@dataclass(frozen=True)
class Mind:
    """Everything that planning in one scene rests on.

    `problem_of[profile, skill, goal]` is an index into `problems`, -1 where the profile does not have the goal.
    """

    domain: Domain
    profiles: tuple[Profile, ...]
    problems: tuple[Problem, ...]
    problem_of: NDArray[np.int32]

    @classmethod
    def build(cls, domain: Domain, profiles: Sequence[Profile]) -> "Mind":
        """Cut each profile's goals down to what matters; equal problems are shared."""
        problems: dict[object, int] = {}
        same: dict[object, int] = {}
        found: list[Problem] = []
        problem_of = np.full((len(profiles), len(SKILLS), len(domain.goals)), -1, np.int32)
        for row, profile in enumerate(profiles):
            for skill in range(len(SKILLS)):
                allowed = profile.allowed(domain, skill)
                can = tuple(allowed.items())
                for goal, _ in profile.goals:
                    number = same.get((goal, can))
                    if number is None:
                        cut = CLOSURES.problem(domain, goal, allowed, can)
                        number = same[goal, can] = problems.setdefault(cut.key, len(found))
                        if number == len(found):
                            found.append(cut)
                    problem_of[row, skill, goal] = number
        return cls(domain, tuple(profiles), tuple(found), problem_of)

    @cached_property
    def problem_set(self) -> ProblemSet:
        """The problems as kernels take them."""
        return ProblemSet(self.problems)

    def table(self, number: int) -> PolicyTable | None:
        """The problem's policy table, or None when it is too wide for one."""
        return self.problem_set.table(number)

    def statics(self) -> dict[str, Array]:
        """Every static column of planning, and `act_<name>` and `fact_<name>` for the whole domain."""
        columns: dict[str, Array] = {}
        for number, action in enumerate(self.domain.actions):
            columns[f"act_{action.name}"] = np.array([number], np.int32)
        for bit, fact in enumerate(self.domain.facts):
            columns[f"fact_{fact.name}"] = fact_words(bit)
        return columns | self._goals() | self.problem_set.columns

    def _goals(self) -> dict[str, Array]:
        domain = self.domain
        weight = np.zeros((len(self.profiles), len(domain.goals)), np.float32)
        for row, profile in enumerate(self.profiles):
            for goal, amount in profile.goals:
                weight[row, goal] = amount
        bonuses = [bonus for goal in domain.goals for bonus in goal.bonuses]
        masks = domain.masks([(condition,) for condition, _ in bonuses])
        return {
            "goal_needs": columns_of(domain.conditions.true),
            "goal_forbids": columns_of(domain.conditions.false),
            "goal_commitment": np.array([goal.commitment for goal in domain.goals], np.float32),
            "bonus_first": _firsts([len(goal.bonuses) for goal in domain.goals]),
            "bonus_needs": columns_of(masks.true),
            "bonus_forbids": columns_of(masks.false),
            "bonus_amount": np.array([amount for _, amount in bonuses], np.float32),
            "profile_weight": weight,
            "profile_problem": self.problem_of,
        }


def _firsts(lengths: Sequence[int]) -> NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int32)


def domain_of(parts: Any) -> Domain:
    """The domain of a collected set of parts (`facts`, `actions`, `goals` by name, and bonuses on goals).

    DomainError for a bonus on a goal that does not exist.
    """
    named: Sequence[Mapping[str, Any]] = (parts.facts, parts.actions, parts.goals)
    facts, actions, goals = (kind.values() for kind in named)
    more: dict[str, list[tuple[Condition, float]]] = {}
    bonuses: Mapping[str, GoalBonus] = parts.of("goal_bonus")
    for bonus in bonuses.values():
        if bonus.goal not in parts.goals:
            known = nearest(bonus.goal, parts.goals)
            raise DomainError(f"goal bonus {bonus.name!r}: there is no goal {bonus.goal!r}; {known}")
        more.setdefault(bonus.goal, []).append((bonus.when, bonus.amount))
    return Domain.build(
        facts, actions, (replace(goal, bonuses=(*goal.bonuses, *more.get(goal.name, ()))) for goal in goals)
    )
