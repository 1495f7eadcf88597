"""Ticks of values and days: few, round, inside the axis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.kit.value_ticks import DAY_S, day_ticks, log_ticks, value_ticks

SIZES = st.floats(1e-6, 1e9)


@given(SIZES, SIZES)
def test_two_or_three_ticks_within_the_axis(low, span):
    span = max(span, low * 1e-6)
    ticks = value_ticks(low, low + span)

    assert 2 <= len(ticks) <= 3
    assert all(low - span * 1e-6 <= at <= low + span * (1 + 1e-6) for at, _text in ticks)
    assert len({text for _at, text in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0.45, 1.6, ["0.8", "1.2", "1.6"]),
        (5.2, 13.0, ["7.5", "10.0", "12.5"]),
        (990, 2_610, ["1,000", "2,000"]),
        (-1, 1, ["−1", "0", "1"]),
    ],
)
def test_they_are_told_in_as_many_letters_as_they_need(low, high, texts):
    assert [text for _at, text in value_ticks(low, high)] == texts


def test_on_a_logarithmic_axis_they_stand_near_its_ends():
    assert [text for _at, text in log_ticks(0.0, 2.0)] == ["1.4", "10", "69"]


def test_days_are_midnights_and_short_stretches_are_hours():
    day = 20_000 * DAY_S
    found = day_ticks(day + 5.0, day + 10 * DAY_S, 6)
    assert all(at % DAY_S == 0 for at, _text in found)
    assert len(found) <= 6
    assert [text for _at, text in day_ticks(day, day + DAY_S / 2, 3)] == ["00:00", "06:00", "12:00"]
