"""The running median, and how often its interval holds the median."""

import numpy as np
import pytest

from engine.benchmarks.regressions.trends.band import NEIGHBOURS, band_of, values_outside


def test_the_interval_holds_the_median_at_least_as_often_as_it_says():
    random = np.random.default_rng(1)
    held = []
    for _ in range(1_500):
        band = band_of(np.exp(random.standard_t(3, NEIGHBOURS)))
        held.append(bool(band.low[5] <= 1.0 <= band.high[5]))
    assert 0.95 <= np.mean(held) < 1.0


@pytest.mark.parametrize(("count", "outside"), [(6, 0), (8, 0), (9, 1), (11, 1)])
def test_how_many_may_be_left_off_is_the_table_of_the_sign_test(count, outside):
    assert values_outside(count) == outside


def test_it_never_reaches_across_a_change():
    values = np.array([1.0] * 20 + [2.0] * 20)
    band = band_of(values, [20])
    assert (band.middle == values).all()
    assert (band.low == values).all()
    assert (band_of(values).low != values).any()


def test_below_six_runs_there_is_a_course_without_an_interval():
    band = band_of(np.array([1.0, 5.0, 2.0]))
    assert band.middle.tolist() == [2.0, 2.0, 2.0]
    assert np.isnan(band.low).all()
    assert len(band_of(np.array([])).middle) == 0
