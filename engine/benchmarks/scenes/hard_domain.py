"""A hard planning domain for benchmarks: 64 facts, 120 actions, 60 goals, chained so that plans grow long."""

import random
from functools import cache

from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.batch import ProblemSet
from engine.ai.goap.planner.relevance import problem
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal, Literal

FACTS, ACTIONS, GOALS = 64, 120, 60
SEED = 1
REACH = 16
"""An action needs facts from at most so many numbers below the one that it gives."""


@cache
def hard_set() -> ProblemSet:
    """One problem for each goal, over every action. Drawn by a seed, so the same everywhere."""
    draw = random.Random(SEED)
    facts = [Fact(f"fact_{number:02}", "A fact.") for number in range(FACTS)]
    actions = [_action(number, facts, draw) for number in range(ACTIONS)]
    goals: list[Goal] = []
    for number in range(GOALS):
        wanted = sorted({number, *(draw.randrange(FACTS) for _ in range(draw.randint(0, 2)))})
        goals.append(Goal(f"goal_{number:02}", "A goal.", wants=tuple(facts[bit] for bit in wanted)))
    domain = Domain.build(facts, actions, goals)
    allowed = dict(enumerate(int(cost) for cost in domain.costs))
    return ProblemSet(tuple(problem(domain, goal, allowed) for goal in range(GOALS)), is_tabled=False)


@cache
def hard_problems() -> tuple[SearchArrays, ...]:
    """The same problems, each on its own."""
    return tuple(SearchArrays.of(cut) for cut in hard_set().problems)


def _action(number: int, facts: list[Fact], draw: random.Random) -> Action:
    given = draw.randrange(4, FACTS)
    below = sorted({draw.randrange(max(0, given - REACH), given) for _ in range(draw.randint(1, 3))})
    needs = tuple(facts[bit] if draw.random() < 0.85 else ~facts[bit] for bit in below)
    gives: dict[Fact, Condition] = {facts[given]: facts[given]}
    for chance, truth in ((0.5, False), (0.3, True)):
        if draw.random() < chance:
            other = facts[draw.randrange(FACTS)]
            gives.setdefault(other, Literal(other, truth))
    cost = draw.choice([1.0, 1.5, 2.0, 3.0, 4.0])
    return Action(f"action_{number:03}", "An action.", needs, tuple(gives.values()), cost)


def _questions(count: int) -> list[tuple[int, int]]:
    draw = random.Random(SEED + 1)
    return [
        (draw.randrange(GOALS), sum(1 << bit for bit in range(FACTS) if draw.random() < 0.35)) for _ in range(count)
    ]


def hard_states(count: int) -> list[tuple[SearchArrays, int]]:
    """`count` questions: a goal's problem and a state in which about a third of the facts are true."""
    problems = hard_problems()
    return [(problems[goal], state) for goal, state in _questions(count)]
