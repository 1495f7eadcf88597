"""An axis is counted by round numbers."""

import pytest

from editor.ui.kit.round_ticks import MOST, round_ticks


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 152, [0, 50, 100, 150]),
        (3, 19, [5, 10, 15]),
        (0, 4, [0, 1, 2, 3, 4]),
        (7, 7, [7]),
        (1180, 1420, [1200, 1250, 1300, 1350, 1400]),
    ],
)
def test_ticks_are_round(low: int, high: int, ticks: list[int]):
    assert round_ticks(low, high) == ticks


@pytest.mark.parametrize("most", range(2, MOST + 1))
@pytest.mark.parametrize("span", [1, 2, 9, 10, 11, 99, 101, 640, 12_345])
@pytest.mark.parametrize("low", [0, 3, 997])
def test_there_are_never_more_than_can_be_read(low: int, span: int, most: int):
    found = round_ticks(low, low + span, most)
    assert 1 <= len(found) <= most
    assert all(low <= place <= low + span for place in found)
