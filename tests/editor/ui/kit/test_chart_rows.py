"""Bars beside the rows of a table: each at the height of its row, wherever the table is scrolled to."""

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.ui.kit.box import row
from editor.ui.kit.chart_rows import RowsChart
from editor.ui.kit.views import Table
from editor.ui.rooms.table import Cell, Column, RowsModel

COUNT = 40


@pytest.fixture
def table(qapp):
    model = RowsModel((Column("Name"), Column("Count", numeric=True)), lambda each: (Cell(f"row {each}"), Cell("1")))
    table = Table((0, 60))
    table.setModel(model)
    model.show(list(range(COUNT)))
    return table


@pytest.fixture
def chart(qtbot, table):
    chart = RowsChart(table, "open", name="Bars")
    both = row((table, 1), (chart, 1))
    qtbot.addWidget(both)
    both.resize(600, 200)
    both.show()
    chart.show_rows([np.arange(COUNT), np.full(COUNT, 2)])
    qtbot.waitUntil(lambda: bool(chart._bars))
    QApplication.processEvents()
    yield chart
    both.close()


def stand_beside(table, chart):
    """How far the middle of each bar that is seen is from the middle of its row [pixels]."""
    box = chart._plot.getPlotItem().getViewBox()
    apart = []
    for number in range(COUNT):
        cell = table.visualRect(table.model().index(number, 0))
        if table.viewport().rect().contains(cell):
            at_row = table.viewport().mapToGlobal(cell.center()).y()
            spot = chart._plot.mapFromScene(box.mapViewToScene(QPointF(0, number + 0.5)))
            apart.append(abs(chart._plot.viewport().mapToGlobal(spot).y() - at_row))
    return apart


def test_bars_stand_beside_their_rows_wherever_the_table_is_scrolled_to(table, chart, qtbot):
    for place in (0, 57, table.verticalScrollBar().maximum()):
        table.verticalScrollBar().setValue(place)
        QApplication.processEvents()
        apart = stand_beside(table, chart)
        assert len(apart) >= 5
        assert max(apart) <= 1.5, place


def test_stages_follow_each_other_and_the_axis_ends_at_an_even_number_with_the_unit(chart):
    (first, _), (second, _) = chart._bars

    assert list(second.opts["x0"]) == list(first.opts["width"]) == list(range(COUNT))
    assert [text for _at, text in chart._axis._tickLevels[0]] == ["0", "25", "50 open"]


def test_bars_are_drawn_though_python_lost_what_it_kept_for_the_viewport_of_the_table(table, chart):
    # As it becomes when widgets elsewhere in the window are deleted at once.
    shiboken6.invalidate(table.viewport())

    chart.show_rows([np.full(COUNT, 3), np.full(COUNT, 1)])
    chart._redress()

    assert chart._axis is not None
    assert list(chart._bars[0][0].opts["width"]) == [3] * COUNT
    chart.resize(chart.width(), chart.height() - 20)
    table.verticalScrollBar().setValue(57)
    QApplication.processEvents()
    assert max(stand_beside(table, chart)) <= 1.5


def test_a_click_on_a_bar_chooses_its_row_and_the_wheel_scrolls_the_table(table, chart):
    viewport = chart._plot.viewport()
    table.verticalScrollBar().setValue(48)
    QApplication.processEvents()
    cell = table.visualRect(table.model().index(4, 0)).center()
    spot = viewport.mapFromGlobal(table.viewport().mapToGlobal(cell))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(viewport.width() // 2, spot.y()))

    assert table.currentIndex().row() == 4

    before = table.verticalScrollBar().value()
    middle = QPointF(viewport.rect().center())
    turn = QWheelEvent(middle, viewport.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(viewport, turn)
    assert table.verticalScrollBar().value() > before
