"""Fixes in files, with a real compiler: what compiles stands, what does not is taken back, and undo gives all back."""

import pytest

from engine.audit.fixes.applying.fixer import Fixer
from engine.audit.fixes.applying.records import FixError
from engine.audit.fixes.applying.wish import Wish
from engine.audit.fixes.checking.compiler import compile_crate
from engine.audit.fixes.checking.verdict import Complaint, Span, Verdict
from engine.audit.fixes.crate import crate_of
from engine.audit.fixes.log.entries import read_log
from engine.audit.fixes.syntax.call import calls_in
from tests.engine.audit.fixes.trees import (
    TRICKY,
    content,
    crate_with,
    needs_cargo,
    needs_rustc,
    nobody,
    takes_all,
    wishes_for,
)

PLAIN = "pub fn f(a: Option<u8>) -> Option<u8> {\n    Some(a.unwrap())\n}\n"


@needs_cargo
@pytest.mark.parametrize(
    ("pattern", "least"),
    [("", 37), ("log", 13), ("default", 13), ("return", 22)],
)
def test_every_tricky_place_is_fixed_so_that_it_compiles_or_left_as_it_was(tmp_path, pattern: str, least: int):
    file = crate_with(tmp_path, TRICKY.read_bytes())
    before = content(tmp_path)
    fixer = Fixer(tmp_path)

    outcomes = fixer.fix(wishes_for(file, tmp_path, pattern))

    fixed = [each for each in outcomes if each.is_fixed]
    assert len(fixed) >= least
    assert all(each.told for each in outcomes)
    assert len(calls_in(file.read_bytes())) == len(outcomes) - sum(each.pattern != "expect" for each in fixed)
    assert compile_crate(crate_of(file), file, fixer.records.build, ()).state == "compiled"
    while any(record.state == "applied" for record in fixer.records.all()):
        fixer.undo()
    assert content(tmp_path) == before


@needs_cargo
def test_a_fix_that_does_not_compile_is_taken_back_and_told_in_rustcs_words(tmp_path):
    file = crate_with(tmp_path, "pub fn f(v: &[u8]) -> &u8 {\n    v.first().unwrap()\n}\n")
    before = content(tmp_path)

    (outcome,) = Fixer(tmp_path).fix(wishes_for(file, tmp_path, "default"))

    assert not outcome.is_fixed
    assert "the trait bound `&u8: Default` is not satisfied" in outcome.told
    assert content(tmp_path) == before
    assert read_log(tmp_path) == []


@needs_cargo
def test_code_that_no_build_takes_in_is_marked_not_compiled(tmp_path):
    text = "#[cfg(windows_98)]\npub fn f(a: Option<u8>) -> Option<u8> {\n    Some(a.unwrap() + b().unwrap())\n}\n"
    file = crate_with(tmp_path, text)

    known, unknown = Fixer(tmp_path).fix(wishes_for(file, tmp_path, "propagate"))

    assert known.is_fixed
    assert known.checked.startswith("not compiled: no build of the crate takes this place in")
    assert not unknown.is_fixed, "only a compiler could tell what b() gives"
    assert "a? + b().unwrap()" in file.read_text()


@needs_cargo
def test_a_crate_that_is_broken_already_is_left_alone(tmp_path):
    file = crate_with(tmp_path, PLAIN + "pub fn g() -> u8 {\n    missing\n}\n")
    before = content(tmp_path)

    (outcome,) = Fixer(tmp_path).fix(wishes_for(file, tmp_path))

    assert "does not compile without the fix either" in outcome.told
    assert content(tmp_path) == before


@needs_rustc
def test_a_file_that_no_crate_holds_is_compiled_by_rustc_alone(tmp_path):
    file = tmp_path / "alone.rs"
    file.write_text(PLAIN)

    (outcome,) = Fixer(tmp_path).fix(wishes_for(file, tmp_path))

    assert (outcome.pattern, outcome.checked) == ("propagate", "rustc")
    assert "Some(a?)" in file.read_text()


def test_without_a_compiler_only_what_types_in_sight_allow_is_written_and_marked(tmp_path):
    file = crate_with(tmp_path, PLAIN + "pub fn g() -> Option<u8> {\n    Some(h().unwrap())\n}\n")

    known, unknown = Fixer(tmp_path, nobody).fix(wishes_for(file, tmp_path, "propagate"))

    assert known.checked == "not compiled: cargo is not on this machine"
    assert "Only a compiler can tell whether it fits" in unknown.told


def test_where_nobody_can_be_blamed_halves_are_tried_until_the_one_is_found(tmp_path):
    file = crate_with(tmp_path, "".join(PLAIN.replace("f(", f"f{n}(") for n in range(7)))

    def one_is_bad(_crate, path, _build, _options) -> Verdict:
        text = path.read_text()
        if "compile_error!" in text:
            return takes_all(_crate, path, _build, _options)
        bad = "f4(a: Option<u8>) -> Option<u8> {\n    Some(a?)" in text
        return Verdict("failed", "test", (Complaint("bad", "bad", ()),)) if bad else Verdict("compiled", "test")

    outcomes = Fixer(tmp_path, one_is_bad).fix(wishes_for(file, tmp_path, "propagate"))

    assert [each.is_fixed for each in outcomes] == [True, True, True, True, False, True, True]
    assert file.read_text().count("a?") == 6


def test_an_error_on_the_bytes_of_a_fix_sends_that_one_on_to_its_next_way(tmp_path):
    file = crate_with(tmp_path, PLAIN + "pub fn g() -> Option<u8> {\n    Some(h().unwrap())\n}\n")

    def h_gives_a_result(_crate, path, _build, _options) -> Verdict:
        lines = path.read_text().splitlines()
        if any("compile_error!" in line for line in lines):
            return takes_all(_crate, path, _build, _options)
        for number, line in enumerate(lines, 1):
            if "h()?" in line:
                span = Span(path, number, line.index("?") + 1, number, line.index("?") + 2, is_primary=True)
                return Verdict("failed", "test", (Complaint("no", "no", (span,)),))
        return Verdict("compiled", "test")

    outcomes = Fixer(tmp_path, h_gives_a_result).fix(wishes_for(file, tmp_path, "propagate"))

    assert all(each.is_fixed for each in outcomes)
    assert "a?" in file.read_text()
    assert "h().ok()?" in file.read_text()


def test_undo_is_refused_where_somebody_has_changed_the_file_since(tmp_path):
    file = crate_with(tmp_path, PLAIN)
    fixer = Fixer(tmp_path, nobody)
    fixer.fix(wishes_for(file, tmp_path))
    file.write_text(file.read_text() + "// mine\n")
    theirs = content(tmp_path)

    with pytest.raises(FixError, match="somebody has changed it since"):
        fixer.undo()

    assert content(tmp_path) == theirs


def test_an_older_fix_of_a_file_is_undone_after_the_newer_one(tmp_path):
    file = crate_with(tmp_path, PLAIN + PLAIN.replace("f(", "g("))
    fixer = Fixer(tmp_path, nobody)
    first = fixer.fix(wishes_for(file, tmp_path)[:1])[0].number
    second = fixer.fix(wishes_for(file, tmp_path)[:1])[0].number

    with pytest.raises(FixError, match=f"undo {second} first"):
        fixer.undo(first)

    assert fixer.undo().number == second
    assert fixer.undo().number == first
    with pytest.raises(FixError, match="nothing stands that could be undone"):
        fixer.undo()


def test_bytes_that_are_no_utf8_line_ends_and_rights_stay(tmp_path):
    file = crate_with(tmp_path, b"// caf\xe9\r\n" + PLAIN.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    before = file.read_bytes()
    fixer = Fixer(tmp_path, nobody)

    fixer.fix(wishes_for(file, tmp_path))

    assert file.read_bytes() == before.replace(b"a.unwrap()", b"a?")
    assert file.stat().st_mode & 0o777 == 0o640
    fixer.undo()
    assert file.read_bytes() == before


def test_a_file_outside_of_the_tree_is_never_written(tmp_path):
    outside = crate_with(tmp_path / "other", PLAIN)
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/link.rs").symlink_to(outside)

    for name in ("link.rs", "../other/src/lib.rs"):
        with pytest.raises(FixError, match="outside"):
            Fixer(tmp_path / "tree", nobody).fix([Wish(name, 0, 5)])

    assert outside.read_text() == PLAIN


def test_a_place_that_moved_is_told_and_so_is_a_cancelled_one(tmp_path):
    file = crate_with(tmp_path, PLAIN)
    fixer = Fixer(tmp_path, nobody)

    (moved,) = fixer.fix([Wish("src/lib.rs", 1, 9)])
    (cancelled,) = fixer.fix(wishes_for(file, tmp_path), lambda _done, _all: False)

    assert "no unwrap or expect stands at bytes 1 to 9; scan again" in moved.told
    assert cancelled.told == "It was cancelled before."
    assert file.read_text() == PLAIN
