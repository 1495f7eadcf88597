"""An engineer asks where a crate can panic: scans it, reads why, fixes a place, takes that back, and exports."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from panels.unwrap_audit.view import LOG, TREND

LEFT = Qt.MouseButton.LeftButton
MANIFEST = '[package]\nname = "world"\nversion = "0.1.0"\nedition = "2021"\n'
LIBRARY = """//! Names of things.
use std::collections::HashMap;

pub struct World {
    names: HashMap<String, u32>,
}

impl World {
    pub fn of(&self, name: &str) -> Option<u32> {
        let found: Option<u32> = self.names.get(name).copied();
        Some(found.unwrap() + 1)
    }

    fn sum(&self) -> u32 {
        self.names.values().copied().reduce(|a, b| a + b).expect("a world has names")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn parses() {
        assert_eq!("3".parse::<u32>().unwrap(), 3);
    }
}
"""


@pytest.fixture
def crate(tmp_path: Path) -> Path:
    """A small crate with a place that can panic on a public path, one with a reason, and one in a test."""
    folder = tmp_path / "world"
    (folder / "src").mkdir(parents=True)
    (folder / "Cargo.toml").write_text(MANIFEST)
    (folder / "src" / "lib.rs").write_text(LIBRARY)
    return folder


@pytest.fixture
def engineer(designer, starter):
    """Somebody at the window with the panel open."""
    designer.open(starter)
    designer.window.show_workspace("Review")
    designer.wait(lambda: designer.panel("changes") is not None)
    designer.window.docks.focus("unwrap_audit")
    designer.wait(lambda: designer.panel("unwrap_audit") is not None)
    return designer


def scan(engineer, view):
    QTest.mouseClick(view.scan.run, LEFT)
    assert view.model.is_scanning
    engineer.wait(lambda: not view.model.is_scanning)


def go_to(view, words):
    view.findings.filters.search.clear()
    QTest.keyClicks(view.findings.filters.search, words)
    view.findings.filters.take_words()
    groups = view.model.groups
    assert len(groups.rows) == 1, words
    view.findings.tree.choose(groups.table.findings[int(groups.rows[0])])


@pytest.mark.skipif(shutil.which("cargo") is None, reason="a fix is proved by the compiler")
def test_a_crate_is_scanned_read_fixed_taken_back_and_exported(engineer, crate, tmp_path):
    view = engineer.panel("unwrap_audit")
    model, library = view.model, crate / "src" / "lib.rs"
    model.choose_folder(crate)
    engineer.wait(lambda: view.empty.title.text() == "world was not scanned yet")

    # A scan that is given up leaves things as they were.
    QTest.mouseClick(view.scan.run, LEFT)
    assert view.scan.bar.isVisible()
    QTest.mouseClick(view.scan.run, LEFT)
    engineer.wait(lambda: not model.is_scanning)
    assert not model.is_known

    scan(engineer, view)
    assert model.table.by_priority() == {"P0": 1, "P1": 0, "P2": 1, "P3": 1}
    go_to(view, "found unwrap")
    detail = view.findings.detail
    assert detail.place.whole().startswith("src/lib.rs:11:")
    assert detail.reason.text().startswith("P0: ")
    assert detail.source.marked == "found.unwrap()"
    engineer.picture("audit_finding")

    engineer.wait(lambda: model.fixing.ways)
    engineer.open_menu(detail.fix.fix, "Propagate with ?")
    engineer.wait(lambda: model.fixing.preview is not None)
    assert "+        Some(found? + 1)" in detail.preview.diff.toPlainText()
    assert library.read_text() == LIBRARY
    engineer.picture("audit_preview")
    QTest.mouseClick(detail.preview.apply, LEFT)
    engineer.wait(lambda: model.fixing.job is None and not model.is_scanning)
    assert library.read_text() == LIBRARY.replace("found.unwrap()", "found?")
    assert model.table.by_priority()["P0"] == 0
    assert any(toast.startswith("Fixed") for toast in engineer.toasts())

    view.tabs.setCurrentIndex(LOG)
    engineer.wait(lambda: len(view.log.rows.rows()) == 1)
    assert view.log.diff.toPlainText() == "-        Some(found.unwrap() + 1)\n+        Some(found? + 1)"
    engineer.picture("audit_log")
    QTest.mouseClick(view.log.undo, LEFT)
    engineer.wait(lambda: model.fixing.job is None and not model.is_scanning)
    assert library.read_bytes() == LIBRARY.encode()
    assert model.table.by_priority()["P0"] == 1

    view.tabs.setCurrentIndex(TREND)
    engineer.wait(view.trend.chart.isVisible)
    assert view.trend.told.text().startswith("3 open, ±0 since ")
    assert view.trend.told.text().endswith("Since the scan before: 1 new, 0 fixed, 0 moved.")
    engineer.picture("audit_over_time")

    for name in ("report.csv", "report.sarif", "report.json"):
        model.export(tmp_path / name)
        engineer.wait(lambda name=name: any(name in toast for toast in engineer.toasts()))
    with (tmp_path / "report.csv").open(newline="") as lines:
        rows = [(row["Line"], row["Priority"]) for row in csv.DictReader(lines)]
    assert rows == [("11", "P0"), ("15", "P2"), ("23", "P3")]
    assert len(json.loads((tmp_path / "report.json").read_text())["findings"]) == 3
    assert json.loads((tmp_path / "report.sarif").read_text())["version"] == "2.1.0"
