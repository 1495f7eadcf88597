"""Frames on disk, and the slope of a series."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.telemetry.frame_file import AT_ONCE, COLUMNS, FrameFile, read_frames
from engine.telemetry.frame_profile import FrameSample
from engine.telemetry.theil_sen import theil_sen


def sample(number: int) -> FrameSample:
    return FrameSample(number * 0.02, 20.0 + number, None, 0.5, 1.5, 300.0)


def test_frames_come_back_as_they_were_and_what_was_not_measured_is_no_number(tmp_path):
    file = FrameFile(tmp_path / "f")
    for number in range(AT_ONCE + 3):
        file.add(sample(number), tick=number)
    file.close()
    found = read_frames(tmp_path / "f")
    assert list(found) == list(COLUMNS)
    assert found["frame_ms"].tolist() == [20.0 + number for number in range(AT_ONCE + 3)]
    assert found["tick"].tolist() == list(range(AT_ONCE + 3))
    assert all(math.isnan(value) for value in found["physics_ms"])


def test_a_row_that_was_cut_off_by_a_kill_is_left_out(tmp_path):
    file = FrameFile(tmp_path / "f")
    for number in range(3):
        file.add(sample(number), tick=number)
    file.close()
    whole = (tmp_path / "f").read_bytes()
    (tmp_path / "f").write_bytes(whole[:-5])
    assert len(read_frames(tmp_path / "f")["tick"]) == 2
    assert len(read_frames(tmp_path / "none")["tick"]) == 0


@given(st.floats(-5, 5), st.floats(-100, 100), st.integers(5, 40), st.data())
def test_outliers_do_not_tilt_the_slope(slope, start, count, data):
    times = np.arange(count, dtype=np.float64)
    values = start + slope * times
    # Fewer than a quarter of the points may lie anywhere: the median of pairs keeps the line.
    for place in data.draw(
        st.lists(st.integers(0, count - 1), max_size=count // 5 - 1 if count >= 10 else 0, unique=True)
    ):
        values[place] += data.draw(st.floats(-1000, 1000))
    assert theil_sen(times.tolist(), values.tolist()) == pytest.approx(slope, abs=1e-6)


def test_one_moment_has_no_slope():
    assert theil_sen([], []) is None
    assert theil_sen([3.0, 3.0], [1.0, 2.0]) is None
    with pytest.raises(ValueError, match="as many"):
        theil_sen([1.0], [])
