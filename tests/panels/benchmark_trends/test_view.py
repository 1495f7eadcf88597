"""The panel on the screen: list, plot and details say the same, and keys reach all of it."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.ui.api import Ui
from engine.benchmarks.beside.confirming import Confirmed
from engine.benchmarks.history.samples import write_samples
from panels.benchmark_trends.trend_table import NAME
from panels.benchmark_trends.view import ALERTS, ASIDE, TRENDS, TrendsView
from tests.engine.benchmarks.history.rows import put
from tests.panels.benchmark_trends.stage import NOW, history, read_here, row, trends

LEFT = Qt.MouseButton.LeftButton


@contextmanager
def shown(qtbot, path, size=(1100, 420), *, is_read=True):
    with trends(path, is_read=is_read) as model:
        if is_read:
            # What the clock would find is what was read.
            model.look = lambda: None
        view = TrendsView(model, Ui(model.editor))
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        qtbot.waitExposed(view)
        yield view
        view.hide()


def cell(view, line, column=NAME, role=Qt.ItemDataRole.DisplayRole):
    rows = view.trends.table.rows
    return rows.data(rows.index(line, column), role)


def test_list_plot_and_details_follow_the_chosen_series(qtbot, tmp_path):
    with shown(qtbot, history(tmp_path)) as view:
        model, table, plot = view.model, view.trends.table, view.trends.plot
        lines = [cell(view, line) for line in range(table.rows.rowCount())]
        assert lines == [
            "nav  2",
            "field, agents 100",
            "short, agents 100",
            "physics  2",
            "tick, agents 100",
            "tick, agents 100",
        ]
        assert cell(view, 4, NAME, Qt.ItemDataRole.AccessibleTextRole) == "physics.tick (agents 100), warns"
        assert cell(view, 4, 3) == "+30 %"
        assert plot.title.whole() == "physics.tick (agents 100)"
        assert plot.standing.whole().startswith("Worse by 30 % since")
        qtbot.waitUntil(lambda: bool(plot.chart._items))

        QTest.mouseClick(plot.chart._plot.viewport(), LEFT, pos=plot.chart.spot_of(3).toPoint())
        assert model.place == model.places()[3]
        assert view.trends.details.commit == model.chosen.commits[model.place].decode()
        said: list[str] = []
        model.editor.said.connect(said.append)
        QTest.keyClick(plot.chart, Qt.Key.Key_PageDown)
        assert model.place == model.chosen.alert.at
        assert said[-1].startswith(f"{model.chosen.values[model.place]:.1f} ms, ")

        table.setFocus()
        table.setCurrentIndex(table.rows.index(1, NAME))
        assert model.chosen.name == "nav.field"
        QTest.keyClick(table, Qt.Key.Key_Up)
        QTest.keyClick(table, Qt.Key.Key_Left)
        assert [cell(view, line) for line in range(2)] == ["nav  2", "physics  2"]
        QTest.keyClick(table, Qt.Key.Key_Right)
        assert cell(view, 1) == "field, agents 100"


def test_samples_changes_of_the_tree_and_lines_set_aside_are_told(qtbot, tmp_path):
    raw = write_samples(tmp_path, NOW, [{"benchmark_name": "a.b", "params": {}, "values": [1.0, 2.0, 4.0]}])
    rows = [row(2.0, 1.0, name="a.b", samples=3, stddev=0.25, git_dirty=True, raw=f"{raw}#0"), b"{nonsense"]
    with shown(qtbot, put(tmp_path, *rows)) as view:
        details = view.trends.details
        qtbot.waitUntil(lambda: view.model.editor.jobs.pump() or bool(view.model.samples.values))
        assert details.values["Value"].whole() == "2.00 ms, standard deviation 0.250"
        assert details.values["Samples"].whole() == "3 samples, 1.00 ms to 4.00 ms"
        assert details.dirty.isVisible()

        view.tabs.setCurrentIndex(ASIDE)
        assert view.tabs.tabText(ASIDE) == "1 line set aside"
        rows = view.aside.rows
        assert [rows.index(0, column).data() for column in (0, 1)] == ["history.jsonl", "2"]


def test_what_is_narrowed_to_nothing_leads_back(qtbot, tmp_path):
    with shown(qtbot, history(tmp_path)) as view:
        QTest.keyClicks(view.trends.filters.search, "zzzz")
        assert view.trends.nothing.isVisible()

        QTest.mouseClick(view.trends.nothing.button, LEFT)

        assert view.trends.table.isVisible()
        assert view.trends.filters.search.text() == ""


def test_without_a_history_it_says_how_rows_come_and_shows_them_as_they_arrive(qtbot, tmp_path):
    path = tmp_path / "history.jsonl"
    with shown(qtbot, path, is_read=False) as view:
        assert view.empty.isVisible()
        assert "bench run" in view.empty.text.text()
        assert view.empty.button.isVisible()

        put(tmp_path, row(1.0, 1.0, name="nav.field"))
        read_here(view.model)

        assert view.trends.isVisible()
        assert cell(view, 1) == "field, agents 100"


@pytest.mark.parametrize("size", [(330, 200), (520, 600)])
def test_a_small_panel_keeps_list_and_plot(qtbot, tmp_path, size):
    with shown(qtbot, history(tmp_path), size) as view:
        for part in (view.trends.table, view.trends.plot.chart):
            assert part.isVisible()
            assert part.height() >= 40
        assert view.width() == size[0]


def test_alerts_lead_to_their_change_and_tell_the_verdict(qtbot, tmp_path):
    with shown(qtbot, history(tmp_path)) as view:
        model, page = view.model, view.alerts
        assert view.tabs.tabText(ALERTS) == "Alerts 1"
        view.tabs.setCurrentIndex(ALERTS)
        rows = page.rows
        told = [rows.index(0, column).data() for column in (0, 1, 3)]
        assert told[0] == "physics.tick (agents 100)"
        assert told[1].startswith("+30 % since ")
        assert told[2] == "not verified"
        assert page.verify.isEnabled(), page.verify.toolTip()
        assert "no benchmark of that name" in page.measure.toolTip()

        QTest.keyClick(page.table, Qt.Key.Key_Return)
        assert (view.tabs.currentIndex(), model.place) == (TRENDS, model.chosen.alert.at)

        view.tabs.setCurrentIndex(ALERTS)
        model.works.verdicts.keep(model.alerts()[0].key, Confirmed("no difference", 1.001, 0.99, 1.012, 40))
        read_here(model)
        assert rows.index(0, 3).data() == "not confirmed, 1.001 (0.990–1.012)"
        assert view.tabs.tabText(ALERTS) == "Alerts"


def test_what_went_wrong_stands_below_until_it_is_closed(qtbot, tmp_path):
    with shown(qtbot, history(tmp_path)) as view:
        assert not view.works.isVisible()
        view.model.works.problem = "Measuring nav.field: nothing gave a sample"
        view.refresh()
        assert view.works.told.whole() == view.model.works.problem

        QTest.mouseClick(view.works.cancel, LEFT)

        assert not view.works.isVisible()
