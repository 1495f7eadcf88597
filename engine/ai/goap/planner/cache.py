"""A plan cache that cannot change an answer: hit or miss, the same plan for the same state."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import TypeAlias

from engine.ai.goap.domain import holds
from engine.ai.goap.kernels.astar import NODE_CAP
from engine.ai.goap.planner.relevance import PlanResult, Problem
from engine.ai.goap.planner.search import SearchArrays

Key: TypeAlias = tuple[int, str]


def replayed_cost(problem: Problem, state: int, actions: Iterable[int]) -> int | None:
    """What the actions cost in turn from `state`, in thousandths; None when one is impossible or the goal is missed."""
    domain, total = problem.domain, 0
    for action in actions:
        cost = problem.cost_of.get(action)
        if cost is None or not holds(state, domain.needs.true[action], domain.needs.false[action]):
            return None
        state = (state | domain.gives.true[action]) & ~domain.gives.false[action]
        total += cost
    return total if holds(state, problem.want_true, problem.want_false) else None


def is_valid(problem: Problem, state: int, plan: PlanResult) -> bool:
    """Whether a plan can be carried out from `state`, reaches the goal, and costs what it says."""
    return plan.verdict == "plan" and replayed_cost(problem, state, plan.actions) == plan.cost


class PlanCache:
    """Plans by (state masked to what is relevant, problem key); the key follows from goal, actions and domain version.

    So a plan of a domain that was edited since is never found. What is found is simulated again before it is handed
    out; a plan that no longer holds is counted in `invalid` and searched anew. The least recently used are dropped.
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
        if result is not None and (result.verdict != "plan" or is_valid(arrays.problem, state, result)):
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
