"""Many comparisons at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.balance.several import each_of, holm


def test_holms_values_are_those_of_the_textbook():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(0.0, 1.0), max_size=12))
def test_adjusting_keeps_the_order_and_never_makes_surer(p_values: list[float]):
    adjusted = holm(p_values)

    assert all(one >= other for one, other in zip(adjusted, p_values, strict=True))
    assert sorted(adjusted) == [adjusted[place] for place in np.argsort(p_values, kind="stable")]


def test_of_twenty_tests_without_an_effect_one_alarms_in_twenty():
    random = np.random.default_rng(11)
    alarms = sum(min(holm(random.random(20).tolist())) <= 0.05 for _ in range(2000))
    careless = sum(min(random.random(20)) <= 0.05 for _ in range(2000))

    assert 60 <= alarms <= 140
    assert careless > 1000


def test_each_bar_has_its_share_of_the_error():
    assert each_of(1) == pytest.approx(0.95)
    assert each_of(40) == pytest.approx(0.99875)


def test_a_chart_without_bars_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        each_of(0)
