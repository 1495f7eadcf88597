"""A policy table is filled in the order of weights: each state waits once, and moves up when a cheaper way is found."""

from random import Random

import numpy as np
import pytest

from engine.ai.goap.domain import Domain, holds
from engine.ai.goap.kernels import dense
from engine.ai.goap.planner.policy import REACHED, UNREACHABLE, build_table, weight_of
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal
from engine.world.kernel import plain_twin
from tests.engine.ai.goap.puzzles import everything, moves

RISE, SINK = plain_twin(dense.rise), plain_twin(dense.sink)


@pytest.mark.parametrize("seed", range(12))
def test_states_leave_by_weight_also_where_it_falls_while_they_wait(seed: int):
    chance, count = Random(seed), 60
    weight = [chance.randint(0, 40) for _ in range(count)]
    heap, place_of = np.full(count, -1, np.int32), np.full(count, -1, np.int32)
    waiting = chance.sample(range(count), count)
    for size, state in enumerate(waiting):
        heap[size], place_of[state] = state, size
        RISE(heap, place_of, size, weight)
    while waiting:
        for state in chance.sample(waiting, min(3, len(waiting)) if seed % 2 else 0):
            weight[state] = chance.randint(0, weight[state])
            RISE(heap, place_of, place_of[state], weight)
        assert heap[place_of[waiting]].tolist() == waiting
        gone = int(heap[0])
        assert weight[gone] == min(weight[state] for state in waiting)
        waiting.remove(gone)
        if waiting:
            heap[0] = heap[len(waiting)]
            SINK(heap, place_of, len(waiting), weight)


def test_a_cheaper_way_to_every_state_takes_the_place_of_a_dearer_one():
    # given two ways from everywhere to the goal, of which the dear one is looked at first
    facts = [Fact(f"fact_{number}", "A fact.") for number in range(7)]
    none = tuple(~fact for fact in facts)
    ways = [Action("a_dear", "Dear.", (), none, 2.0), Action("b_cheap", "Cheap.", (), none, 1.0)]
    table = build_table(everything(Domain.build(facts, ways, [Goal("none", "None.", wants=none)])))

    assert table.first.tolist() == [REACHED] + [1] * 127
    assert table.weight.tolist() == [0] + [weight_of(1000)] * 127


def test_of_ways_that_cost_the_same_the_first_name_is_taken():
    facts = [Fact(f"fact_{number}", "A fact.") for number in range(3)]
    ways = [Action(name, "All at once.", (), tuple(facts), 1.0) for name in ("b", "a", "c")]
    table = build_table(everything(Domain.build(facts, ways, [Goal("all", "All.", wants=tuple(facts))])))

    assert table.first.tolist() == [0] * 7 + [REACHED]


@pytest.mark.parametrize("seed", range(10))
def test_each_state_has_the_least_weight_that_leads_to_the_goal(seed: int):
    chance = Random(seed)
    facts = [Fact(f"fact_{number}", "A fact.") for number in range(6)]

    def some(count: int) -> tuple[Condition, ...]:
        return tuple(fact if chance.random() < 0.5 else ~fact for fact in chance.sample(facts, count))

    acts = [
        Action(f"act_{n:02}", "Act.", some(chance.randint(1, 3)), some(chance.randint(1, 2)), chance.randint(1, 40) / 4)
        for n in range(16)
    ]
    domain = Domain.build(facts, acts, [Goal("goal", "Goal.", wants=some(3))])
    cut = everything(domain)
    table = build_table(cut)
    weights = {state: 0 if holds(state, cut.want_true, cut.want_false) else UNREACHABLE for state in range(64)}
    firsts: dict[int, list[int]] = {}
    for _ in range(64):
        for state, weight in weights.items():
            ways = [(weights[there] + weight_of(cut.cost_of[act]), act) for act, there in moves(domain, state)
                    if act in cut.cost_of and weights[there] < UNREACHABLE]  # fmt: skip
            if weight and ways:
                weights[state] = min(ways)[0]
                firsts[state] = [act for way, act in ways if way == weights[state]]
    for state, weight in weights.items():
        assert table.weight[table.index(state)] == weight
        if 0 < weight < UNREACHABLE:
            assert table.first[table.index(state)] == min(firsts[state])


def test_a_cheap_way_round_is_known_before_what_lies_behind_it():
    # given a dear way straight to the end, which is found first, and a cheap one round by another place
    end, here, near, far = (Fact(name, name) for name in ("a_end", "b_here", "c_near", "d_far"))

    def go(name: str, one: Fact, other: Fact, cost: float) -> Action:
        rest = tuple(~fact for fact in (end, here, near, far) if fact not in (one, other))
        return Action(name, "Go.", (one, ~other, *rest), (~one, other), cost)

    ways = [go("a", here, end, 10.0), go("b", near, end, 1.0), go("c", here, near, 1.0), go("d", far, here, 1.0)]
    goal = Goal("goal", "At the end.", wants=(end, ~here, ~near, ~far))
    domain = Domain.build((end, here, near, far), ways, [goal])
    table = build_table(everything(domain))

    at = [table.index(domain.state((fact,))) for fact in (end, near, here, far)]
    assert table.weight[at].tolist() == [steps * weight_of(1000) for steps in range(4)]
    assert table.first[at].tolist() == [REACHED, 1, 2, 3]
