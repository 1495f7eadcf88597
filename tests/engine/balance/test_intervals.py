"""Intervals of a win rate: what they are in print, and whether they cover the truth as often as they say."""

import math
from functools import partial

import numpy as np
import pytest

from engine.balance.intervals import LOOKS, SHARES, calibrated, exact, growing, wilson
from tests.engine.balance.coverage import coverage, coverage_while_growing, is_calibrated


def wald(wins: int, runs: int) -> tuple[float, float]:
    """The interval of school: what a test of calibration has to refuse."""
    rate = wins / runs
    reach = 1.959964 * math.sqrt(rate * (1.0 - rate) / runs)
    return rate - reach, rate + reach


@pytest.mark.parametrize(
    ("wins", "runs", "low", "high"),
    [(0, 10, 0.0, 0.277533), (5, 10, 0.236593, 0.763407), (10, 10, 0.722467, 1.0), (81, 263, 0.255265, 0.366211)],
)
def test_wilsons_interval_is_the_one_in_print(wins: int, runs: int, low: float, high: float):
    assert wilson(wins, runs) == pytest.approx((low, high), abs=2e-4)


@pytest.mark.parametrize(
    ("wins", "runs", "low", "high"), [(0, 10, 0.0, 0.30850), (1, 10, 0.00253, 0.44502), (81, 263, 0.25271, 0.36758)]
)
def test_the_exact_interval_is_the_one_in_print(wins: int, runs: int, low: float, high: float):
    assert exact(wins, runs) == pytest.approx((low, high), abs=2e-4)


@pytest.mark.parametrize("interval", [wilson, exact, calibrated])
def test_nothing_is_known_without_runs(interval):
    assert interval(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("interval", [wilson, exact, calibrated])
@pytest.mark.parametrize(("wins", "runs"), [(3, 2), (-1, 4)])
def test_more_wins_than_runs_are_refused(interval, wins: int, runs: int):
    with pytest.raises(ValueError, match="expected between none and all"):
        interval(wins, runs)


@pytest.mark.parametrize("interval", [wilson, exact, calibrated])
def test_wins_and_defeats_are_mirror_images(interval):
    for wins in range(65):
        low, high = interval(wins, 64)

        assert interval(64 - wins, 64) == pytest.approx((1.0 - high, 1.0 - low), abs=1e-12)
        assert low <= wins / 64 <= high


@pytest.mark.parametrize("runs", LOOKS)
def test_a_settled_number_of_seeds_covers_as_often_as_it_says(runs: int):
    assert is_calibrated(coverage(runs, calibrated))


@pytest.mark.parametrize("runs", LOOKS[:3])
def test_the_exact_interval_covers_every_rate(runs: int):
    assert coverage(runs, exact).min() >= 0.95


@pytest.mark.parametrize("interval", [wald, wilson])
def test_what_is_not_calibrated_is_found_out(interval):
    assert not is_calibrated(coverage(64, interval))


def test_a_growing_number_of_seeds_covers_as_often_as_it_says_at_each_look():
    own = [partial(calibrated, confidence=1.0 - 0.05 * share) for share in SHARES]

    for coverages in coverage_while_growing(own):
        assert is_calibrated(coverages)


def test_four_looks_without_a_correction_are_found_out():
    last = coverage_while_growing([calibrated] * 4)[-1]

    assert not is_calibrated(last)
    assert last.mean() < 0.86


@pytest.mark.parametrize("rate", [0.01, 0.08, 0.3, 0.5, 0.77, 0.96])
def test_a_thousand_badges_that_grow_cover_the_truth(rate: float):
    random = np.random.default_rng(round(rate * 100))
    wins = np.cumsum(random.random((1000, LOOKS[-1])) < rate, axis=1)
    known = {}
    hits = np.zeros(len(LOOKS), int)

    for badge in wins:
        counts = [(int(badge[runs - 1]), runs) for runs in LOOKS]
        for look in range(len(LOOKS)):
            shown = tuple(counts[: look + 1])
            if shown not in known:
                known[shown] = growing(shown)
            low, high = known[shown]
            hits[look] += low <= rate <= high

    assert (hits >= 900).all()


def test_who_stops_at_the_first_look_that_pleases_is_covered_too():
    random = np.random.default_rng(5)
    hits = {growing: 0, calibrated: 0}

    for _ in range(1000):
        wins = np.cumsum(random.random(LOOKS[-1]) < 0.5)
        counts = [(int(wins[runs - 1]), runs) for runs in LOOKS]
        corrected = [growing(counts[: look + 1]) for look in range(4)]
        plain = [calibrated(*count) for count in counts]
        for kind, shown in ((growing, corrected), (calibrated, plain)):
            # "It is not 50 %!" ends the looking.
            low, high = next((each for each in shown if not each[0] <= 0.5 <= each[1]), shown[-1])
            hits[kind] += low <= 0.5 <= high

    assert hits[growing] >= 930
    assert hits[calibrated] < 900


def test_a_look_narrows_what_the_ones_before_left():
    first, second = growing([(8, 16)]), growing([(8, 16), (30, 64)])

    assert first[0] <= second[0] < second[1] <= first[1]


def test_looks_that_contradict_each_other_leave_the_latest():
    low, high = growing([(16, 16), (16, 64), (16, 256)])

    assert low < 16 / 256 < high < 0.25


@pytest.mark.parametrize("counts", [[(8, 16), (7, 64)], [(8, 16), (60, 64), (60, 63)], [(1, 1)] * 5])
def test_looks_that_cannot_follow_each_other_are_refused(counts):
    with pytest.raises(ValueError, match="look"):
        growing(counts)
