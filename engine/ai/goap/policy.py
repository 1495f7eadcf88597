"""Policy tables: for a goal with few relevant facts, the first action of the best plan from every state."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import I64, holds
from engine.ai.goap.kernels import verdicts
from engine.ai.goap.relevance import PlanResult, Problem

DENSE_BITS: Final = 16
"""Goals with at most this many relevant facts get a table; wider ones are searched."""

STEP_WEIGHT: Final = 1 << 17
"""A plan's weight is cost * STEP_WEIGHT + steps, so that the cheaper plan wins and among equals the shorter one.

No best plan has as many steps: the states of a table are fewer, and so are the subgoals of a search.
"""

UNREACHABLE: Final = 1 << 60
NO_PLAN: Final = -verdicts.NONE
REACHED: Final = -verdicts.REACHED

Actions: TypeAlias = NDArray[np.int16]


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
    """Bellman sweeps over the 2**n relevant states until nothing improves; equal weights go to the lower action id.

    ValueError when the problem has more than DENSE_BITS relevant facts.
    """
    bits = problem.bits
    if len(bits) > DENSE_BITS:
        raise ValueError(f"{len(bits)} relevant facts; a table holds {DENSE_BITS}.")
    states = np.arange(1 << len(bits), dtype=np.int32)
    want_true, want_false = problem.pack(problem.want_true), problem.pack(problem.want_false)
    reached = ((states & want_true) == want_true) & ((states & want_false) == 0)
    weight = np.where(reached, np.int64(0), np.int64(UNREACHABLE))
    domain = problem.domain
    steps: list[tuple[int, NDArray[np.int32], NDArray[np.int32], int]] = []
    for action, cost in zip(problem.actions, problem.costs, strict=True):
        true, false = problem.pack(domain.needs.true[action]), problem.pack(domain.needs.false[action])
        adds, removes = problem.pack(domain.gives.true[action]), problem.pack(domain.gives.false[action])
        possible = ((states & true) == true) & ((states & false) == 0) & ~reached
        start = states[possible]
        after = (start | adds) & ~np.int32(removes)
        changes = after != start
        steps.append((action, start[changes], after[changes], weight_of(cost)))
    improved = True
    while improved:
        improved = False
        for _, start, after, step in steps:
            through = weight[after] + step
            better = through < weight[start]
            if better.any():
                weight[start[better]] = through[better]
                improved = True
    first = np.where(reached, np.int16(REACHED), np.int16(NO_PLAN))
    for action, start, after, step in reversed(steps):
        best = (weight[after] + step == weight[start]) & (weight[start] < UNREACHABLE)
        first[start[best]] = action
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
    cost = dict(zip(problem.actions, problem.costs, strict=True))
    return PlanResult("plan", tuple(actions), sum(cost[action] for action in actions))


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
