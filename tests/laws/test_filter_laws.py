"""Laws of the filter language: what it prints it reads again, `or` joins, a minus turns a term round."""

import string
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from editor.ui.rooms.outliner.filter import FILTER_TERMS, KEYS, STATES, Filter, Term, parse_filter

WORDS = st.text(string.ascii_lowercase + " :-_", min_size=1, max_size=6).filter(str.strip)
TRICKY = st.sampled_from(["or", "-", "-or", "c:", "in:x", "is:hidden", "a or b", "or "])
PLAIN = st.builds(
    Term, st.sampled_from(["", *[key for key in KEYS if key != "is"]]), st.one_of(WORDS, TRICKY), st.booleans()
)
TERMS = st.one_of(PLAIN, st.builds(Term, st.just("is"), st.sampled_from(STATES), st.booleans()))
CLAUSES = st.lists(TERMS, min_size=1, max_size=3, unique=True).map(tuple)
FILTERS = st.lists(CLAUSES, max_size=3).map(lambda clauses: Filter(tuple(clauses)))


@dataclass(frozen=True)
class Thing:
    """A row as the filter sees it."""

    name: str
    components: frozenset[str]
    tags: tuple[str, ...]
    states: frozenset[str]
    prefab: str
    groups: tuple[str, ...]


SHORT = st.text("abc ", max_size=4)
THINGS = st.builds(
    Thing,
    SHORT,
    st.frozensets(SHORT, max_size=2),
    st.lists(SHORT, max_size=2).map(tuple),
    st.frozensets(st.sampled_from(STATES)),
    SHORT,
    st.lists(SHORT, max_size=2).map(tuple),
)
ANY_TEXT = st.one_of(st.text(max_size=30), FILTERS.map(lambda each: each.text), st.text('abc or:-"is ', max_size=20))


@given(FILTERS)
def test_a_filter_is_read_as_it_is_written(wanted: Filter):
    read = parse_filter(wanted.text)
    assert (read.clauses, read.problem) == (wanted.clauses, "")


@given(ANY_TEXT)
def test_any_text_is_read_and_reading_it_again_changes_nothing(text: str):
    read = parse_filter(text)
    assert parse_filter(read.text).clauses == read.clauses


@given(FILTERS, FILTERS, THINGS)
def test_or_accepts_what_either_side_accepts(left: Filter, right: Filter, thing: Thing):
    joined = parse_filter(f"{left.text} or {right.text}")
    if left and right:
        assert joined.accepts(thing) == (left.accepts(thing) or right.accepts(thing))


@given(CLAUSES, CLAUSES, THINGS)
def test_a_space_accepts_what_both_sides_accept(left: tuple[Term, ...], right: tuple[Term, ...], thing: Thing):
    both = parse_filter(f"{Filter((left,)).text} {Filter((right,)).text}")
    assert both.accepts(thing) == (Filter((left,)).accepts(thing) and Filter((right,)).accepts(thing))


@given(TERMS, THINGS)
def test_a_minus_accepts_exactly_what_the_term_does_not(term: Term, thing: Thing):
    other = Term(term.key, term.word, not term.is_not)
    accepted = parse_filter(term.text).accepts(thing)
    assert parse_filter(other.text).accepts(thing) is not accepted
    assert parse_filter(f"{term.text} or {other.text}").accepts(thing)
    assert not parse_filter(f"{term.text} {other.text}").accepts(thing)


def test_every_example_of_the_table_is_read_without_a_problem_and_every_state_has_a_row():
    for term in FILTER_TERMS:
        read = parse_filter(term.example)
        assert read
        assert not read.problem
    assert {term.pattern for term in FILTER_TERMS} >= {f"is:{state}" for state in STATES}
