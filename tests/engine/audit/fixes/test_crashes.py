"""Nothing is lost when the process dies half-way, or the disk is full: the next one gives every byte back."""

import signal
import subprocess
import sys

import pytest

from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.applying.records import FixError, Records
from engine.audit.fixes.log import entries
from engine.audit.fixes.log.entries import read_log, standing
from engine.audit.fixes.log.marking import REPORT
from tests.engine.audit.fixes.trees import content, crate_with, nobody, wishes_for

TEXT = "pub fn f(a: Option<u8>) -> Option<u8> {\n    Some(a.unwrap())\n}\n"
DIE = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from engine.audit.fixes.applying import bench, telling
from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.applying.records import Records
from tests.engine.audit.fixes.trees import nobody, wishes_for

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

root = Path(sys.argv[1])
if sys.argv[2] == "tell":
    bench.tell = die
if sys.argv[2] == "mark":
    mark_rows = telling.mark_rows

    def mark_and_die(*given):
        mark_rows(*given)
        die()

    telling.mark_rows = mark_and_die
if sys.argv[2] == "undo":
    written = Records.write

    def once(self, name, data):
        written(self, name, data)
        die()

    Records.write = once
    Fixer(root).undo()
if len(sys.argv) > 3:
    Fixer(root).undo(int(sys.argv[3]))
wishes = wishes_for(root / "src/lib.rs", root)
Fixer(root, die if sys.argv[2] == "check" else nobody).fix([replace(wishes[0], fingerprint="base")])
"""


def die_at(root, moment: str, *undone: str) -> None:
    done = subprocess.run([sys.executable, "-c", DIE, str(root), moment, *undone], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_kill_while_the_compiler_runs_is_taken_back_by_the_next_process(tmp_path):
    file = crate_with(tmp_path, TEXT)
    before = content(tmp_path)
    die_at(tmp_path, "check")
    assert content(tmp_path) != before, "it was killed with the probe in the file"

    fixer = Fixer(tmp_path, nobody)
    with pytest.raises(FixError, match="nothing stands"):
        fixer.undo()

    assert content(tmp_path) == before
    assert [record.state for record in fixer.records.all()] == ["taken back"]
    assert file.read_text() == TEXT


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_kill_between_the_file_and_the_log_is_told_by_the_next_process_once(tmp_path):
    crate_with(tmp_path, TEXT)
    die_at(tmp_path, "tell")
    assert read_log(tmp_path) == []

    fixer = Fixer(tmp_path, nobody)
    fixer.fix([])
    fixer.fix([])

    assert [each.key for each in read_log(tmp_path)] == ["Fix 1.1"]
    fixer.undo()
    assert (tmp_path / "src/lib.rs").read_text() == TEXT


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_kill_between_the_report_and_its_record_marks_no_second_row(tmp_path):
    crate_with(tmp_path, TEXT.replace("Some(", "a.unwrap();\n    Some("))
    report = tmp_path / REPORT
    rows = "File,Line,Column,Status,Fingerprint\nsrc/lib.rs,2,7,{},{}\nsrc/lib.rs,3,12,open,{}\n"
    report.write_text(rows.format("open", "base", "base-2"))
    die_at(tmp_path, "mark")
    marked = rows.format("fixed", "base-2", "base")
    assert report.read_text() == marked, "it died with the row marked"

    Fixer(tmp_path, nobody).fix([])
    assert report.read_text() == marked

    die_at(tmp_path, "mark", "1")
    Fixer(tmp_path, nobody).fix([])
    assert report.read_text() == rows.format("open", "base", "base-2")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("goes_on", ["undo", "fix"])
def test_a_kill_between_two_files_of_an_undoing_is_ended_by_the_next_process(tmp_path, goes_on: str):
    first = crate_with(tmp_path, TEXT)
    second = first.with_name("other.rs")
    second.write_text(TEXT)
    third = first.with_name("third.rs")
    third.write_text(TEXT)
    before = content(tmp_path)
    fixer = Fixer(tmp_path, nobody)
    fixer.fix(wishes_for(third, tmp_path))
    fixer.fix([*wishes_for(first, tmp_path), *wishes_for(second, tmp_path)])
    die_at(tmp_path, "undo")
    assert [file.read_text() == TEXT for file in (first, second, third)] == [True, False, False], "it died in between"

    if goes_on == "undo":
        assert fixer.undo().number == 2, "what was begun is meant, not the fix before it"
    else:
        fixer.fix([])
        assert [each.left_alone for each in fixer.recovered] == [()]

    assert second.read_text() == TEXT
    assert [each.key for each in read_log(tmp_path)] == ["Fix 1.1", "Fix 2.1", "Fix 2.2", "Undo 2.1", "Undo 2.2"]
    fixer.undo()
    assert content(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_what_was_changed_after_a_kill_while_undoing_is_left_alone_and_can_be_undone_later(tmp_path):
    first = crate_with(tmp_path, TEXT)
    second = first.with_name("other.rs")
    second.write_text(TEXT)
    wishes = [*wishes_for(first, tmp_path), *wishes_for(second, tmp_path)]
    report = tmp_path / REPORT
    rows = "".join(f"{wish.file},open,{wish.fingerprint}\n" for wish in wishes)
    report.write_text(f"File,Status,Fingerprint\n{rows}")
    Fixer(tmp_path, nobody).fix(wishes)
    die_at(tmp_path, "undo")
    fixed = second.read_text()
    second.write_text(f"{fixed}// mine\n")

    fixer = Fixer(tmp_path, nobody)
    for _ in range(2):
        with pytest.raises(FixError, match=r"src/other\.rs.* somebody has changed it|src/other\.rs: changed since"):
            fixer.undo()
        assert (first.read_text(), second.read_text()) == (TEXT, f"{fixed}// mine\n")
        assert [each.key for each in read_log(tmp_path)] == ["Fix 1.1", "Fix 1.2", "Undo 1.1"]
        assert [each.file for each in standing(read_log(tmp_path))] == ["src/other.rs"]
        assert [row.split(",")[1] for row in report.read_text().splitlines()[1:]] == ["open", "fixed"]

    first.write_text("pub fn later() {}\n")
    second.write_text(fixed)
    undone = fixer.undo()
    assert [each.file for each in undone.files_left] == ["src/other.rs"], "the other one was given back before"

    assert (first.read_text(), second.read_text()) == ("pub fn later() {}\n", TEXT)
    assert [each.key for each in read_log(tmp_path)] == ["Fix 1.1", "Fix 1.2", "Undo 1.1", "Undo 1.2"]
    assert [row.split(",")[1] for row in report.read_text().splitlines()[1:]] == ["open", "open"]


def test_a_file_that_is_as_it_was_before_a_fix_is_no_reason_not_to_undo_the_others(tmp_path):
    first = crate_with(tmp_path, TEXT)
    second = first.with_name("other.rs")
    second.write_text(TEXT)
    fixer = Fixer(tmp_path, nobody)
    fixer.fix([*wishes_for(first, tmp_path), *wishes_for(second, tmp_path)])
    second.write_text(TEXT)

    fixer.undo()

    assert (first.read_text(), second.read_text()) == (TEXT, TEXT)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_what_was_changed_after_a_kill_is_left_alone_and_named(tmp_path):
    file = crate_with(tmp_path, TEXT)
    die_at(tmp_path, "check")
    file.write_text("pub fn mine() {}\n")

    fixer = Fixer(tmp_path, nobody)
    fixer.fix([])

    assert file.read_text() == "pub fn mine() {}\n"
    assert [each.left_alone for each in fixer.recovered] == [("src/lib.rs",)]


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    file = crate_with(tmp_path, TEXT)
    written = Records.write
    times = iter((True, False))

    def once(self: Records, name: str, data: bytes) -> None:
        written(self, name, data)
        if next(times, False):
            raise OSError(28, "No space left on device", name)

    monkeypatch.setattr(Records, "write", once)
    with pytest.raises(OSError, match="No space left"):
        Fixer(tmp_path, nobody).fix(wishes_for(file, tmp_path))

    assert file.read_text() == TEXT
    assert [record.state for record in Records(tmp_path).all()] == ["taken back"]


def test_a_stop_by_the_user_while_the_compiler_runs_gives_all_back(tmp_path):
    file = crate_with(tmp_path, TEXT)

    def stopped(*_: object):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Fixer(tmp_path, stopped).fix(wishes_for(file, tmp_path))

    assert file.read_text() == TEXT


def test_two_processes_do_not_fix_one_tree_at_once(tmp_path):
    file = crate_with(tmp_path, TEXT)

    with Records(tmp_path).held(), pytest.raises(FixError, match="another process fixes this tree"):
        Fixer(tmp_path, nobody).fix(wishes_for(file, tmp_path))


def test_a_log_that_cannot_be_written_is_written_next_time(tmp_path, monkeypatch):
    file = crate_with(tmp_path, TEXT)

    def full(*_: object):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(entries, "write_whole", full)
        with pytest.raises(OSError, match="No space left"):
            Fixer(tmp_path, nobody).fix(wishes_for(file, tmp_path))

    Fixer(tmp_path, nobody).fix([])

    assert "a?" in file.read_text()
    assert [each.pattern for each in read_log(tmp_path)] == ["propagate"]
