"""Search: the best plan for one goal from one state, by A* over the goal's relevant facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import I64, DomainError
from engine.ai.goap.kernels.astar import CAPPED, LONGEST_PLAN, NO_PLAN, NODE_CAP, SMALL_CAP
from engine.ai.goap.kernels.astar import search as _search  # pyright: ignore[reportUnknownVariableType]
from engine.ai.goap.kernels.heuristic import FALSE_OFFSET
from engine.ai.goap.policy import weight_of
from engine.ai.goap.relevance import PlanResult, Problem
from engine.ai.goap.words import U64, WORD_BITS

I32: TypeAlias = NDArray[np.int32]


def literal_numbers(true: int, false: int) -> list[int]:
    """The literals of two words as numbers: bit for true, FALSE_OFFSET + bit for false."""
    numbers = [bit for bit in range(64) if true >> bit & 1]
    return numbers + [FALSE_OFFSET + bit for bit in range(64) if false >> bit & 1]


def _rows(lists: Iterable[list[int]]) -> tuple[I32, I32]:
    """Lists of numbers as (first (n + 1,), values): row k is values[first[k]:first[k + 1]]."""
    first, values = [0], list[int]()
    for entries in lists:
        values += entries
        first.append(len(values))
    return np.array(first, np.int32), np.array(values, np.int32)


@dataclass(frozen=True)
class SearchArrays:
    """A problem as the kernel takes it; step k stands for problem.actions[k]."""

    problem: Problem
    weights: I64
    needs_true: U64
    needs_false: U64
    adds: U64
    removes: U64
    need_first: I32
    need_literal: I32
    give_first: I32
    give_literal: I32

    @classmethod
    def of(cls, problem: Problem) -> "SearchArrays":
        """Cut the domain down to the problem, on its own bits; effects that do not matter are left out.

        DomainError for a goal with more relevant facts than one word.
        """
        if len(problem.bits) > WORD_BITS:
            raise DomainError(
                f"goal {problem.domain.goals[problem.goal].name!r}: {len(problem.bits)} facts matter on the way to it; "
                f"a search holds {WORD_BITS}. Give the agent fewer actions, or let one fact stand for several."
            )
        needs, gives = problem.domain.needs, problem.domain.gives
        true, false, adds, removes = (
            [problem.pack(masks[action]) for action in problem.actions]
            for masks in (needs.true, needs.false, gives.true, gives.false)
        )
        need_first, need_literal = _rows(literal_numbers(t, f) for t, f in zip(true, false, strict=True))
        give_first, give_literal = _rows(literal_numbers(t, f) for t, f in zip(adds, removes, strict=True))
        return cls(
            problem,
            np.array([weight_of(cost) for cost in problem.costs], np.int64),
            *(np.array(words, np.uint64) for words in (true, false, adds, removes)),
            need_first, need_literal, give_first, give_literal,
        )  # fmt: skip

    @cached_property
    def wants(self) -> tuple[np.uint64, np.uint64]:
        """The goal's two words."""
        pack = self.problem.pack
        return np.uint64(pack(self.problem.want_true)), np.uint64(pack(self.problem.want_false))

    def find(self, state: int, node_cap: int = NODE_CAP, small_cap: int = SMALL_CAP) -> PlanResult:
        """The best plan from a state (of any facts; those that do not matter are ignored)."""
        plan = np.empty(LONGEST_PLAN, np.int32)
        length: int = _search(
            np.uint64(self.problem.pack(state)), *self.wants, self.weights, self.needs_true,
            self.needs_false, self.adds, self.removes, self.need_first, self.need_literal, self.give_first,
            self.give_literal, small_cap, node_cap, plan,
        )  # fmt: skip
        if length == NO_PLAN:
            return PlanResult("none")
        if length == CAPPED:
            return PlanResult("capped")
        steps = [int(step) for step in plan[:length]]
        return PlanResult(
            "plan", tuple(self.problem.actions[step] for step in steps), sum(self.problem.costs[step] for step in steps)
        )
