"""The remediation log can be read by people and by programs, and the report's rows follow it."""

import csv
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.audit.audit import Audit
from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.applying.records import Fixed, Record
from engine.audit.fixes.applying.wish import wish_of
from engine.audit.fixes.log.entries import NAME, append, entries_of, read_log, standing
from engine.audit.fixes.log.marking import REPORT, mark_rows, rows_of
from engine.audit.fixes.log.velocity import burn_down, per_day
from engine.audit.reports.csv_report import csv_report, fixed_rows
from engine.audit.site import Finding
from tests.engine.audit.fixes.trees import crate_with, nobody, wishes_for

TEXT = "pub fn f(a: Option<u8>) -> Option<u8> {\n    Some(a.unwrap())\n}\n"
lines = st.text(st.characters(codec="utf-8", exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=30)


@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=3), st.integers(1, 99))
def test_what_is_written_is_read_back_word_for_word(tmp_path_factory, pairs, number):
    root = tmp_path_factory.mktemp("log")
    fixes = tuple(
        Fixed("src/a b.rs", 3, "a", "P0", f"{n:x}", "A::f", "propagate", "why it is so.", "cargo check", old, new)
        for n, (old, new) in enumerate(pairs)
    )
    told = entries_of(Record(number, "2026-11-27T18:00:00Z", "applied", (), fixes))

    append(root, told)
    append(root, told)

    assert read_log(root) == told


def test_what_people_write_into_the_log_stays(tmp_path):
    file = crate_with(tmp_path, TEXT + TEXT.replace("f(", "g("))
    fixer = Fixer(tmp_path, nobody)
    fixer.fix(wishes_for(file, tmp_path)[:1])
    log = tmp_path / NAME
    log.write_text(log.read_text().replace("# Unwrap remediation log\n", "# Ours\n\nReviewed by Ada.\n"))

    fixer.fix(wishes_for(file, tmp_path)[:1])

    assert log.read_text().startswith("# Ours\n\nReviewed by Ada.\n")
    assert [each.key for each in read_log(tmp_path)] == ["Fix 1.1", "Fix 2.1"]


def test_an_undone_fix_does_not_stand(tmp_path):
    file = crate_with(tmp_path, TEXT)
    fixer = Fixer(tmp_path, nobody)
    fixer.fix(wishes_for(file, tmp_path))
    fixer.undo()

    told = read_log(tmp_path)

    assert [each.key for each in told] == ["Fix 1.1", "Undo 1.1"]
    assert standing(told) == []


def test_the_row_of_a_fixed_place_is_marked_and_open_again_after_undo(tmp_path):
    file = crate_with(tmp_path, TEXT)
    (wish,) = wishes_for(file, tmp_path)
    report = tmp_path / REPORT
    rows = f'File,Code,Status,Fingerprint\nsrc/lib.rs,"a, ""b""",open,{wish.fingerprint}\nsrc/b.rs,c,open,other\n'
    report.write_text(rows)
    fixer = Fixer(tmp_path, nobody)

    fixer.fix([wish])
    marked = report.read_text()
    fixer.undo()

    assert marked == rows.replace(f"open,{wish.fingerprint}", f"fixed,{wish.fingerprint}")
    assert report.read_text() == rows


def test_rows_of_equal_places_are_told_apart_however_many_of_them_are_fixed_or_undone(tmp_path):
    equal = "pub fn f(a: Option<u8>) -> Option<u8> {\n    a.unwrap();\n    a.unwrap();\n    Some(a.unwrap())\n}\n"
    crate_with(tmp_path, equal)
    fixer = Fixer(tmp_path, nobody)
    report = tmp_path / REPORT

    def fix(line: int) -> None:
        fixer.fix([wish_of(each, "propagate") for each in scanned() if each.line == line])

    def scanned() -> tuple[Finding, ...]:
        return Audit(tmp_path, keeps=False).scan().findings

    def rows() -> list[tuple[str, str]]:
        """The rows of the next report, which are those that stand there already."""
        there = sorted(report.read_text().splitlines()) if report.is_file() else []
        text = csv_report(scanned(), fixed_rows(report.read_text() if report.is_file() else ""))
        assert there in ([], sorted(text.splitlines()))
        report.write_text(text)
        return sorted((row["Line"], row["Status"]) for row in csv.DictReader(text.splitlines()))

    assert rows() == [("2", "open"), ("3", "open"), ("4", "open")]
    fix(2)
    fix(4)
    assert rows() == [("2", "fixed"), ("3", "open"), ("4", "fixed")]
    fix(3)
    assert rows() == [("2", "fixed"), ("3", "fixed"), ("4", "fixed")]
    fixer.undo()
    fixer.undo()
    assert rows() == [("2", "fixed"), ("3", "open"), ("4", "open")]


def test_only_rows_of_the_fixs_own_file_follow_it(tmp_path):
    first = crate_with(tmp_path, TEXT)
    second = first.with_name("other.rs")
    second.write_text(TEXT)
    fixer = Fixer(tmp_path, nobody)
    report = tmp_path / REPORT

    def fix(file: str) -> None:
        fixer.fix([wish_of(each, "propagate") for each in scanned() if each.file == file])

    def scanned() -> tuple[Finding, ...]:
        return Audit(tmp_path, keeps=False).scan().findings

    def write() -> list[tuple[str, str]]:
        text = csv_report(scanned(), fixed_rows(report.read_text() if report.is_file() else ""))
        report.write_text(text)
        return rows()

    def rows() -> list[tuple[str, str]]:
        return sorted((row["File"], row["Status"]) for row in csv.DictReader(report.read_text().splitlines()))

    fix("src/lib.rs")
    assert write() == [("src/other.rs", "open")]
    fix("src/other.rs")
    fixer.undo(1)
    assert rows() == [("src/other.rs", "fixed")], "the fix that is undone has no row"
    assert write() == [("src/lib.rs", "open"), ("src/other.rs", "fixed")]
    report.write_text("".join(line for line in report.read_text().splitlines(keepends=True) if "lib.rs" not in line))
    fixer.undo(2)
    fix("src/lib.rs")
    assert rows() == [("src/other.rs", "open")], "a row that is not there is no other file's"


def test_a_file_that_is_no_report_is_not_touched(tmp_path):
    (tmp_path / REPORT).write_text("a,b\n1,2\n")
    fix = Fixed("src/lib.rs", 1, "a", "P0", "1", "f", "propagate", "", "", "", "")

    assert mark_rows(tmp_path, [fix], rows_of(tmp_path, [fix], "fixed"), "fixed") == 0
    assert (tmp_path / REPORT).read_text() == "a,b\n1,2\n"


def test_burn_down_ends_at_what_is_open_and_counts_quiet_days():
    start = datetime(2026, 11, 1, 9, tzinfo=UTC)
    moments = [start, start + timedelta(hours=2), start + timedelta(days=2)]

    days = burn_down(moments, open_now=10)

    assert [(each.day, each.fixed, each.fixed_in_all, each.open) for each in days] == [
        (date(2026, 11, 1), 2, 2, 11),
        (date(2026, 11, 2), 0, 2, 11),
        (date(2026, 11, 3), 1, 3, 10),
    ]
    assert per_day(moments) == 1.0
    assert burn_down([], 5) == []
