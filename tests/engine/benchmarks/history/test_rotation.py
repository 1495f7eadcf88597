"""Old rows are packed by month; whatever kills it, no row is lost or counted twice."""

import json
import os
import random
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
import zstandard

from engine.benchmarks.history import rotation
from engine.benchmarks.history.appending import append_history
from engine.benchmarks.history.places import ASIDE, HISTORY, RAW, archive_of, archives
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.history.rotation import rotate
from engine.benchmarks.history.samples import read_samples, write_samples
from engine.benchmarks.history.writing import HistoryBusyError, append_lines, held

from .rows import NOW, line, put

DAYS = [95, 80, 64, 50, 40, 31, 29, 10, 1]


def values(folder):
    return [row.value for row in read_history(folder, now=NOW).rows]


def full(folder):
    put(folder, *[line(float(day), day=day) for day in DAYS])


def test_old_rows_go_into_their_months_and_are_still_read_in_order(tmp_path):
    full(tmp_path)
    done = rotate(tmp_path, now=NOW)
    assert [path.name[8:15] for path in archives(tmp_path)] == ["2026-08", "2026-09", "2026-10"]
    assert (sum(done.packed.values()), done.kept) == (6, 3)
    assert values(tmp_path) == DAYS
    assert len((tmp_path / HISTORY).read_bytes().splitlines()) == 3


def test_rotating_again_changes_nothing(tmp_path):
    full(tmp_path)
    rotate(tmp_path, now=NOW)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert rotate(tmp_path, now=NOW).packed == {}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_bad_lines_move_aside_with_their_reason(tmp_path):
    put(tmp_path, line(day=40), b"{oops", line(day=1))
    assert rotate(tmp_path, now=NOW).set_aside == 1
    [told] = [json.loads(text) for text in (tmp_path / ASIDE).read_text().splitlines()]
    assert (told["line"], told["text"]) == (2, "{oops")
    assert b"oops" not in (tmp_path / HISTORY).read_bytes()


def test_single_samples_of_packed_rows_go(tmp_path):
    old, new = NOW - timedelta(days=45), NOW - timedelta(days=2)
    kept = {stamp: write_samples(tmp_path, stamp, [{"values": [1.23456789, 2.0]}]) for stamp in (old, new)}
    assert rotate(tmp_path, now=NOW).files_dropped == 1
    assert read_samples(tmp_path, f"{kept[new]}#0") == (1.234568, 2.0)
    with pytest.raises(OSError, match="No such file"):
        read_samples(tmp_path, f"{kept[old]}#0")
    with pytest.raises(ValueError, match="names no samples"):
        read_samples(tmp_path, "../../etc/passwd#0")


def test_a_damaged_month_is_left_as_it_is_and_its_rows_stay_at_hand(tmp_path):
    full(tmp_path)
    august, september = (archive_of(tmp_path, month) for month in ("2026-08", "2026-09"))
    september.write_bytes(b"damaged")
    done = rotate(tmp_path, now=NOW)
    assert (list(done.packed), done.damaged, done.kept) == (["2026-08"], ["2026-09"], 8)
    assert september.read_bytes() == b"damaged"
    assert august.is_file()
    assert sorted(values(tmp_path)) == sorted(DAYS)
    september.unlink()
    assert rotate(tmp_path, now=NOW).damaged == []
    assert values(tmp_path) == DAYS


def test_drafts_of_killed_programs_go_once_nobody_can_be_writing_them(tmp_path):
    full(tmp_path)
    old, new = (tmp_path / RAW / f".{name}.json.zst.0123abcd.part" for name in ("old", "new"))
    old.parent.mkdir()
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1e9, 1e9))
    rotate(tmp_path, now=NOW)
    assert (old.exists(), new.exists()) == (False, True)


def test_samples_are_read_whoever_wrote_them(tmp_path):
    (tmp_path / RAW).mkdir()
    told = json.dumps([{"values": [1.0, 2.5]}]).encode()
    (tmp_path / RAW / "plain.json").write_bytes(told)
    streamed = zstandard.ZstdCompressor(write_content_size=False).compress(told)
    (tmp_path / RAW / "streamed.json.zst").write_bytes(streamed)
    (tmp_path / RAW / "cut.json.zst").write_bytes(streamed[:-4])
    for name in ("plain.json", "streamed.json.zst"):
        assert read_samples(tmp_path, f"raw/{name}#0") == (1.0, 2.5)
    with pytest.raises(ValueError, match="is cut short"):
        read_samples(tmp_path, "raw/cut.json.zst#0")


def test_lines_that_end_as_windows_ends_them_are_packed_once(tmp_path):
    lines = [line(float(day), day=day) + b"\r" for day in DAYS]
    for _ in range(2):  # the second time as after a rotation that was killed before it shortened the history
        put(tmp_path, *lines)
        assert values(tmp_path) == DAYS
        assert read_history(tmp_path, now=NOW).set_aside == []
        rotate(tmp_path, now=NOW)
    assert values(tmp_path) == DAYS
    assert read_history(tmp_path, now=NOW).set_aside == []


@pytest.mark.parametrize("writes", range(6))
def test_a_rotation_that_ends_between_any_two_files_loses_nothing(tmp_path, monkeypatch, writes):
    full(tmp_path)
    done, write_whole = [], rotation.write_whole

    def until_it_ends(path, data):
        if len(done) == writes:
            raise KeyboardInterrupt
        done.append(write_whole(path, data))
        return path

    monkeypatch.setattr(rotation, "write_whole", until_it_ends)
    ended = False
    try:
        rotate(tmp_path, now=NOW)
    except KeyboardInterrupt:
        ended = True
    assert ended == (writes < 4)
    assert sorted(values(tmp_path)) == sorted(DAYS)
    monkeypatch.undo()
    rotate(tmp_path, now=NOW)
    assert values(tmp_path) == DAYS
    assert len((tmp_path / HISTORY).read_bytes().splitlines()) == 3


def test_a_bad_line_in_a_packed_month_stays_where_it_is_and_rows_go_on_being_packed(tmp_path):
    no_zone = line(3.0, day=40).replace(b"+00:00", b"").replace(b'Z"', b'"')
    month = archive_of(tmp_path, "2026-10")
    month.write_bytes(
        zstandard.compress(b"\n".join([line(1.0, day=50), b"{broken", no_zone, line(4.0, day=38)]) + b"\n")
    )
    put(tmp_path, line(2.0, day=45), line(9.0, day=1))
    assert dict(rotate(tmp_path, now=NOW).packed) == {"2026-10": 1}
    assert values(tmp_path) == [1.0, 2.0, 4.0, 9.0]
    assert len(read_history(tmp_path, now=NOW).set_aside) == 2


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_a_moment_that_no_calendar_holds_in_utc_costs_its_own_row_alone(tmp_path, moment):
    month = archive_of(tmp_path, "2026-10")
    month.write_bytes(zstandard.compress(b"\n".join([line(1.0, day=50), line(7.0, timestamp=moment)]) + b"\n"))
    put(tmp_path, line(2.0, day=45), line(9.0, day=1), line(8.0, timestamp=moment))
    append_history([], tmp_path)
    rotate(tmp_path, now=NOW)
    assert values(tmp_path) == [1.0, 2.0, 9.0]
    assert len(read_history(tmp_path, now=NOW).set_aside) == 1


def test_what_a_killed_writer_left_spoils_no_row_but_its_own(tmp_path):
    path = put(tmp_path, line(1.0, day=3))
    with path.open("ab") as file:
        file.write(line(2.0, day=2)[:50])
    append_lines(tmp_path, [line(3.0, day=1)])
    assert values(tmp_path) == [1.0, 3.0]


def test_two_programs_do_not_write_at_once(tmp_path):
    with held(tmp_path), pytest.raises(HistoryBusyError, match="another program"), held(tmp_path, patience=0.05):
        pass


WRITER = """
import sys
from datetime import timedelta
from pathlib import Path
from engine.benchmarks.history.rotation import rotate
from engine.benchmarks.history.writing import append_lines, held
from tests.engine.benchmarks.history.rows import NOW, line
folder, first = Path(sys.argv[1]), int(sys.argv[2])
for k in range(first, first + 5000):
    with held(folder):
        append_lines(folder, [line(float(k), day=60 - k * 0.004)])
    print(k, flush=True)
    if k % 7 == 0:
        rotate(folder, now=NOW)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_while_it_appends_and_rotates_no_row_that_was_told_is_lost(tmp_path):
    told: list[int] = []
    first, chance = 0, random.Random(5)
    for _ in range(6):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(first)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as writer:
            assert writer.stdout
            for _ in range(chance.randrange(20, 120)):
                told.append(int(writer.stdout.readline()))
            writer.kill()
            told += [int(word) for word in writer.stdout.read().splitlines(keepends=True) if word.endswith("\n")]
        first = told[-1] + 2
    found = values(tmp_path)
    assert set(told) <= set(found)
    assert len(found) == len(set(found)) <= len(told) + 6
    assert read_history(tmp_path, now=NOW).set_aside == []
    assert archives(tmp_path)
