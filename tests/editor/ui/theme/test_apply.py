"""Dressing the program: a theme reaches every widget, and none of them again and again."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.theme.apply import apply
from editor.ui.theme.look import look

DEPTH = 12


class Dressings(QObject):
    """Counts how often a widget is told of another style."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[QApplication]:
    look.set("dark")
    apply(qapp, look)
    yield qapp
    look.set("dark")
    apply(qapp, look)


@pytest.fixture
def label(dark: QApplication, qtbot: QtBot) -> Iterator[QLabel]:
    """A text in a widget in a widget and so on."""
    outer = inner = QWidget()
    qtbot.addWidget(outer)
    for _ in range(DEPTH):
        box = QVBoxLayout(inner)
        inner = QWidget()
        box.addWidget(inner)
    label = QLabel("deep", inner)
    outer.show()
    yield label
    outer.close()


def test_a_theme_reaches_a_widget_no_oftener_for_lying_deep(dark: QApplication, label: QLabel):
    seen = Dressings(label)
    look.set("light")

    apply(dark, look)

    assert label.palette().color(label.foregroundRole()).name() == look.qcolor("text.primary").name()
    assert 1 <= seen.count <= 2


def test_a_look_that_is_there_already_dresses_nothing(dark: QApplication, label: QLabel):
    seen = Dressings(label)

    apply(dark, look)

    assert seen.count == 0
