"""The incomplete beta function against sums of whole numbers, without a rounding anywhere."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.balance.special import beta_cdf, binomial_at_least


def exact_tail(wins: int, runs: int, rate: Fraction) -> Fraction:
    return sum((comb(runs, k) * rate**k * (1 - rate) ** (runs - k) for k in range(wins, runs + 1)), Fraction(0))


@given(st.data(), st.integers(1, 400), st.integers(0, 64))
def test_the_chance_of_so_many_wins_is_the_sum_over_counts(data, runs: int, part: int):
    wins = data.draw(st.integers(0, runs))
    rate = Fraction(part, 64)

    expected = float(exact_tail(wins, runs, rate))

    assert binomial_at_least(wins, runs, float(rate)) == pytest.approx(expected, rel=1e-9, abs=1e-13)


def test_many_runs_keep_the_digits():
    expected = float(exact_tail(2100, 4096, Fraction(1, 2)))

    assert binomial_at_least(2100, 4096, 0.5) == pytest.approx(expected, rel=1e-9)


def test_more_wins_than_runs_have_no_chance():
    assert binomial_at_least(5, 4, 0.5) == 0.0


@pytest.mark.parametrize(("a", "b", "x"), [(0.0, 1.0, 0.5), (1.0, -1.0, 0.5), (1.0, 1.0, 1.5)])
def test_what_has_no_value_is_refused(a: float, b: float, x: float):
    with pytest.raises(ValueError, match="expected"):
        beta_cdf(a, b, x)
