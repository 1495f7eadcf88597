"""What may hold together: all that ever does, and a step's own effects only as far as its needs go together."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain
from engine.ai.goap.reasons.together import Numbering, Step, Together
from tests.engine.ai.goap.puzzles import moves, random_domains

FACTS = 4
WHOLE = (1 << 2 * FACTS) - 1


def steps_of(domain: Domain) -> list[Step]:
    numbering = Numbering(fact.name for fact in domain.facts)
    assert len(numbering) == 2 * FACTS
    return [numbering.step(action) for action in domain.actions]


def literals_of(state: int) -> list[int]:
    return [2 * bit + (not state >> bit & 1) for bit in range(FACTS)]


@settings(max_examples=60, deadline=None)
@given(random_domains(range(FACTS)), st.integers(0, 2**FACTS - 1))
def test_what_ever_holds_together_may_hold_together(domain: Domain, begin: int):
    found = Together(2 * FACTS, sum(1 << number for number in literals_of(begin)), steps_of(domain))
    seen, waiting = {begin}, [begin]
    while waiting:
        here = waiting.pop()
        assert found.hold(literals_of(here))
        assert found.parted(literals_of(here)) is None
        assert all(found.holds(number) for number in literals_of(here))
        for _, there in moves(domain, here):
            if there not in seen:
                seen.add(there)
                waiting.append(there)


@settings(max_examples=60, deadline=None)
@given(random_domains(range(FACTS)), st.integers(0, WHOLE))
def test_pairs_are_those_that_begin_or_that_a_possible_step_brings_or_leaves(domain: Domain, start: int):
    steps, size = steps_of(domain), 2 * FACTS
    known = [number for number in range(size) if start >> number & 1]
    expected = {(one, other) for one in known for other in known if other != one ^ 1}
    grown = True
    while grown:
        grown = False
        for step in steps:
            if any((one, other) not in expected for one in step.needs for other in step.needs):
                continue
            left = [
                other
                for other in range(size)
                if other ^ 1 not in step.gives and all((other, each) in expected for each in (*step.needs, other))
            ]
            new = {(one, other) for one in step.gives for other in (*step.gives, *left)}
            new |= {(other, one) for one, other in new}
            grown, expected = grown or not new <= expected, expected | new
    found = Together(size, start, steps)
    assert {(one, other) for one in range(size) for other in range(size) if found.hold((one, other))} == {
        (one, other) for one, other in expected if {(one, one), (other, other)} <= expected
    }
    assert [found.holds(number) for number in range(size)] == [(each, each) in expected for each in range(size)]
    for one, other in combinations(range(size), 2):
        assert found.parted((one, other)) == (None if (one, other) in expected else (one, other))
