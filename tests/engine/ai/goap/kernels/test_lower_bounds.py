"""The bounds that a search is led by are those of the literature: h-max for literals, h2 for their pairs."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain
from engine.ai.goap.kernels import heuristic, pairs
from engine.ai.goap.kernels.heuristic import FAR
from engine.ai.goap.kernels.problems import FALSE, literals_of
from engine.ai.goap.planner.encoding import Encoder, literals_in, literals_that_matter
from engine.ai.goap.planner.policy import weight_of
from engine.ai.goap.planner.relevance import Problem
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.goap.words import words_of
from engine.world.kernel import plain_twin
from tests.engine.ai.goap.puzzles import everything, random_domains, widened, widened_state

LITERAL_COSTS, PAIR_COSTS = plain_twin(heuristic.literal_costs), plain_twin(pairs.pair_costs)
DEAREST_LITERAL, DEAREST_PAIR = plain_twin(heuristic.dearest_literal), plain_twin(pairs.dearest_pair)
LITERALS_OF, LOWEST = plain_twin(literals_of), plain_twin(heuristic.lowest)
MANY = 128
SOME = (0, 1, 2, 5, 31, 62, 63, 64, 65, 66, 70, 126, 127)
few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

LINKS = [Fact(f"link_{number}", "A link.") for number in range(4)]
BESIDE = everything(
    Domain.build(
        LINKS,
        [Action(f"act_{n}", "Act.", (LINKS[n], ~LINKS[n + 1]), (LINKS[n + 1],)) for n in range(3)],
        [Goal("last", "Last.", wants=(LINKS[3],))],
    )
)


def as_words(numbers) -> tuple[np.uint64, np.uint64]:
    low, high = words_of(sum(1 << number for number in numbers))
    return np.uint64(low), np.uint64(high)


def steps_of(cut: Problem) -> list[tuple[list[int], list[int], int]]:
    """What each action needs and gives, as literals, and its weight."""
    needs, gives = cut.domain.needs, cut.domain.gives
    return [
        (
            literals_in(needs.true[action], needs.false[action]),
            literals_in(gives.true[action], gives.false[action]),
            weight_of(cost),
        )
        for action, cost in zip(cut.actions, cut.costs, strict=True)
    ]


def begin_of(cut: Problem, state: int) -> tuple[list[int], set[int]]:
    """The literals that matter, and those that hold."""
    known = literals_that_matter(cut)
    return known, {each for each in known if bool(state >> (each & (FALSE - 1)) & 1) != (each >= FALSE)}


def expected_literals(cut: Problem, state: int) -> list[int]:
    known, held = begin_of(cut, state)
    cost = {each: 0 if each in held else FAR for each in known}
    for _ in known:
        for needed, given_, weight in steps_of(cut):
            after = min(FAR, weight + max((cost[each] for each in needed), default=0))
            cost |= {each: min(cost[each], after) for each in given_ if each in cost}
    return [cost[each] for each in known]


def expected_pairs(cut: Problem, state: int) -> list[int]:
    known, held = begin_of(cut, state)
    cost = {pair: 0 if held.issuperset(pair) else FAR for pair in product(known, repeat=2)}
    before: dict[tuple[int, int], int] = {}
    while before != cost:
        before = dict(cost)
        for needed, given_, weight in steps_of(cut):
            for other in known:
                if other ^ FALSE in given_:
                    continue  # it does not hold after this step
                together = needed if other in given_ else [*needed, other]
                after = min(FAR, weight + max((cost[pair] for pair in product(together, repeat=2)), default=0))
                for one in given_:
                    if one in known:
                        cost[one, other] = cost[other, one] = min(cost[one, other], after)
    return [cost[pair] for pair in product(known, repeat=2)]


def bounds(cut: Problem, state: int, *, is_paired: bool) -> list[int]:
    """What the kernel says of each literal, or of each pair, where other problems lie before and behind."""
    encoder = Encoder()
    for each in (BESIDE, cut, BESIDE):
        encoder.add(each, is_searched=True)
    found = encoder.arrays()
    (start, begin), (stop, end) = found.problem_first[1:3].tolist()
    count, steps = stop - start, (found.step_weight, found.step_word, found.step_number, found.step_link)
    holds = LITERALS_OF(*(np.uint64(word) for word in words_of(state)), found.problem_literal, start, stop)
    made = np.full(count * count if is_paired else count, -1, np.int64)
    if is_paired:
        PAIR_COSTS(*holds, count, begin, end, *steps, made)
    else:
        LITERAL_COSTS(*holds, count, start, begin, end, found.problem_literal, *steps, made)
    return made.tolist()


@few
@given(random_domains(range(6)), st.integers(0, 63))
def test_a_literal_costs_the_cheapest_step_and_its_dearest_need(domain: Domain, state: int):
    cut = everything(domain)
    assert bounds(cut, state, is_paired=False) == expected_literals(cut, state)


@few
@given(random_domains(range(6)), st.integers(0, 63))
def test_a_pair_costs_what_two_literals_cost_together(domain: Domain, state: int):
    cut = everything(domain)
    assert bounds(cut, state, is_paired=True) == expected_pairs(cut, state)


@settings(few, max_examples=12)
@given(random_domains(range(6)), st.integers(0, 63), st.sampled_from([58, 61]))
def test_literals_of_the_second_word_cost_as_those_of_the_first(domain: Domain, state: int, more: int):
    cut, start = everything(widened(domain, more, 2)), widened_state(state, more, 2)
    assert bounds(cut, start, is_paired=False) == expected_literals(cut, start)
    assert bounds(cut, start, is_paired=True) == expected_pairs(cut, start)


@pytest.mark.parametrize("number", range(64))
def test_the_lowest_bit_of_a_word_is_found_whatever_stands_above_it(number: int):
    for above in (0, 1 << 63, (1 << 64) - (1 << number)):
        if above == 0 or above >= 1 << number:
            assert LOWEST(np.uint64(above | 1 << number)) == number


def test_each_pair_counts_when_it_is_the_dearest():
    for one, other in [*combinations(SOME, 2), *((each, each) for each in SOME)]:
        pair = np.zeros((MANY, MANY), np.int64)
        pair[one, other] = pair[other, one] = 1
        assert DEAREST_PAIR(*as_words(SOME), MANY, pair.reshape(-1)) == 1
        assert DEAREST_PAIR(*as_words({*SOME} - {one}), MANY, pair.reshape(-1)) == 0


def test_each_literal_counts_when_it_is_the_dearest():
    for one in SOME:
        value = np.zeros(MANY, np.int64)
        value[one] = 1
        assert DEAREST_LITERAL(*as_words(SOME), value) == 1
        assert DEAREST_LITERAL(*as_words({*SOME} - {one}), value) == 0


def test_nothing_costs_nothing():
    none = as_words(())
    assert DEAREST_LITERAL(*none, [5] * MANY) == DEAREST_PAIR(*none, 2, [5] * 4) == 0
