"""Laws of what is missing: with those facts there is a plan, without any one of them there is none, fewer never do."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.goap.domain import Domain
from engine.ai.goap.planner.relevance import problem
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.reasons.missing import Supposing
from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal, Literal

SEEN = [Fact(f"seen_{number}", "An observed fact.") for number in range(5)]
OUTCOMES = [Fact(f"outcome_{number}", "What only plans bring about.", observed=False) for number in range(2)]
FACTS = [*SEEN, *OUTCOMES]


@st.composite
def conditions(draw: st.DrawFn, least: int, most: int) -> tuple[Condition, ...]:
    chosen = draw(st.lists(st.sampled_from(FACTS), min_size=least, max_size=most, unique=True))
    return tuple(fact if draw(st.booleans()) else ~fact for fact in chosen)


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    actions = [
        Action(f"action_{number}", "An action.", draw(conditions(1, 4)), draw(conditions(1, 3)), float(number + 1))
        for number in range(draw(st.integers(1, 5)))
    ]
    return Domain.build(FACTS, actions, [Goal("goal", "A goal.", wants=draw(conditions(1, 3)))])


def supposed(domain: Domain, state: int, literals: tuple[Literal, ...]) -> int:
    for literal in literals:
        bit = 1 << domain.fact_ids[literal.fact.name]
        state = state | bit if literal.value else state & ~bit
    return state


@settings(max_examples=80, deadline=None)
@given(domains(), st.integers(0, (1 << len(FACTS)) - 1))
def test_what_is_missing_is_enough_and_nothing_of_it_is_too_much(domain: Domain, state: int):
    cut = problem(domain, 0, dict(enumerate(int(cost) for cost in domain.costs)))
    arrays = SearchArrays.of(cut)
    missing = Supposing(cut).find(state)
    assert not missing.is_capped
    bits = [1 << domain.fact_ids[fact.name] for fact in SEEN]
    least = min(
        (
            sum(1 for place in range(len(bits)) if change >> place & 1)
            for change in range(1 << len(bits))
            if arrays.find(state ^ sum(bit for place, bit in enumerate(bits) if change >> place & 1)).verdict == "plan"
        ),
        default=None,
    )
    assert len(missing.literals) == (least or 0)
    assert all(literal.fact.observed for literal in missing.literals)
    if missing.literals:
        assert arrays.find(supposed(domain, state, missing.literals)).verdict == "plan"
        for each in missing.literals:
            rest = tuple(literal for literal in missing.literals if literal != each)
            assert arrays.find(supposed(domain, state, rest)).verdict == "none"
