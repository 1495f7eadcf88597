"""What planning within a budget owes, reckoned the plain way, and the planning system broken in one place."""

import inspect
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

import engine.ai.planning.planning as module
from engine.ai.goap.words import columns_of, state_of
from engine.ai.planning.planning import planning
from engine.ai.planning.stats import planning_stats
from engine.ai.thinking import THINK_TICKS
from engine.world.kernel import plain_twin
from engine.world.world import World


@dataclass
class Expected:
    """Who has a plan for which facts, and since when each agent waits, by sorting everybody in every tick."""

    budget: int
    agents: int
    tick: int = 0
    facts: list[int] = field(init=False)
    planned: list[int | None] = field(init=False)
    since: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.facts = [0] * self.agents
        self.planned = [None] * self.agents
        self.since = [-1] * self.agents

    def turns(self) -> range:
        """Local ids of those who think in this tick."""
        return range(-self.tick % THINK_TICKS, self.agents, THINK_TICKS)

    def step(self, states: Sequence[int]) -> None:
        """One tick in which those whose turn it is come to believe these states."""
        for k in self.turns():
            self.facts[k] = states[k]
            if self.planned[k] == states[k]:
                self.since[k] = -1
            elif self.since[k] < 0:
                self.since[k] = self.tick
        waiting = sorted((since, k) for k, since in enumerate(self.since) if since >= 0)
        for _, k in waiting[: self.budget]:
            self.planned[k], self.since[k] = self.facts[k], -1
        self.tick += 1

    def check(self, world: World, first: int = 0) -> None:
        """The rows from `first` on stand as expected."""
        rows = range(first, first + self.agents)
        assert world.view["plan_since"][first : first + self.agents].tolist() == self.since
        planned = [
            state_of(world.view, row, "planned_facts") if world.view["planned_skill"][row] >= 0 else None
            for row in rows
        ]
        assert planned == self.planned


def think(world: World, states: Sequence[int], planner: Any = planning) -> None:
    """One tick of planning in which those whose turn it is come to believe these states, lane by lane the same."""
    view = world.view
    for lane in range(world.lanes):
        first, after = view["first"][lane : lane + 2].tolist()
        turn = slice(first + (-int(view["tick"][lane]) % THINK_TICKS), after, THINK_TICKS)
        view["facts"][turn] = columns_of(states[: after - first])[turn.start - first :: THINK_TICKS]
    if planner is planning:
        planning.run(world)
    else:
        with np.errstate(all="ignore"):
            planner(*(view[name] for name in planning.params))
    for lane in range(world.lanes):
        stats = planning_stats(world, lane)
        assert stats.planned <= int(view["plan_budget"][0])
        block = world.rows_of(lane)
        assert stats.waiting == int((view["plan_since"][block] >= 0).sum())
    view["tick"] += np.int32(1)


def broken(*changes: tuple[str, str]) -> Any:
    """The planning system as plain Python with pieces of its text replaced; each must stand in it."""
    text = textwrap.dedent(inspect.getsource(planning.fn))
    text = text[text.index("def planning") :]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    scope = dict(vars(plain_module()))
    exec(compile(text, "<a mutant of planning>", "exec"), scope)
    return scope["planning"]


def plain_module() -> ModuleType:
    """The names that planning sees, with plain Python in place of compiled helpers."""
    made = ModuleType("plain_planning")
    vars(made).update(plain_twin(planning.fn).__globals__)
    assert made.__dict__["NO_ACTION"] == module.NO_ACTION
    return made
