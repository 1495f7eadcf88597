"""The oddest runs: standard deviations from the median run of the same skill, and in what they differ."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.balance.happened.oddness import MOST_ODD, OWN_FALLS, SECONDS, USES, WON, oddest, oddness_of
from engine.play.playtest.outcomes import Outcomes
from tests.engine.balance.happened.runs import RUNS, fall, run

USUAL = [run(seed, seconds=30.0 + seed % 5) for seed in range(30)]
TABLES = arrays(np.float64, st.tuples(st.integers(2, 12), st.integers(1, 4)), elements=st.integers(-50, 50))


def outcomes(*runs, skill="average"):
    return {skill: Outcomes.of("as it is", skill, runs)}


def test_the_one_that_is_unlike_the_others_comes_first_and_says_in_what():
    odd = run(99, "defeat", 12.0, deaths=(fall(), fall("friend")), uses=2)
    found = oddest(outcomes(*USUAL, odd))

    assert (found[0].run.seed, found[0].skill) == (99, "average")
    assert {each.name for each in found[0].traits} == {WON, SECONDS, OWN_FALLS, USES}
    trait = {each.name: each for each in found[0].traits}
    assert (trait[OWN_FALLS].value, trait[OWN_FALLS].usual) == (2.0, 0.0)
    assert (trait[SECONDS].value, trait[SECONDS].usual) == (12.0, 32.0)
    assert trait[SECONDS].apart < 0.0 < trait[OWN_FALLS].apart
    assert len(found) == MOST_ODD


@given(TABLES)
def test_oddness_is_the_root_of_the_mean_square_of_standard_deviations_from_the_median(values):
    found, apart = oddness_of(values)
    columns = [list(column) for column in values.T]
    spread = [statistics.pstdev(column) for column in columns]
    used = [place for place, each in enumerate(spread) if each > 0.0]
    for row, run_values in enumerate(values):
        z = [(run_values[place] - statistics.median(columns[place])) / spread[place] for place in used]
        expected = math.sqrt(sum(each * each for each in z) / len(z)) if z else 0.0
        assert found[row] == pytest.approx(expected, abs=1e-9)
        assert [apart[row, place] for place in used] == pytest.approx(z, abs=1e-9)


@given(TABLES, st.floats(0.1, 10.0), st.floats(-100.0, 100.0))
def test_the_units_of_a_trait_change_nothing(values, factor, shift):
    other = values.copy()
    other[:, 0] = other[:, 0] * factor + shift
    assert oddness_of(other)[0] == pytest.approx(oddness_of(values)[0], abs=1e-6)


def test_a_trait_that_some_run_lacks_counts_for_nothing():
    values = np.array([[1.0, np.nan], [2.0, 5.0], [3.0, 900.0]])
    assert oddness_of(values)[0] == pytest.approx(oddness_of(values[:, :1])[0])


@given(RUNS)
def test_no_run_is_told_twice_and_none_that_failed_and_the_oddest_comes_first(played):
    found = oddest({"average": played})
    seeds = [each.run.seed for each in found]
    assert len(seeds) == len(set(seeds)) <= MOST_ODD
    assert all(each.run.outcome != "failed" for each in found)
    assert [each.oddness for each in found] == sorted((each.oddness for each in found), reverse=True)
    assert all(abs(each.apart) <= abs(odd.traits[0].apart) for odd in found for each in odd.traits)


def test_where_all_runs_are_alike_none_is_odd():
    assert oddest(outcomes(*(run(seed, echo=0.1) for seed in range(20)))) == ()


def test_a_run_is_compared_with_those_of_its_own_skill():
    slow = {
        **outcomes(*USUAL),
        **outcomes(*(run(seed, seconds=300.0 + seed % 5) for seed in range(30)), skill="novice"),
    }
    alone = oddest(outcomes(*USUAL))
    assert {each.oddness for each in oddest(slow)} == {each.oddness for each in alone}
    assert oddest(slow)[0].skill == "novice", "of two that are as odd the lesser skill's comes first"
