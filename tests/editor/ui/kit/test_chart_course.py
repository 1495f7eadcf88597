"""The chart of runs: dots that can be clicked and walked, a line only where runs are enough, a logarithmic axis."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.ui.kit.chart_course import Change, CourseChart, CoursePicture, span_of
from editor.ui.kit.value_ticks import DAY_S

LEFT = Qt.MouseButton.LeftButton


def picture(count=20, **more):
    x = np.arange(count) * DAY_S + 20_000 * DAY_S
    y = 10.0 + np.arange(count) % 3
    flat = np.full(count, 11.0)
    columns = {"judged": np.ones(count, bool), "middle": flat, "low": flat - 1.0, "high": flat + 1.0}
    return replace(CoursePicture(x, y, **columns, span=span_of(x), unit="ms"), **more)


@pytest.fixture
def chart(qtbot):
    widget = CourseChart("Runs")
    qtbot.addWidget(widget)
    widget.resize(500, 260)
    widget.show()
    qtbot.waitExposed(widget)
    widget.show_course(picture())
    qtbot.waitUntil(lambda: bool(widget._items))
    return widget


def kinds(chart):
    return sorted(type(item).__name__ for item in chart._items)


def test_a_click_tells_the_run_below_it(chart):
    found = []
    chart.picked.connect(found.append)
    for place in (0, 7, 19):
        QTest.mouseClick(chart._plot.viewport(), LEFT, pos=chart.spot_of(place).toPoint())

    assert found == [0, 7, 19]


def test_keys_go_from_run_to_run_and_from_change_to_change(chart):
    steps, jumps, entered = [], [], []
    chart.stepped.connect(steps.append)
    chart.jumped.connect(jumps.append)
    chart.entered.connect(lambda: entered.append(True))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Return):
        QTest.keyClick(chart, key)

    assert (steps, jumps, entered) == ([-1, 1, 20], [-1], [True])


def test_too_few_runs_are_dots_without_a_line(chart):
    chart.show_course(picture(2, has_line=False))

    assert kinds(chart) == ["ScatterPlotItem"]


def test_the_band_is_cut_at_a_change(chart):
    assert kinds(chart).count("QGraphicsPathItem") == 1
    whole = picture()
    chart.show_course(picture(changes=[Change(float(whole.x[10]), "▲ +20 %", "severity.error")]))

    assert kinds(chart).count("QGraphicsPathItem") == 2
    assert kinds(chart).count("InfiniteLine") == 1


def test_limits_and_all_runs_are_in_sight(chart):
    chart.show_course(picture(limits=[(30.0, "fails")]))

    low, high = chart._plot.getPlotItem().getViewBox().viewRange()[1]
    assert low < 10.0
    assert high > 30.0


def test_the_axis_is_logarithmic_only_where_all_values_are_above_zero(chart):
    chart.show_course(picture(is_log=True))
    low, high = chart._plot.getPlotItem().getViewBox().viewRange()[1]
    assert low < np.log10(10.0) < np.log10(12.0) < high
    assert high < 2.0

    odd = picture(is_log=True)
    odd.y[3] = 0.0
    chart.show_course(odd)
    assert chart._plot.getPlotItem().getViewBox().viewRange()[1][1] > 10.0


def test_the_ring_follows_the_chosen_run_and_the_pointer(chart):
    chart.choose(4)
    assert chart._kept["chosen"].getData()[0].tolist() == [picture().x[4]]
    assert not chart._kept["hovered"].isVisible()

    QTest.mouseMove(chart._plot.viewport(), chart.spot_of(9).toPoint())

    assert chart._kept["hovered"].getData()[0].tolist() == [picture().x[9]]
    chart.choose(None)
    assert not chart._kept["chosen"].isVisible()


def test_nothing_to_draw_is_no_fault(chart):
    chart.show_course(None)

    assert chart._items == []
    assert chart.nearest(chart.rect().center().toPointF()) == -1
