"""One number as the search moves it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.balance.fair.axis import Axis
from tests.engine.balance.analytic import number


def test_an_open_number_goes_by_ratios_and_a_share_by_steps():
    health, armour = Axis(number("health", 100.0)), Axis(number("armour", 0.4, 0.0, 1.0))

    assert [health.value(place) for place in (-1.0, -0.5, 0.0, 0.5, 1.0)] == pytest.approx(
        [12.5, 100.0 / math.sqrt(8.0), 100.0, 100.0 * math.sqrt(8.0), 800.0]
    )
    assert [armour.value(place) for place in (-1.0, -0.5, 0.5, 1.0)] == pytest.approx([0.0, 0.2, 0.7, 1.0])


@given(st.floats(0.0, 1000.0), st.floats(0.0, 1000.0), st.floats(0.0, 1000.0), st.booleans(), st.floats(-1.0, 1.0))
def test_a_place_gives_a_value_within_the_limits_and_that_the_place_again(value, below, above, is_open, place):
    low, high = value - below, math.inf if is_open else value + above
    axis = Axis(number("foe", value, low, high))

    found = axis.value(place)

    assert low <= found <= high
    assert axis.value(axis.place(found)) == pytest.approx(found, rel=1e-9, abs=1e-9)


def test_whole_numbers_are_held_at_whole_values():
    axis = Axis(number("wave", 4.0, 1.0, 9.0, is_whole=True))

    assert {axis.value(axis.snapped(step / 20.0)) for step in range(-30, 31)} == set(map(float, range(1, 10)))
