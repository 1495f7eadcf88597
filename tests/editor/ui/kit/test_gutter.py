"""Rows above a scrolling form end where the form ends."""

from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.kit.box import column, row
from editor.ui.kit.gutter import Gutter


def test_right_edges_meet_while_a_scroll_bar_comes_and_goes(qtbot: QtBot) -> None:
    field, inside, area = QLineEdit(), QWidget(), QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    bar = row((field, 1))
    Gutter(area, bar)
    whole = column(bar, (area, 1))
    qtbot.addWidget(whole)
    whole.resize(200, 200)
    whole.show()
    for height, has_bar in ((1000, True), (10, False), (800, True)):
        inside.setMinimumHeight(height)
        qtbot.waitUntil(lambda has_bar=has_bar: area.verticalScrollBar().isVisible() == has_bar)
        QApplication.processEvents()
        end = area.viewport().mapTo(whole, area.viewport().rect().topRight()).x()
        assert field.mapTo(whole, field.rect().topRight()).x() == end
