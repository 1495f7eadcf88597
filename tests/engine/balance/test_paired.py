"""The change of a win rate on the same seeds: interval, test, and how often they are right."""

from fractions import Fraction
from math import comb, lgamma, log, log1p, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.balance.paired import Difference, difference, mcnemar, tango
from engine.balance.several import each_of

SHARES = (0.002, 0.01, 0.03, 0.06, 0.12, 0.25, 0.5, 0.75)
"""Of the seeds, how many end differently."""
SLOPES = (0.5, 0.65, 0.8, 0.95, 1.0 - 1e-9)
"""How many of those the other version wins."""


def misses(interval, runs: int) -> np.ndarray:
    """How often an interval (gained, lost, runs) misses the truth, for each share and slope, over all counts."""
    pairs = [(gained, lost) for gained in range(runs + 1) for lost in range(runs + 1 - gained)]
    bounds = np.array([interval(gained, lost, runs) for gained, lost in pairs])
    gained, lost = np.array(pairs).T
    logs = np.array([lgamma(k + 1) for k in range(runs + 1)])
    ways = logs[runs] - logs[gained] - logs[lost] - logs[runs - gained - lost]
    found = []
    for share in SHARES:
        for slope in SLOPES:
            up, down = share * slope, share * (1.0 - slope)
            chances = np.exp(ways + gained * log(up) + lost * log(down) + (runs - gained - lost) * log1p(-share))
            is_covered = (bounds[:, 0] <= up - down) & (up - down <= bounds[:, 1])
            found.append(chances[~is_covered].sum())
    return np.array(found)


def wald(gained: int, lost: int, runs: int) -> tuple[float, float]:
    """The interval of school."""
    value = (gained - lost) / runs
    reach = 1.959964 * sqrt(max(0.0, (gained + lost) / runs - value * value) / runs)
    return value - reach, value + reach


@pytest.fixture(scope="module")
def runs() -> int:
    return 64


def test_a_paired_interval_covers_as_often_as_it_says(runs: int):
    missed = misses(tango, runs)

    assert missed.mean() <= 0.05
    assert missed.max() <= 0.07


def test_the_interval_of_one_bar_among_forty_stays_honest(runs: int):
    missed = misses(lambda *counts: tango(*counts, each_of(40)), runs)

    assert missed.max() <= 1.5 * 0.05 / 40


def test_the_interval_of_school_is_found_out(runs: int):
    assert misses(wald, runs).max() > 0.15


@pytest.mark.parametrize("counts", [(12, 2, 50), (0, 5, 64), (30, 31, 80), (1, 0, 16)])
def test_tangos_bounds_are_where_the_score_is_the_quantile(counts: tuple[int, int, int]):
    gained, lost, runs = counts
    for bound in tango(*counts):
        # The likeliest share of lost seeds under that difference, by trying all of them.
        down = np.linspace(max(0.0, -bound), (1.0 - bound) / 2.0, 400_001)[1:-1]
        up = down + bound
        likelihood = gained * np.log(up) + lost * np.log(down) + (runs - gained - lost) * np.log1p(-up - down)
        share = down[likelihood.argmax()]
        score = (gained - lost - runs * bound) / sqrt(runs * (2.0 * share + bound - bound * bound))

        assert abs(score) == pytest.approx(1.959964, abs=1e-2)


def test_without_a_seed_that_differs_the_change_is_near_none():
    low, high = tango(0, 0, 64)

    assert low == pytest.approx(-high)
    assert 0.02 < high < 0.08


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_there_and_back_are_mirror_images(gained: int, lost: int, same: int):
    runs = gained + lost + same
    low, high = tango(gained, lost, runs)

    assert tango(lost, gained, runs) == pytest.approx((-high, -low), abs=1e-9)
    if runs:
        assert low <= (gained - lost) / runs <= high


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemars_p_value_is_the_sum_over_coins(gained: int, lost: int):
    both = gained + lost
    tail = sum(comb(both, k) for k in range(max(gained, lost), both + 1))

    assert mcnemar(gained, lost) == pytest.approx(float(min(Fraction(1), Fraction(2 * tail, 2**both))), rel=1e-9)


def test_a_difference_counts_the_seeds_that_turned():
    before = np.array([True, True, False, False, True])
    after = np.array([True, False, True, True, True])

    found = difference(before, after)

    assert found == Difference(gained=2, lost=1, runs=5)
    assert found.value == pytest.approx(0.2)
    assert found.interval() == tango(2, 1, 5)
    assert found.p_value == 1.0


def test_nothing_is_known_of_no_seeds():
    found = difference(np.zeros(0, bool), np.zeros(0, bool))

    assert (found.value, found.interval(), found.p_value) == (0.0, (-1.0, 1.0), 1.0)


def test_other_seeds_are_refused():
    with pytest.raises(ValueError, match="the same seeds"):
        difference(np.zeros(4, bool), np.zeros(5, bool))


def test_more_changes_than_seeds_are_refused():
    with pytest.raises(ValueError, match="no more than there are"):
        tango(3, 2, 4)
