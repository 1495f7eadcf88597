"""What lies on top of what, what is below a place, and that a look maps places back and forth."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from panels.streaming_diagnostics.chunks import BLENDING, FAILED, KEPT, LOADED, LOADING, NO_CHUNKS, PENDING, chunks_of
from panels.streaming_diagnostics.looking import FARTHEST_M, NEAREST_M, Looking

PLACES = some.floats(-60_000, 60_000)
SCALES = some.floats(NEAREST_M, FARTHEST_M)


def test_a_drawn_chunk_covers_what_is_only_kept_though_that_is_finer():
    chunks = chunks_of([((0, 0, 0), KEPT, 1, 1.0), ((1, 0, 0), LOADED, 1, 1.0)])

    assert chunks.key(chunks.at(10.0, 10.0)) == (1, 0, 0)


def test_what_is_asked_for_lies_over_what_stands_in_for_it_and_what_failed_over_all():
    rows = [((2, 0, 0), LOADED, 1, 1.0), ((1, 0, 0), LOADING, 0, 1.0), ((0, 0, 0), FAILED, 0, 1.0)]
    chunks = chunks_of(rows)

    assert chunks.key(chunks.at(10.0, 10.0)) == (0, 0, 0)
    assert chunks.key(chunks.at(100.0, 100.0)) == (1, 0, 0)
    assert chunks.key(chunks.at(200.0, 200.0)) == (2, 0, 0)
    assert chunks.at(-1.0, 10.0) is None


def test_places_left_of_zero_belong_to_the_chunk_at_minus_one():
    chunks = chunks_of([((0, -1, -1), LOADED, 1, 1.0)])

    assert chunks.at(-0.5, -63.0) == 0
    assert chunks.at(0.0, -63.0) is None


def test_every_chunk_is_counted_once_by_level_and_state():
    chunks = chunks_of(
        [((0, k, 0), state, 1, 1.0) for k, state in enumerate((PENDING, LOADING, KEPT, LOADED, BLENDING))]
    )

    counts = chunks.counts()

    assert counts.sum() == 5
    assert counts[0].tolist() == [1, 1, 1, 1, 1, 0]


def test_nothing_is_nowhere():
    assert NO_CHUNKS.at(0.0, 0.0) is None
    assert NO_CHUNKS.bounds() is None
    assert NO_CHUNKS.counts().sum() == 0


def test_bounds_hold_every_chunk():
    chunks = chunks_of([((0, -2, 0), LOADED, 1, 1.0), ((1, 1, 1), LOADED, 1, 1.0)])

    assert chunks.bounds() == (-128.0, 0.0, 256.0, 256.0)


@given(PLACES, PLACES, SCALES, PLACES, PLACES)
def test_to_the_screen_and_back_is_the_same_place(x, z, scale, at_x, at_z):
    looking = Looking(x, z, scale, 400.0, 300.0)

    back = looking.to_ground(*looking.to_screen(at_x, at_z))

    assert back == pytest.approx((at_x, at_z), abs=1e-6 * FARTHEST_M)


@given(SCALES, some.floats(0.2, 5.0), some.floats(0, 400), some.floats(0, 300))
def test_the_place_below_the_pointer_stays_below_it_while_zooming(scale, factor, left, top):
    looking = Looking(100.0, -40.0, scale, 400.0, 300.0)
    before = looking.to_ground(left, top)

    looking.zoom(factor, left, top)

    assert looking.to_ground(left, top) == pytest.approx(before, abs=1e-6 * FARTHEST_M)
    assert NEAREST_M <= looking.scale <= FARTHEST_M


@given(some.floats(1, 20_000), some.floats(1, 20_000))
def test_what_is_shown_whole_is_in_sight(wide, high):
    looking = Looking(width=300.0, height=200.0)

    looking.show(-wide, -high, wide, high)

    for place in ((-wide, -high), (wide, high)):
        left, top = looking.to_screen(*place)
        assert -1e-6 <= left <= 300 + 1e-6
        assert -1e-6 <= top <= 200 + 1e-6


@given(SCALES)
def test_the_scale_bar_is_a_round_length_that_fits(scale):
    metres, pixels = Looking(scale=scale).bar(96.0)

    assert 0 < pixels <= 96.0 + 1e-9
    assert f"{metres:.0e}"[0] in "125"
