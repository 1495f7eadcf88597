"""How numbers read in fields."""

import pytest

from editor.ui.texts.numbers import exact_number, format_number, format_range, live_number


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1400.0, "hp", "1,400"),
        (-31.204, "m", "−31.2"),
        (137.52, "deg", "137.5"),
        (0.0, "m", "0"),
        (-0.0, "m", "0"),
        (0.35, "", "0.35"),
        (0.0004, "m", "0.0004"),
        (4, "", "4"),
        (100.0, "hp", "100"),
    ],
)
def test_a_field_at_rest_shows_short_numbers(value, unit, text):
    assert format_number(value, unit) == text


def test_editing_shows_every_digit():
    assert exact_number(-0.123456789) == "−0.123456789"
    assert exact_number(12.0) == "12"


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        ((0.0, None, 40.0, None), "0 to 40 m"),
        ((0.0, None, None, None), "at least 0 m"),
        ((None, 0.0, None, None), "above 0 m"),
        ((None, None, None, 3.0), "below 3 m"),
        ((None, None, None, None), ""),
    ],
)
def test_a_range_reads_as_words(bounds, text):
    assert format_range(*bounds, unit="m") == text


def test_a_running_number_stands_still():
    shown = [live_number(value) for value in (0.00019, -7.94e-05, -1.005e-3, 2.5, -3.14159, 1234.5, 9.69e-2)]
    assert shown == ["0.00", "0.00", "0.00", "2.50", "−3.14", "1,234.50", "0.10"]
    assert live_number(7.0, whole=True) == "7"
    assert live_number(-12.34, decimals=0) == "−12"
    assert live_number(float("inf")) == "inf"
