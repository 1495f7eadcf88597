"""An engineer audits a crate as Debian ships it: filters, reads why, fixes what compiles, sees it fall, and reopens."""

import json
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.view import CRATES, FINDINGS, TREND
from tests.engine.audit.fixes.campaign.sources import fetch, working_copy

LEFT = Qt.MouseButton.LeftButton
CRATE = "threadpool"


@pytest.fixture
def crate(tmp_path):
    """A copy of the crate with what it needs; skipped where it can't be had or compiled."""
    for program in ("cargo", "apt-get", "dpkg"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine: the crate comes from Debian and is compiled by cargo")
    try:
        fetch([CRATE])
    except RuntimeError as error:
        pytest.skip(f"Debian's package of {CRATE} can't be fetched: {error}")
    copy = working_copy(CRATE, below=tmp_path / "crates")
    if copy is None:
        pytest.skip(f"Debian here has no {CRATE}")
    return copy


def press_scan(engineer, view):
    QTest.mouseClick(view.scan.run, LEFT)
    assert view.scan.bar.isVisible()
    assert view.scan.run.accessibleName() == "Stop"


def make_small_and_large_again(engineer):
    """Each width has an inspector of its own; for another one its widgets are deleted at once."""
    for width, height in ((1280, 720), (1600, 900)):
        engineer.window.resize(width, height)
        QApplication.processEvents()
        engineer.window.grab()


def rest(engineer, model):
    engineer.wait(lambda: model.fixing.job is None and not model.is_scanning)


def test_a_crate_of_debian_is_read_fixed_and_taken_back_and_its_audit_is_there_the_next_time(designer, starter, crate):
    engineer = designer
    engineer.open(starter)
    engineer.window.show_workspace("Review")
    engineer.wait(lambda: engineer.panel("changes") is not None)
    engineer.window.docks.focus("unwrap_audit")
    engineer.wait(lambda: engineer.panel("unwrap_audit") is not None)
    view = engineer.panel("unwrap_audit")
    model, library = view.model, crate / "src" / "lib.rs"
    before = library.read_bytes()
    model.choose_folder(crate)
    engineer.wait(lambda: view.empty.title.text() == f"{CRATE} was not scanned yet")

    # A scan tells how far it is, and can be given up.
    press_scan(engineer, view)
    QTest.mouseClick(view.scan.run, LEFT)
    rest(engineer, model)
    assert not model.is_known
    press_scan(engineer, view)
    rest(engineer, model)
    grave = model.table.by_priority()["P0"]
    assert grave >= 2
    assert model.table.by_priority()["P3"] > 10

    # What matters is a few letters and one click away, with the reason.
    QTest.keyClicks(view.findings.filters.search, "lock unwrap")
    view.findings.filters.take_words()
    for priority in ("P1", "P2", "P3"):
        QTest.mouseClick(view.findings.filters.priorities[priority], LEFT)
    shown = [model.groups.table.findings[row] for row in model.groups.rows]
    assert {each.priority for each in shown} == {"P0"}
    found = next(each for each in shown if each.code.endswith(".lock().unwrap()"))
    view.findings.tree.choose(found)
    detail = view.findings.detail
    assert detail.reason.text().startswith(f"P0: It is on a public path of {CRATE}: whoever calls join")
    assert detail.source.marked == before[found.start : found.end].decode()
    engineer.picture("audit_crate_finding")

    # The fix is seen before a byte changes, compiled, and counted.
    engineer.wait(lambda: model.fixing.ways)
    engineer.open_menu(detail.fix.fix, "The first that compiles")
    engineer.wait(lambda: model.fixing.preview is not None)
    assert f"-{before.decode().splitlines()[found.line - 1]}" in detail.preview.diff.toPlainText()
    assert library.read_bytes() == before
    engineer.picture("audit_crate_preview")
    make_small_and_large_again(engineer)
    QTest.mouseClick(detail.preview.apply, LEFT)
    rest(engineer, model)
    assert any("Checked: cargo check" in toast for toast in engineer.toasts())
    assert library.read_bytes() != before
    assert model.table.by_priority()["P0"] == grave - 1
    make_small_and_large_again(engineer)
    view.tabs.setCurrentIndex(CRATES)
    engineer.wait(lambda: [float(bars.opts["width"][0]) for bars, _ in view.crates.chart._bars][:1] == [grave - 1])
    assert [(row.crate, row.counts[0]) for row in view.crates.table.rows.rows()] == [(CRATE, grave - 1)]
    engineer.picture("audit_crate_crates")
    report = crate.parent / "crate.sarif"
    model.export(report)
    engineer.wait(lambda: any(report.name in toast for toast in engineer.toasts()))
    assert len(json.loads(report.read_text())["runs"][0]["results"]) == len(model.table)

    # Undone, the bytes are as they were, and what was open after each scan tells of both.
    view.tabs.setCurrentIndex(FINDINGS)
    QTest.mouseClick(detail.fix.undo, LEFT)
    rest(engineer, model)
    assert library.read_bytes() == before
    view.tabs.setCurrentIndex(TREND)
    engineer.wait(view.trend.chart.isVisible)
    assert [scan.open[0] for scan in model.history.scans] == [grave, grave - 1, grave]
    engineer.picture("audit_crate_over_time")

    # Whoever opens the panel again finds the audit as it was.
    model.close()
    again = AuditModel(engineer.editor)
    again.choose_folder(crate)
    again.recall()
    engineer.wait(lambda: again.is_known)
    assert again.scanned.audited.rescanned == 0
    assert again.table.by_priority()["P0"] == grave
    again.close()
