"""A history handed over as columns: what is told of each series, and of lines that could not be used."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from engine.benchmarks.beside.course import Course
from engine.benchmarks.beside.reading import Head, hand_over, shipped_benchmarks
from engine.benchmarks.discovery import find_benchmarks
from tests.engine.benchmarks.history.rows import line, put


class Collected:
    """Keeps what is handed over."""

    def __init__(self):
        self.parts, self.said = [], []

    def progress(self, fraction, text=""):
        self.said.append(fraction)

    def part(self, found):
        self.parts.append(found)


def handed(path) -> tuple[Head, list[Course]]:
    told = Collected()
    hand_over(told, path)
    head, *courses = told.parts
    assert told.said[-1] in (None, 1.0)
    return head, courses


def stepped(step=1.3, count=60, at=40, **more):
    """A series that becomes so many times as much at a run."""
    scatter = np.random.default_rng(3).normal(1.0, 0.01, count)
    values = scatter * np.where(np.arange(count) < at, 10.0, 10.0 * step)
    return [line(float(v), day=count - k, git_sha=f"{k:040x}", **more) for k, v in enumerate(values)]


def test_columns_are_those_of_the_rows(tmp_path):
    more = {"stddev": 0.5, "samples": 7, "raw": "raw/a.json.zst#0", "git_sha": "ab" * 20, "python": "3.11.7"}
    path = put(tmp_path, line(2.0, day=2, **more), line(3.0, day=1, git_dirty=True, capture="captures/a.capture.json"))

    _head, (course,) = handed(path)

    assert course.values.tolist() == [2.0, 3.0]
    assert (course.spread[0], np.isnan(course.spread[1]), course.samples[0]) == (0.5, True, 7)
    assert (course.judged.tolist(), course.dirty.tolist()) == ([True, False], [False, True])
    assert (course.raws[0], course.captures[1], course.commits[0]) == (
        b"raw/a.json.zst#0",
        b"captures/a.capture.json",
        b"ab" * 20,
    )
    assert not course.has_line


def test_a_change_names_its_run_among_all_runs(tmp_path):
    rows = stepped()
    rows.insert(20, line(50.0, day=39.5, git_dirty=True))

    _head, (course,) = handed(put(tmp_path, *rows))

    assert course.alert is not None
    assert course.alert.at == pytest.approx(41, abs=1)
    assert course.alert.commits.endswith(course.commits[course.alert.at].decode())
    assert course.state == "warn"
    assert np.isnan(course.middle[20])


def test_the_limit_of_the_machine_decides_and_no_other_machine_has_it(tmp_path):
    benchmark = next(each for each in shipped_benchmarks().values() if each.threshold.baselines)
    base = benchmark.threshold.baselines[0]
    slow = base.value * (1.0 + 2.0 * benchmark.threshold.fail)
    common = {"name": benchmark.name, "params": dict(base.case), "unit": "ms"}
    rows = [line(slow, day=1, hardware_id=base.hardware_id, **common), line(slow, day=1, hardware_id="h9", **common)]

    _head, courses = handed(put(tmp_path, *rows))

    assert {each.hardware_id: each.state for each in courses} == {base.hardware_id: "fail", "h9": "unknown"}


def test_lines_that_can_not_be_used_are_told_with_their_number(tmp_path):
    head, courses = handed(put(tmp_path, line(1.0, day=2), b"{nonsense", line(1.1, day=1)))

    assert (head.rows, head.aside_count, len(courses)) == (2, 1, 1)
    ((file, number, reason),) = head.aside
    assert (file, number) == ("history.jsonl", 2)
    assert reason


def test_a_file_of_another_name_is_read_alone(tmp_path):
    path = tmp_path / "from_ci.jsonl"
    path.write_bytes(line(1.0, day=1) + b"\n")
    put(tmp_path, line(2.0, day=1, name="other.thing"))

    _head, (course,) = handed(path)

    assert course.name == "physics.tick"


def test_thresholds_that_ship_are_those_of_the_benchmarks():
    shipped = shipped_benchmarks()

    for each in find_benchmarks("nav."):
        assert shipped[each.name].threshold == each.threshold


def test_times_are_seconds_of_utc(tmp_path):
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    row = line(1.0, timestamp=at.isoformat())

    _head, (course,) = handed(put(tmp_path, row))

    assert course.times.tolist() == [at.timestamp()]
