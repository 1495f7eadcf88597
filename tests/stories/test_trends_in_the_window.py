"""An engineer sees that a tick became slower: opens the commit's capture, compares flames, measures it again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from engine.benchmarks.machine import machine_facts, source_facts
from engine.physics.capture import save
from panels.benchmark_trends.view import ALERTS, TRENDS
from panels.physics_profiler.view import CAPTURES, COMPARE
from tests.engine.benchmarks.history.rows import put
from tests.engine.physics.capture.captures import noisy
from tests.panels.benchmark_trends.stage import series
from tests.projects.shipped import copied

LEFT = Qt.MouseButton.LeftButton
NAME, CHANGED_AT = "physics.dispatch", 25
MEASURING_MS = 200_000


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Forty runs of a real benchmark on this machine that became slower, with captures before and after."""
    folder = tmp_path / "history"
    here = {"hardware_id": machine_facts()["hardware_id"], "params": {"agents": 1}, "unit": "us"}
    rows = series(NAME, step=1.3, at=CHANGED_AT, branch=source_facts()["branch"], **here)
    for run in (CHANGED_AT - 1, CHANGED_AT):
        capture = f"captures/{run}.capture.json"
        save(noisy(run, 300, narrow=1.3 if run >= CHANGED_AT else 1.0), folder / capture)
        rows[run] = rows[run].replace(b'"samples": 9', b'"samples": 9, "capture": "%b"' % capture.encode())
    return put(folder, *rows)


def test_what_became_slower_is_seen_understood_and_measured_again(designer, tmp_path, history, qtbot):
    designer.open(copied("starter", tmp_path))
    designer.window.show_workspace("Profile")
    designer.wait(lambda: designer.panel("frame_profiler") is not None)
    designer.window.docks.focus("benchmark_trends")
    designer.wait(lambda: designer.panel("benchmark_trends") is not None)
    view = designer.panel("benchmark_trends")
    model, details = view.model, view.trends.details
    model.open(history)
    designer.wait(lambda: model.courses)

    # The alert leads to the first slower run.
    assert view.tabs.tabText(ALERTS) == "Alerts 1"
    QTest.mouseClick(view.tabs, LEFT, pos=view.tabs.tabRect(ALERTS).center())
    designer.picture("alert")
    QTest.mouseClick(view.alerts.look, LEFT)
    assert (view.tabs.currentIndex(), model.place) == (TRENDS, CHANGED_AT)
    designer.picture("slower")

    # The commit's capture opens in the profiler.
    QTest.mouseClick(details.open, LEFT)
    designer.wait(lambda: designer.panel("physics_profiler") is not None)
    profiler = designer.panel("physics_profiler")
    designer.wait(lambda: profiler.page == CAPTURES)
    physics = designer.window.hosts["physics_profiler"].model
    assert physics.captures.chosen.name == str(CHANGED_AT)
    designer.picture("capture")

    # Its flames beside those of the last good run.
    designer.window.docks.focus("benchmark_trends")
    designer.wait(lambda: details.compare.isEnabled() and not details.compare.visibleRegion().isEmpty())
    QTest.mouseClick(details.compare, LEFT)
    menu = details.compare.findChild(QMenu)
    first = menu.actions()[0]
    assert first.text().endswith("the last before the change")
    first.trigger()
    menu.close()
    designer.wait(lambda: physics.comparing.found is not None and profiler.page == COMPARE)
    assert [each.name for each in (physics.comparing.first, physics.comparing.second)] == ["24", "25"]
    assert "Narrow phase ▲" in profiler.compare.flame.accessibleName()
    designer.picture("flames")

    # It is measured again, and the row arrives by the file.
    designer.window.docks.focus("benchmark_trends")
    designer.wait(lambda: not view.trends.plot.measure.visibleRegion().isEmpty())
    model.works.scale = 0.01
    QTest.mouseClick(view.trends.plot.measure, LEFT)
    assert view.works.isVisible()
    qtbot.waitUntil(lambda: model.works.job is None and len(model.chosen) == 41, timeout=MEASURING_MS)
    assert model.works.problem == ""
    model.choose_run(40)
    assert model.why_no_capture(40) == ""
    assert details.values["Measured"].whole().endswith(f"run 41 of 41, Python {machine_facts()['python']}")
    designer.picture("measured")
