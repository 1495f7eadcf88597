"""Fixes in the panel: which fit and why not, what a preview shows, and the log with its pace."""

import pytest

from engine.audit.fixes.log.entries import Entry, append
from panels.unwrap_audit.fixing import ANY
from panels.unwrap_audit.table import FindingTable
from panels.unwrap_audit.view import LOG
from tests.panels.unwrap_audit.findings import SOURCE, finding, written


@pytest.fixture
def place(view, model, tmp_path):
    """A folder with one finding, which is chosen, and the ways to fix it known."""
    crate = written(tmp_path / "crate")
    model.choose_folder(crate.folder)
    model.show_table(FindingTable([finding()]))
    model.choose(finding())
    view.findings.tree.choose(finding())
    live(model, lambda: model.fixing.ways)
    return crate


def live(model, condition):
    """Let jobs end until something is so."""
    jobs = model.editor.jobs
    for job in list(jobs.running):
        jobs.wait(job)
    jobs.pump()
    assert condition()


def entry(number, day):
    told = ("src/lib.rs", "11", "world", "P0", "propagate", "cargo check", "f", "World::of", "it fits")
    return Entry(f"Fix {number}.1", f"2026-11-{day:02}T10:00:00Z", *told, "a.unwrap()", "a?")


def test_ways_that_do_not_fit_say_why_in_the_menu(view, model, place):
    lines = {title: why for title, _run, why in view.findings.detail.fix.entries() if title}

    assert lines["Propagate with ?"]
    assert lines["Documented expect"] == ""
    assert next(iter(lines)) == "The first that compiles"


def test_a_preview_changes_nothing_and_takes_the_words_of_an_expect(view, model, place):
    model.fixing.ask([finding()], "expect")
    live(model, lambda: model.fixing.preview)
    page = view.findings.detail.preview
    assert page.isVisible()
    assert page.title.whole() == "Documented expect"
    assert "-        found.unwrap()" in page.diff.toPlainText()

    page.words.setText('a name that "is" there')
    page.words.editingFinished.emit()
    live(model, lambda: model.fixing.preview.reason)

    assert '+        found.expect("a name that \\"is\\" there")' in page.diff.toPlainText()
    assert place.file.read_text(encoding="utf-8") == SOURCE
    view.resize(940, 160)
    assert page.short_told.isVisible()
    assert not page.told.isVisible()
    assert page.short_told.whole() == page.told.text() != ""
    page.leave.click()
    assert model.fixing.preview is None
    assert view.findings.detail.source.isVisible()


def test_a_place_that_has_moved_since_the_scan_is_left_out_and_nothing_can_be_applied(view, model, place):
    place.file.write_text("// new\n" + SOURCE, encoding="utf-8")

    model.fixing.ask([finding()], ANY)
    live(model, lambda: model.fixing.preview)

    page = view.findings.detail.preview
    assert "src/lib.rs:11: The file has changed since it was scanned." in page.refused.text()
    assert not page.apply.isEnabled()


def test_what_no_compiler_has_seen_is_told_so_and_goes_back_byte_for_byte(model, place, monkeypatch):
    monkeypatch.setenv("PATH", "")
    told = []
    model.fixing.made.connect(told.append)
    model.fixing.ask([finding()], "expect")
    live(model, lambda: model.fixing.preview)

    model.fixing.apply()
    live(model, lambda: told)
    assert 'found.expect("' in place.file.read_text(encoding="utf-8")
    assert (told[0].title, told[0].is_good) == ("Fixed", False)
    assert told[0].text == "Not compiled: rustc is not on this machine"

    live(model, lambda: model.fixing.undoable)
    model.fixing.undo()
    live(model, lambda: len(told) == 2)
    assert place.file.read_text(encoding="utf-8") == SOURCE


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (finding("tool.py", kind="bare_except"), "No fix for Python: all six patterns write Rust."),
        (finding(kind="index"), "No fix for index: the patterns do without an unwrap or an expect."),
        (finding(status="fixed"), "It is fixed already."),
        (finding(code="std::option::Option::unwrap"), "No fix for a function by its path, or a raw name: write it"),
        (finding(code="found.r#unwrap()"), "No fix for a function by its path, or a raw name: write it"),
    ],
)
def test_what_no_fix_is_for_says_so_beside_the_button(view, model, found, why):
    model.show_table(FindingTable([found]))
    view.findings.tree.choose(model.table.findings[0])
    detail = view.findings.detail

    assert not detail.fix.fix.isEnabled()
    assert why in detail.fix.fix.toolTip()
    assert detail.no_fix.isVisible()
    assert detail.no_fix.whole().startswith(why)

    view.resize(940, 160)
    assert not detail.no_fix.isVisible()
    assert detail.fix.now.isVisible()
    assert detail.fix.now.text() == why.partition(":")[0]
    assert "No fix of this folder stands." in detail.fix.undo.toolTip()


def test_a_long_preview_is_scrolled_to_what_it_changes(view, model, qtbot):
    context = [f" line {number}" for number in range(60)]
    page = view.findings.detail.preview.diff
    page.show_diff("\n".join([*context, "-old", "+new", *context]))

    qtbot.waitUntil(lambda: page.textCursor().block().text() == "-old")
    assert page.verticalScrollBar().value() > 0


def test_the_log_is_listed_with_the_pace_which_is_drawn_from_three_days_on(view, model, tmp_path):
    append(tmp_path, [entry(1, 3), entry(2, 4)])
    model.choose_folder(tmp_path)
    view.tabs.setCurrentIndex(LOG)
    live(model, lambda: len(model.fixing.log) == 2)
    assert [row.key for row in view.log.rows.rows()] == ["Fix 2.1", "Fix 1.1"]
    assert view.log.pace.text() == "2 fixes stand, 1.0 a day since 2026-11-03."
    assert view.log.diff.toPlainText() == "-a.unwrap()\n+a?"
    assert view.log.chart.isHidden()

    append(tmp_path, [entry(3, 6)])
    model.fixing.look_at_folder()
    live(model, lambda: len(model.fixing.log) == 3)

    assert not view.log.chart.isHidden()
    assert view.log.chart.tell(3.0) == "2026-11-05: 0 fixes"
