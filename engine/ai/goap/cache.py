"""A plan cache that cannot change an answer: hit or miss, the same plan for the same state."""

from collections import OrderedDict
from typing import TypeAlias

from engine.ai.goap.domain import holds
from engine.ai.goap.kernels.astar import NODE_CAP
from engine.ai.goap.relevance import PlanResult, Problem
from engine.ai.goap.search import SearchArrays

Key: TypeAlias = tuple[int, object]


def is_valid(problem: Problem, state: int, actions: tuple[int, ...]) -> bool:
    """Whether each action is possible in turn from `state` and the last one reaches the goal."""
    domain = problem.domain
    for action in actions:
        if not holds(state, domain.needs.true[action], domain.needs.false[action]):
            return False
        state = (state | domain.gives.true[action]) & ~domain.gives.false[action]
    return holds(state, problem.want_true, problem.want_false)


class PlanCache:
    """Plans by (state masked to what is relevant, problem key); the problem key holds the domain version.

    A cached plan is simulated again before it is handed out. The least recently used entries are dropped.
    """

    def __init__(self, limit: int = 4096, node_cap: int = NODE_CAP) -> None:
        self.limit, self.node_cap = limit, node_cap
        self.hits = self.misses = self.invalid = 0
        self._plans: OrderedDict[Key, PlanResult] = OrderedDict()

    def __len__(self) -> int:
        return len(self._plans)

    def find(self, arrays: SearchArrays, state: int) -> PlanResult:
        """The best plan from a state, remembered or searched."""
        key = (state & arrays.problem.mask, arrays.problem.key)
        result = self._plans.get(key)
        if result is not None and (result.verdict != "plan" or is_valid(arrays.problem, state, result.actions)):
            self.hits += 1
            self._plans.move_to_end(key)
            return result
        self.invalid += result is not None
        self.misses += 1
        result = self._plans[key] = arrays.find(state, self.node_cap)
        self._plans.move_to_end(key)
        if len(self._plans) > self.limit:
            self._plans.popitem(last=False)
        return result
