"""What turns say of two commits, and how sure that is."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.benchmarks.verifying.turns import Pairs
from engine.benchmarks.verifying.verdict import FASTER, FEWEST, SAME, SLOWER, left_out, verdict


def of(base, head, unit="ms"):
    return verdict(Pairs("a.b", {}, unit, list(base), list(head)))


def noisy(seed, ratio, turns=40, shared=0.3, own=0.03):
    """What disturbs the machine disturbs both sides of a turn; what is left is each side's own."""
    random = np.random.default_rng(seed)
    both = np.exp(shared * random.normal(size=turns))
    base, head = (both * np.exp(own * random.normal(size=turns)) for _ in range(2))
    return base, ratio * head


@pytest.mark.parametrize(("ratio", "says"), [(1.15, SLOWER), (1.0, SAME), (0.8, FASTER), (1.005, SAME)])
def test_what_disturbs_both_hides_no_difference(ratio, says):
    told = [of(*noisy(seed, ratio)).says for seed in range(20)]
    assert told.count(says) >= 19


def test_where_more_is_better_less_is_slower():
    base, head = noisy(1, 1.3)
    assert of(base, head, "x real time").says == FASTER
    assert of(head, base, "x real time").says == SLOWER


@given(st.integers(FEWEST, 200))
def test_the_interval_holds_the_median_as_surely_as_it_says(turns):
    def holds(out):
        return 1 - 2 * sum(comb(turns, k) for k in range(out + 1)) / 2.0**turns

    assert holds(left_out(turns)) >= 0.995
    assert holds(left_out(turns) + 1) < 0.995


def test_among_commits_that_are_the_same_hardly_any_is_told_as_slower():
    told = [of(*noisy(seed, 1.0, own=0.2)).says for seed in range(400)]
    assert told.count(SLOWER) <= 4


def test_what_is_nothing_has_no_ratio():
    assert of([0.0] * 10, [1.0] * 10) is None
