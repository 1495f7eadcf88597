"""Policy tables: for a goal with few relevant facts, the first action of the best plan from every state."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import I64, holds
from engine.ai.goap.kernels import dense, verdicts
from engine.ai.goap.planner.relevance import PlanResult, Problem

DENSE_BITS: Final = 16
"""Goals with at most this many relevant facts get a table; wider ones are searched."""

STEP_WEIGHT: Final = 1 << 17
"""A plan's weight is cost * STEP_WEIGHT + steps, so that the cheaper plan wins and among equals the shorter one.

No best plan has as many steps: the states of a table are fewer, and so are the subgoals of a search.
"""

UNREACHABLE: Final = dense.UNREACHABLE
NO_PLAN: Final = -verdicts.NONE
REACHED: Final = -verdicts.REACHED

Actions: TypeAlias = NDArray[np.int16]

_KERNELS: Any = dense


@dataclass(frozen=True)
class PolicyTable:
    """`first[index]` is an action id, NO_PLAN or REACHED; `weight[index]` is the best plan's weight.

    The index packs the relevant bits of a state, lowest first.
    """

    bits: tuple[int, ...]
    first: Actions
    weight: I64

    def index(self, state: int) -> int:
        """Where a state stands in the table."""
        return sum((state >> bit & 1) << place for place, bit in enumerate(self.bits))

    @property
    def nbytes(self) -> int:
        """Bytes of both arrays."""
        return self.first.nbytes + self.weight.nbytes


def weight_of(cost: int) -> int:
    """The weight of one step that costs `cost` thousandths."""
    return cost * STEP_WEIGHT + 1


def build_table(problem: Problem) -> PolicyTable:
    """The best plan from each of the 2**n relevant states, all in one call; equal weights go to the lower action id.

    ValueError when the problem has more than DENSE_BITS relevant facts.
    """
    bits = problem.bits
    if len(bits) > DENSE_BITS:
        raise ValueError(f"{len(bits)} relevant facts; a table holds {DENSE_BITS}.")
    needs, gives, pack = problem.domain.needs, problem.domain.gives, problem.pack
    moves: list[tuple[int, ...]] = [
        _KERNELS.backwards(*(pack(mask[action]) for mask in (needs.true, needs.false, gives.true, gives.false)), action)
        for action in problem.actions
    ]
    weight, first = np.empty(1 << len(bits), np.int64), np.empty(1 << len(bits), np.int16)
    _KERNELS.fill_table(
        pack(problem.want_true),
        pack(problem.want_false),
        np.array(moves, np.int64).reshape(-1, 6),
        np.array([weight_of(cost) for cost in problem.costs], np.int64),
        weight,
        first,
    )
    return PolicyTable(bits, first, weight)


def follow(table: PolicyTable, problem: Problem, state: int) -> PlanResult:
    """The whole plan that a table's first actions make up from a state; facts that do not matter are ignored."""
    actions: list[int] = []
    needs, gives = problem.domain.needs, problem.domain.gives
    while (action := int(table.first[table.index(state)])) >= 0:
        assert holds(state, needs.true[action], needs.false[action])
        actions.append(action)
        state = (state | gives.true[action]) & ~gives.false[action]
    if action == NO_PLAN:
        return PlanResult("none")
    return PlanResult("plan", tuple(actions), sum(problem.cost_of[action] for action in actions))


class TableStore:
    """Built tables by problem key, so that compiling a scene again costs nothing; the least used are dropped."""

    def __init__(self, limit: int = 256) -> None:
        self.limit = limit
        self._tables: OrderedDict[object, PolicyTable] = OrderedDict()

    def table(self, problem: Problem) -> PolicyTable:
        """The problem's table, built on first use."""
        table = self._tables.get(problem.key)
        if table is None:
            table = self._tables[problem.key] = build_table(problem)
            if len(self._tables) > self.limit:
                self._tables.popitem(last=False)
        self._tables.move_to_end(problem.key)
        return table


TABLES: Final = TableStore()
"""Shared by every scene of this process; a table depends on nothing but its key."""
