"""Search: the best plan for one goal from one state, by A* over the goal's relevant facts."""

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from engine.ai.goap.kernels import astar
from engine.ai.goap.kernels.astar import GAVE_UP, NO_PLAN, NODE_CAP, SMALL_CAP
from engine.ai.goap.kernels.problems import ACTION
from engine.ai.goap.planner.encoding import Encoder, ProblemArrays
from engine.ai.goap.planner.relevance import PlanResult, Problem
from engine.ai.goap.words import words_of

Room: TypeAlias = tuple[Any, ...]

_KERNELS: Any = astar


class _Rooms(threading.local):
    """What this thread searches in, kept from one search to the next."""

    def __init__(self) -> None:
        self.cap, self.room, self.plan = 0, (), np.empty(0, np.int32)

    def of(self, node_cap: int) -> Room:
        """Room for so many subgoals; a plan is never longer."""
        if node_cap > self.cap:
            self.cap, self.room = node_cap, _KERNELS.search_room.py_func(node_cap)
            self.plan = np.empty(node_cap, np.int32)
        return self.room


_ROOMS = _Rooms()
_WITHOUT_PLAN = {NO_PLAN: PlanResult("none"), GAVE_UP: PlanResult("capped")}


@dataclass(frozen=True)
class SearchArrays:
    """A problem as the kernel takes it."""

    problem: Problem
    arrays: ProblemArrays

    @classmethod
    def of(cls, problem: Problem) -> "SearchArrays":
        """Cut the domain down to the problem, on its own literals. DomainError for a goal that is too wide."""
        encoder = Encoder()
        encoder.add(problem, is_searched=True)
        return cls(problem, encoder.arrays())

    @cached_property
    def _columns(self) -> tuple[Any, ...]:
        found = self.arrays
        return (
            found.problem_word, found.problem_first, found.problem_literal, found.step_weight, found.step_word,
            found.step_number, found.step_link,
        )  # fmt: skip

    @cached_property
    def _steps(self) -> tuple[list[int], list[int]]:
        """Action id and cost of each step."""
        actions: list[int] = self.arrays.step_number[:-1, ACTION].tolist()
        return actions, [self.problem.cost_of[action] for action in actions]

    def find(self, state: int, node_cap: int = NODE_CAP, small_cap: int = SMALL_CAP) -> PlanResult:
        """The best plan from a state (of any facts; those that do not matter are ignored)."""
        low, high = words_of(state)
        room, plan = _ROOMS.of(node_cap), _ROOMS.plan
        length: int = _KERNELS.search_once(
            np.uint64(low), np.uint64(high), *self._columns, small_cap, node_cap, *room, plan
        )
        if length < 0:
            return _WITHOUT_PLAN[length]
        actions, costs = self._steps
        steps: list[int] = plan[:length].tolist()
        return PlanResult("plan", tuple([actions[step] for step in steps]), sum([costs[step] for step in steps]))
