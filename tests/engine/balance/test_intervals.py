"""Intervals of a win rate."""

import pytest

from engine.balance.intervals import wilson


@pytest.mark.parametrize(
    ("wins", "runs", "low", "high"),
    [(0, 10, 0.0, 0.277533), (5, 10, 0.236593, 0.763407), (10, 10, 0.722467, 1.0), (81, 263, 0.255265, 0.366211)],
)
def test_wilsons_interval_is_the_one_in_print(wins: int, runs: int, low: float, high: float):
    assert wilson(wins, runs) == pytest.approx((low, high), abs=2e-4)


def test_nothing_is_known_without_runs():
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("wins", "runs"), [(3, 2), (-1, 4)])
def test_more_wins_than_runs_are_refused(wins: int, runs: int):
    with pytest.raises(ValueError, match="expected between none and all"):
        wilson(wins, runs)
