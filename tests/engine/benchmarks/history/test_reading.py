"""A history is read without its bad rows, and each of those is named."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.benchmarks.history.reading import read_history

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
        (line(day=-1), "of the future (2026-11-21 12:00 UTC)"),
        (line("fast", day=1), "`$.value`"),
        (b"[1, 2]", "object"),
        (b"{'a': 1}", "no JSON"),
        (line(day=1).replace(b"physics", b"\xff"), "no UTF-8"),
        (line(day=1, schema_version=9), "schema version 9"),
        (line(day=1, timestamp="2026-11-19T12:00:00"), "without a zone"),
        (line(day=1, name=""), "names no benchmark"),
        (b'{"value": 1}', "missing required field `timestamp`"),
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


def test_parameters_are_at_hand(tmp_path):
    put(tmp_path, line(params={"agents": 5, "peer": "ours"}))
    [row] = read_history(tmp_path, now=NOW).rows
    assert row.params_of() == {"agents": 5, "peer": "ours"}
    assert row.timestamp == NOW - timedelta(0)
    assert json.loads(bytes(row.facts)) == {}
