"""A history is read without its bad rows, and each of those is named."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from engine.benchmarks.history.places import archive_of, archives
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.history.rotation import rotate
from engine.benchmarks.history.writing import append_lines

from .rows import NOW, line, put


def values(folder):
    return [row.value for row in read_history(folder, now=NOW).rows]


def test_no_history_is_an_empty_one(tmp_path):
    found = read_history(tmp_path / "none", now=NOW)
    assert (found.rows, found.set_aside) == ([], [])


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (line(day=1)[:40], "is cut short"),
        (line(float("nan"), day=1), "NaN"),
        (line(float("inf"), day=1), "Infinity"),
        (b"\xef\xbb\xbf" + line(day=1), "byte order mark"),
        (line(1.0, day=2), "the same row again"),
        (line(7.0, day=3), "not newer than the row of its series before it (2026-11-18"),
        (line(day=-1), "of the future (2026-11-21 12:00+00:00)"),
        (line("fast", day=1), "`$.value`"),
        (b"[1, 2]", "object"),
        (b"{'a': 1}", "no JSON"),
        (line(day=1).replace(b"physics", b"\xff"), "no UTF-8"),
        (line(day=1, schema_version=9), "schema version 9"),
        (line(day=1, timestamp="2026-11-19T12:00:00"), "without a zone"),
        (line(day=1, name=""), "names no benchmark"),
        (b'{"value": 1}', "missing required field `timestamp`"),
        (line(day=1, params=None), "has params that are none: Expected `object`, got `null`"),
        (line(day=1, params=5), "got `int`"),
        (line(day=1, params=[]), "got `array`"),
        (line(day=1).replace(b"agents", b"\xff"), "has params that are none"),
        (line(day=1, samples=2**40), "`$.samples`"),
        (line(day=1, timestamp="0001-01-01T00:00:00+14:00"), "of the year 1"),
        (line(day=1)[:-1] + b', "facts": ' + b"[" * 9999 + b"]" * 9999 + b"}", "nested too deep"),
    ],
)
def test_a_bad_row_is_set_aside_with_line_and_reason_and_the_rest_loads(tmp_path, bad, reason):
    put(tmp_path, line(1.0, day=2), bad, line(3.0, day=0.5))
    found = read_history(tmp_path, now=NOW)
    assert [row.value for row in found.rows] == [1.0, 3.0]
    [told] = found.set_aside
    assert (told.file, told.line, told.text) == ("history.jsonl", 2, bad)
    assert reason in told.reason


def test_a_file_that_begins_with_a_byte_order_mark_loses_one_row(tmp_path):
    path = put(tmp_path, line(1.0, day=2), line(2.0, day=1))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert values(tmp_path) == [2.0]


def test_order_matters_within_a_series_alone(tmp_path):
    put(tmp_path, line(1.0, day=1), line(2.0, day=5, name="nav.walk"), line(3.0, day=5, hardware_id="h2"))
    assert values(tmp_path) == [1.0, 2.0, 3.0]


def test_a_clock_of_another_machine_may_be_minutes_ahead(tmp_path):
    put(tmp_path, line(1.0, day=-3 / 1440))
    assert values(tmp_path) == [1.0]


def test_lines_may_end_as_windows_ends_them_and_empty_ones_count(tmp_path):
    path = put(tmp_path, line(1.0, day=3), b"", b"oops", line(2.0, day=1) + b"\r")
    assert values(tmp_path) == [1.0, 2.0]
    assert read_history(path.parent, now=NOW).set_aside[0].line == 3


@given(st.lists(st.one_of(st.just(None), st.binary(max_size=30).map(lambda raw: raw.replace(b"\n", b""))), max_size=12))
def test_whatever_lies_between_them_good_rows_load(tmp_path_factory, between):
    folder = tmp_path_factory.mktemp("history")
    lines = [line(float(k), day=50 - k) if each is None else each for k, each in enumerate(between)]
    put(folder, *lines)
    found = read_history(folder, now=NOW)
    assert [row.value for row in found.rows] == [float(k) for k, each in enumerate(between) if each is None]
    blank = sum(each is not None and not each.strip() for each in between)
    assert len(found.rows) + len(found.set_aside) + blank == len(between)
    assert all(told.text == lines[told.line - 1] for told in found.set_aside)


def test_a_damaged_month_is_told_and_the_others_are_still_read(tmp_path):
    put(tmp_path, *[line(float(day), day=day) for day in (95, 64, 40, 1)])
    rotate(tmp_path, now=NOW)
    _august, september, _october = archives(tmp_path)
    for damage in (september.read_bytes()[:-3], b"nonsense", b""):
        september.write_bytes(damage)
        found = read_history(tmp_path, now=NOW)
        assert [row.value for row in found.rows] == [95.0, 40.0, 1.0]
        [told] = found.set_aside
        assert str(told).startswith(f"{september.name}: ")
        assert "its rows are missing" in told.reason


def test_a_month_may_be_of_several_frames_whose_size_nobody_told(tmp_path):
    writer = zstandard.ZstdCompressor(write_content_size=False)
    month = archive_of(tmp_path, "2026-09")
    month.write_bytes(b"".join(writer.compress(line(float(day), day=day) + b"\n") for day in (60, 55)))
    assert values(tmp_path) == [60.0, 55.0]


@pytest.mark.parametrize("moment", range(4))
def test_a_rotation_while_it_is_read_neither_hides_rows_nor_doubles_them(tmp_path, monkeypatch, moment):
    days = [95, 64, 40, 10]
    put(tmp_path, *[line(float(day), day=day) for day in days[:1]])
    rotate(tmp_path, now=NOW)
    append_lines(tmp_path, [line(float(day), day=day) for day in days[1:]])
    opened, read_bytes = [], Path.read_bytes

    def and_another_rotates(path):
        opened.append(path)
        if len(opened) == moment + 1:
            with monkeypatch.context() as before:
                before.setattr(Path, "read_bytes", read_bytes)
                rotate(tmp_path, now=NOW)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", and_another_rotates)
    found = read_history(tmp_path, now=NOW)
    assert [row.value for row in found.rows] == days
    assert found.set_aside == []


def test_parameters_are_at_hand(tmp_path):
    put(tmp_path, line(params={"agents": 5, "peer": "ours"}))
    [row] = read_history(tmp_path, now=NOW).rows
    assert row.params_of() == {"agents": 5, "peer": "ours"}
    assert row.timestamp == NOW - timedelta(0)
    assert json.loads(bytes(row.facts)) == {}
