"""Tables: a domain and its profiles as the static columns that the planning systems read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import Domain
from engine.ai.goap.policy import DENSE_BITS, TABLES, PolicyTable
from engine.ai.goap.profiles import Profile
from engine.ai.goap.relevance import Problem, problem
from engine.ai.goap.search import SearchArrays
from engine.ai.goap.vocabulary import SKILLS
from engine.ai.goap.words import columns_of, fact_words

Array: TypeAlias = NDArray[Any]


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
        found: list[Problem] = []
        problem_of = np.full((len(profiles), len(SKILLS), len(domain.goals)), -1, np.int32)
        for row, profile in enumerate(profiles):
            for skill in range(len(SKILLS)):
                allowed = profile.allowed(domain, skill)
                for goal, _ in profile.goals:
                    cut = problem(domain, goal, allowed)
                    number = problems.setdefault(cut.key, len(found))
                    if number == len(found):
                        found.append(cut)
                    problem_of[row, skill, goal] = number
        return cls(domain, tuple(profiles), tuple(found), problem_of)

    def table(self, number: int) -> PolicyTable | None:
        """The problem's policy table, or None when it is too wide for one."""
        found = self.problems[number]
        return TABLES.table(found) if found.mask.bit_count() <= DENSE_BITS else None

    def statics(self) -> dict[str, Array]:
        """Every static column of planning, and `act_<name>` and `fact_<name>` for the whole domain."""
        columns: dict[str, Array] = {}
        for number, action in enumerate(self.domain.actions):
            columns[f"act_{action.name}"] = np.array([number], np.int32)
        for bit, fact in enumerate(self.domain.facts):
            columns[f"fact_{fact.name}"] = fact_words(bit)
        return columns | self._goals() | self._policies() | self._steps()

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
            "problem_bit_first": _firsts([len(cut.bits) for cut in self.problems]),
            "problem_bit": np.array([bit for cut in self.problems for bit in cut.bits], np.uint64),
            "problem_needs": np.array([cut.pack(cut.want_true) for cut in self.problems], np.uint64),
            "problem_forbids": np.array([cut.pack(cut.want_false) for cut in self.problems], np.uint64),
        }

    def _policies(self) -> dict[str, Array]:
        tables = [self.table(number) for number in range(len(self.problems))]
        base = np.full(len(tables), -1, np.int64)
        start = 0
        for number, table in enumerate(tables):
            if table is not None:
                base[number] = start
                start += len(table.first)
        return {
            "policy_base": base,
            "policy": _joined([table.first for table in tables if table is not None], np.int16),
        }

    def _steps(self) -> dict[str, Array]:
        wide = [
            SearchArrays.of(cut) if self.table(number) is None else None for number, cut in enumerate(self.problems)
        ]
        some = [arrays for arrays in wide if arrays is not None]
        return {
            "step_first": _firsts([0 if arrays is None else len(arrays.weights) for arrays in wide]),
            "step_action": np.array([action for arrays in some for action in arrays.problem.actions], np.int32),
            "step_weight": _joined([arrays.weights for arrays in some], np.int64),
            "step_needs": _joined([arrays.needs_true for arrays in some], np.uint64),
            "step_forbids": _joined([arrays.needs_false for arrays in some], np.uint64),
            "step_adds": _joined([arrays.adds for arrays in some], np.uint64),
            "step_removes": _joined([arrays.removes for arrays in some], np.uint64),
            "need_first": _firsts([n for arrays in some for n in np.diff(arrays.need_first).tolist()]),
            "need_literal": _joined([arrays.need_literal for arrays in some], np.int32),
            "give_first": _firsts([n for arrays in some for n in np.diff(arrays.give_first).tolist()]),
            "give_literal": _joined([arrays.give_literal for arrays in some], np.int32),
        }


def _firsts(lengths: Sequence[int]) -> NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int32)


def _joined(arrays: Sequence[Array], dtype: Any) -> Array:
    return np.concatenate(arrays).astype(dtype) if arrays else np.zeros(0, dtype)


def domain_of(parts: Any) -> Domain:
    """The domain of a collected set of parts (`facts`, `actions`, `goals` by name)."""
    named: Sequence[Mapping[str, Any]] = (parts.facts, parts.actions, parts.goals)
    facts, actions, goals = (kind.values() for kind in named)
    return Domain.build(facts, actions, goals)
