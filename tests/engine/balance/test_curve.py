"""The curve of one number: which values it plays, in what order, and what it shows as it comes."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.balance.curve import VALUES, curve, span, values
from tests.engine.balance.analytic import Duel, number

NUMBERS = {
    "open above": (number("foe", 200.0), (50.0, 400.0)),
    "a share": (number("foe", 0.05, 0.0, 1.0, step=0.05), (0.0, 1.0)),
    "wide": (number("wave", 4.0, 1.0, 500.0, is_whole=True, step=1.0), (1.0, 8.0)),
    "nothing yet": (number("armour", 0.0, 0.0, step=0.5), (0.0, 6.0)),
    "nothing, though usual": (number("time", 0.0, usual=30.0), (0.0, 30.0)),
    "below nothing": (number("sag", -2.0, -math.inf), (-4.0, -0.5)),
    "beyond its range": (number("foe", 3.0, 0.0, 1.0), (0.0, 3.0)),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_the_range_is_the_fields_or_lies_around_the_value(name: str):
    each, expected = NUMBERS[name]

    assert span(each) == expected


@given(st.floats(-1000.0, 1000.0), st.floats(-1000.0, 1000.0), st.floats(0.0, 1000.0), st.booleans(), st.booleans())
@example(0.0, 5e-324, 1.0, False, False)
def test_seven_values_lie_within_the_limits_with_the_current_one_first(value, low, reach, is_open, is_whole):
    if is_whole:
        value, low, reach = float(round(value)), float(round(low)), float(round(reach))
    high = math.inf if is_open else low + reach
    value = min(max(value, low), high)
    each = number("foe", value, low, high, is_whole=is_whole)

    chosen = values(each)

    assert chosen[0] == value
    assert len(set(chosen)) == len(chosen) <= VALUES
    assert all(low <= one <= high for one in chosen)
    assert len(chosen) == VALUES or is_whole or reach == 0.0 or high - low < 1e-9
    assert not is_whole or all(one == round(one) for one in chosen)


def test_coarse_values_come_first():
    chosen = values(number("foe", 0.5, 0.0, 1.0))

    assert set(chosen[:3]) == {0.0, 0.5, 1.0}


def test_a_whole_number_with_few_values_has_no_more():
    assert sorted(values(number("wave", 2.0, 1.0, 3.0, is_whole=True))) == [1.0, 2.0, 3.0]


@pytest.fixture
def duel() -> Duel:
    return Duel([number("foe", 200.0)], {"foe": -3.0})


def test_a_curve_comes_in_stages_each_richer_than_the_one_before(duel: Duel):
    shown = list(curve(duel, duel.numbers[0], "novice", range(64)))

    assert [(len(each.points), each.points[0].runs) for each in shown] == [(3, 16), (7, 16), (7, 64)]
    assert [each.is_complete for each in shown] == [False, False, True]
    assert duel.asked == 7 * 64


def test_all_values_are_played_with_the_same_seeds(duel: Duel):
    played: dict[str, list[int]] = {}
    list(curve(duel, duel.numbers[0], "novice", range(100, 164)))

    for names, _, seeds in duel.requests:
        for name in names:
            played.setdefault(name, []).extend(seeds)

    assert all(seeds == list(range(100, 164)) for seeds in played.values())


def test_values_that_differ_in_the_seventh_digit_are_played_apart():
    foe = number("foe", 5_000_003.0, 5_000_000.0, 5_000_006.0, is_whole=True)
    duel = Duel([foe], {"foe": -1e6})
    *_, last = curve(duel, foe, "novice", range(64))

    assert [point.runs for point in last.points] == [64] * 7
    assert last.points[0].rate > last.points[3].rate > last.points[-1].rate


def test_more_health_of_a_foe_never_wins_a_seed(duel: Duel):
    *_, last = curve(duel, duel.numbers[0], "novice", range(64))

    assert [point.value for point in last.points] == sorted(point.value for point in last.points)
    for point in last.points:
        lost, gained = point.against.lost, point.against.gained
        assert (gained if point.value >= 200.0 else lost) == 0
        assert point.interval[0] <= point.rate <= point.interval[1]


def test_the_current_value_is_played_without_a_change(duel: Duel):
    *_, last = curve(duel, duel.numbers[0], "average", range(64))
    here = next(point for point in last.points if point.value == 200.0)

    assert (here.against.gained, here.against.lost) == (0, 0)


def test_a_curve_that_is_cancelled_shows_what_it_has(duel: Duel):
    told: list[float | None] = []
    shown = list(
        curve(
            duel,
            duel.numbers[0],
            "novice",
            range(64),
            progress=lambda fraction, text="": told.append(fraction),
            cancelled=lambda: len(told) == 2,
        )
    )

    assert len(shown) == 2
    assert told == sorted(told)
