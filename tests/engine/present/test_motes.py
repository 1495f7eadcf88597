"""Motes: the same at the same time, near their centre, and never seen to jump."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.present.motes import AROUND_M, KINDS, LEAST_M, motes


def made(kind, time, centre=(3.0, 1.0, -2.0), radius=0.0, wind=(2.0, 1.0)):
    return motes(kind, centre, radius, 80, "#ffd9a0", wind, time, 7)


@pytest.mark.parametrize("kind", KINDS)
def test_a_moment_is_the_same_again(kind):
    first, again, other = made(kind, 12.3), made(kind, 12.3), made(kind, 12.6)
    assert np.array_equal(first.place, again.place)
    assert not np.array_equal(first.place, other.place)


@given(st.sampled_from(sorted(KINDS)), st.floats(0, 900), st.floats(-400, 400), st.floats(0, 30))
def test_they_stay_around_their_centre(kind, time, x, radius):
    placed = made(kind, time, (x, 5.0, -x), radius)
    half = max(radius, LEAST_M) if radius else AROUND_M
    assert np.abs(placed.place[:, [0, 2]] - (x, -x)).max() <= half * 1.001 + 1e-3
    assert (placed.place[:, 1] >= 5.0 - 1e-3).all()
    assert (placed.place[:, 1] <= 5.0 + KINDS[kind].high + 1e-3).all()


@pytest.mark.parametrize("kind", KINDS)
def test_what_jumps_to_the_other_side_is_dark_then(kind):
    step = 1.0 / 240.0
    for k in range(240):
        before, after = made(kind, 5.0 + k * step), made(kind, 5.0 + (k + 1) * step)
        jumped = np.linalg.norm(after.place - before.place, axis=1) > 1.0
        assert before.colour[jumped].max(initial=0.0) < 0.25 * KINDS[kind].strength


def test_those_around_the_player_stay_where_they_are_when_the_player_walks():
    before, after = made("dust", 5.0, (0.0, 0.0, 0.0)), made("dust", 5.0, (1.0, 0.0, 0.0))
    still = np.linalg.norm(after.place - before.place, axis=1) < 1e-3
    assert still.mean() > 0.9
