"""Domains for tests of the planner: random ones, tokens on a graph, sliding tiles; and a plain Dijkstra to compare."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain, holds
from engine.ai.goap.kernels.astar import NODE_CAP
from engine.ai.goap.kernels.verdicts import NAMES
from engine.ai.goap.planner.batch import ProblemSet
from engine.ai.goap.planner.relevance import PlanResult, Problem, problem
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal
from engine.ai.goap.words import columns_of

COSTS = (0.5, 1.0, 1.0, 1.5, 2.0)


def everything(domain: Domain, goal: int = 0) -> Problem:
    """A goal's problem for an agent that has every action at its own cost."""
    return problem(domain, goal, dict(enumerate(int(cost) for cost in domain.costs)))


def moves(domain: Domain, state: int) -> Iterable[tuple[int, int]]:
    """Each action that is possible in a state, and what it leads to."""
    for action in range(len(domain.actions)):
        if holds(state, domain.needs.true[action], domain.needs.false[action]):
            yield action, (state | domain.gives.true[action]) & ~domain.gives.false[action]


def dijkstra(domain: Domain, state: int, goal: int = 0) -> PlanResult:
    """The cheapest plan over every action and every fact; of equals the shortest, then the first by action ids."""
    wanted = domain.wants.true[goal], domain.wants.false[goal]
    heap: list[tuple[int, int, tuple[int, ...], int]] = [(0, 0, (), state)]
    done = set[int]()
    while heap:
        cost, steps, plan, here = heapq.heappop(heap)
        if here in done:
            continue
        done.add(here)
        if holds(here, *wanted):
            return PlanResult("plan", plan, cost)
        for action, there in moves(domain, here):
            if there not in done:
                heapq.heappush(heap, (cost + int(domain.costs[action]), steps + 1, (*plan, action), there))
    return PlanResult("none")


def first_of(result: PlanResult) -> tuple[str, int]:
    """What a batch says of a plan."""
    if result.verdict == "plan" and not result.actions:
        return "reached", -1
    return result.verdict, result.actions[0] if result.actions else -1


def in_batch(
    domain: Domain, states: list[int], node_cap: int = NODE_CAP, *, tabled: bool = False
) -> list[tuple[str, int]]:
    """What a batch says of several states."""
    found = ProblemSet((everything(domain),), is_tabled=tabled).solve_all(
        columns_of(states), np.zeros(len(states), np.int32), node_cap
    )
    return [(NAMES[verdict], int(first)) for verdict, first in zip(found.verdict, found.first, strict=True)]


@st.composite
def random_domains(draw: st.DrawFn, bits: Sequence[int], room: int = 0) -> Domain:
    """A few actions over the facts of these numbers, with and without negations; `room` facts exist."""
    facts = [Fact(f"fact_{number:03}", "A fact.") for number in range(max(room, 1 + max(bits)))]

    def conditions(least: int, most: int) -> tuple[Condition, ...]:
        chosen = draw(st.lists(st.sampled_from(bits), min_size=least, max_size=most, unique=True))
        return tuple(facts[bit] if draw(st.booleans()) else ~facts[bit] for bit in chosen)

    actions = [
        Action(f"action_{n:02}", "A.", conditions(0, 3), conditions(1, 3), draw(st.sampled_from(COSTS)))
        for n in range(draw(st.integers(1, 12)))
    ]
    return Domain.build(facts, actions, [Goal("goal", "G.", wants=conditions(1, 3))])


def wanting_more(domain: Domain, count: int) -> Domain:
    """The same domain with a goal that wants further facts as well, which no action touches and which come first."""
    more = [Fact(f"a_{number:03}", "Holds already.") for number in range(count)]
    goals = [replace(goal, wants=(*more, *goal.wants)) for goal in domain.goals]
    return Domain.build([*more, *domain.facts], domain.actions, goals)


def widened(domain: Domain, count: int, after: int) -> Domain:
    """The same with further facts between the fact of a number and the next, so that literals lie in both words."""
    more = [Fact(f"{domain.facts[after].name}_{number:03}", "Holds already.") for number in range(count)]
    goals = [replace(goal, wants=(*more, *goal.wants)) for goal in domain.goals]
    return Domain.build([*more, *domain.facts], domain.actions, goals)


def widened_state(state: int, count: int, after: int) -> int:
    """A state of a domain as one of the widened one, in which the further facts hold."""
    low = (1 << after + 1) - 1
    return state & low | (1 << count) - 1 << after + 1 | (state & ~low) << count


@st.composite
def token_domains(draw: st.DrawFn, nodes: int = 90) -> Domain:
    """A token walks a graph of many places, some ways need a switch to be on: many facts, few states, many cycles."""
    at = [Fact(f"at_{number:03}", "There.") for number in range(nodes)]
    switches = [Fact(f"switch_{number}", "On.") for number in range(3)]
    place = st.integers(0, nodes - 1)
    ways = [(n, n + 1) for n in range(nodes - 1)] + draw(st.lists(st.tuples(place, place), min_size=30, max_size=40))
    actions: list[Action] = []
    for number, (here, there) in enumerate(pair for pair in ways if pair[0] != pair[1]):
        gate = draw(st.sampled_from([None, None, None, *switches, *(~each for each in switches)]))
        needs = (at[here],) if gate is None else (at[here], gate)
        actions.append(Action(f"go_{number:03}", "Go.", needs, (~at[here], at[there]), draw(st.sampled_from(COSTS))))
    for number, switch in enumerate(switches):
        where = at[draw(place)]
        actions.append(Action(f"on_{number}", "On.", (where, ~switch), (switch,)))
        actions.append(Action(f"off_{number}", "Off.", (where, switch), (~switch,)))
    wants = (at[draw(place)], draw(st.sampled_from([*switches, *(~each for each in switches)])))
    return Domain.build([*at, *switches], actions, [Goal("arrive", "Arrive.", wants=wants)])


class Tiles:
    """Sliding tiles: each move can be undone, and half of all orders cannot be reached from the other half."""

    def __init__(self, width: int, height: int, *more: Action) -> None:
        self.cells = list(product(range(height), range(width)))
        tiles = range(len(self.cells))  # tile 0 is the gap
        self.at = {(t, c): Fact(f"t{t}_{c[0]}{c[1]}", "There.") for t in tiles for c in self.cells}
        steps = [(a, b) for a in self.cells for b in self.cells if abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1]
        actions = [self._move(tile, a, b) for tile in tiles[1:] for a, b in steps]
        wants = tuple(self.at[tile, cell] for tile, cell in zip(tiles, self.cells, strict=True))
        self.domain = Domain.build(self.at.values(), [*actions, *more], [Goal("solved", "In order.", wants=wants)])

    def _move(self, tile: int, a: tuple[int, int], b: tuple[int, int]) -> Action:
        at, name = self.at, f"t{tile}_{a[0]}{a[1]}_{b[0]}{b[1]}"
        return Action(name, "Slide.", (at[tile, a], at[0, b]), (~at[tile, a], at[tile, b], ~at[0, b], at[0, a]))

    def state(self, order: Sequence[int]) -> int:
        """The state in which the cells, row by row, hold these tiles."""
        return self.domain.state(self.at[tile, cell] for tile, cell in zip(order, self.cells, strict=True))
