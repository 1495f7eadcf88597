"""In high contrast a dialog is as black as the window below it: an edge tells where it ends."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from editor.ui.theme.apply import apply
from editor.ui.theme.look import look


@pytest.fixture
def stark(qapp: QApplication) -> Iterator[None]:
    look.set("high_contrast")
    apply(qapp, look)
    yield
    look.set("dark")
    apply(qapp, look)


def test_a_dialog_has_an_edge_in_high_contrast(qtbot: QtBot, stark: None):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.resize(200, 100)
    dialog.show()

    picture = dialog.grab().toImage()

    sides = [(100, 0), (100, 99), (0, 50), (199, 50)]
    assert [picture.pixelColor(*side) for side in sides] == [look.qcolor("line.divider")] * 4
    assert picture.pixelColor(100, 50) == look.qcolor("surface.panel")
