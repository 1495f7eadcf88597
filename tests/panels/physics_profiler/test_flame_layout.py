"""Where ticks and stages lie in a flame: every nanosecond once, at any zoom."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.ui.profiling.time_line import CLOSEST_NS
from engine.physics.capture import STAGES, Capture
from engine.physics.profile import PhysicsStepProfile
from panels.physics_profiler.flame_layout import FlameLayout
from tests.engine.physics.capture.captures import ORIGIN, captures, noisy

law = settings(deadline=None)


@given(captures())
@law
def test_stages_lie_end_to_end_inside_their_tick(capture: Capture):
    layout = FlameLayout(capture)

    for k, profile in enumerate(capture.profiles):
        at = layout.edges[k]
        for stage in STAGES:
            begin, length = layout.stages[stage]
            assert begin[k] == pytest.approx(at)
            assert length[k] == (getattr(profile, stage) or 0)
            at += length[k]
        assert at == pytest.approx(layout.edges[k + 1])


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 400))
@law
def test_shares_of_the_columns_add_up_to_what_was_spent(low: float, high: float, columns: int):
    layout = FlameLayout(noisy(1, 40))
    layout.look(*sorted((low * layout.whole, high * layout.whole)))
    shares = layout.shares(columns)
    width = (layout.end - layout.begin) / columns

    assert shares.min() >= -1e-9
    assert shares.sum(axis=0).max() <= 1 + 1e-6
    assert shares.sum() * width == pytest.approx(layout.end - layout.begin, rel=1e-6)


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(-0.2, 1.2)), max_size=30))
@law
def test_whatever_is_zoomed_something_of_the_capture_is_in_sight(steps):
    layout = FlameLayout(noisy(2, 30))
    for factor, share in steps:
        layout.zoom(factor, layout.begin + share * (layout.end - layout.begin))
        layout.pan(share - 0.5)

    assert 0 <= layout.begin < layout.end <= layout.whole * (1 + 1e-12)
    assert layout.end - layout.begin >= CLOSEST_NS * (1 - 1e-9)
    first, last = layout.seen()
    assert first < last


def test_zooming_keeps_what_is_under_the_pointer():
    layout = FlameLayout(noisy(3, 100))
    at = layout.whole * 0.3
    place = (at - layout.begin) / (layout.end - layout.begin)
    layout.zoom(4.0, at)

    assert (at - layout.begin) / (layout.end - layout.begin) == pytest.approx(place)


def test_a_time_has_its_tick_and_its_stage():
    ticks = (PhysicsStepProfile(100, 300, None, None, tick=5), PhysicsStepProfile(50, 60, 70, tick=6))
    layout = FlameLayout(Capture(ORIGIN, ticks))

    assert [layout.index_at(time) for time in (0, 399, 400, 579, 580, -1)] == [0, 0, 1, 1, None, None]
    assert [layout.stage_at(time) for time in (99, 100, 399, 400, 450, 579)] == [
        "broad_phase", "narrow_phase", "narrow_phase", "broad_phase", "narrow_phase", "integration",
    ]  # fmt: skip


def test_choosing_a_tick_brings_it_into_sight_with_the_scale_as_it_is():
    layout = FlameLayout(noisy(4, 200))
    layout.look(0, layout.whole / 20)
    layout.reveal(150)

    assert layout.begin <= layout.edges[150]
    assert layout.edges[151] <= layout.end
    assert layout.end - layout.begin == pytest.approx(layout.whole / 20)


def test_threads_are_as_busy_as_they_were_measured():
    ticks = tuple(
        PhysicsStepProfile(0, 1000, 0, tick=k, threads=2, busy_ns_per_thread=(1000, 500) if k else ()) for k in range(2)
    )
    shares = FlameLayout(Capture(ORIGIN, ticks)).busy_shares(2)

    assert shares == pytest.approx(np.array([[0.0, 1.0], [0.0, 0.5]]))


def test_the_slowest_tick_and_the_peaks_are_those_of_the_totals():
    ticks = tuple(PhysicsStepProfile(time, tick=k) for k, time in enumerate((5, 9, 2, 7)))
    layout = FlameLayout(Capture(ORIGIN, ticks))

    assert layout.slowest() == 1
    assert list(layout.peaks(2)) == [9, 7]
    assert list(layout.peaks(8))[1:3] == [5, 9]
    assert list(layout.count_peaks("active_body_count", 3)) == [0, 0, 0]
