"""The keyboard's ring round a tab is closed: below the words too."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from editor.ui.shell.window import MainWindow
from editor.ui.theme.look import look


@pytest.mark.parametrize("scale", [100, 150])
def test_the_ring_of_a_tab_has_four_sides(window: MainWindow, qtbot: Any, scale: int) -> None:
    window.editor.settings.set("appearance.theme", "high_contrast")
    window.editor.settings.set("appearance.text_scale", scale)
    bar = QTabBar(window)
    for name in ("Live", "Captures"):
        bar.addTab(name)
    bar.show()
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(bar.hasFocus)
    bar.adjustSize()

    picture, tab = bar.grab().toImage(), bar.tabRect(0)

    middle, ring = tab.center(), look.qcolor("line.focus")
    sides = [(middle.x(), tab.top()), (middle.x(), tab.bottom()), (tab.left(), middle.y()), (tab.right(), middle.y())]
    assert [picture.pixelColor(*side) for side in sides] == [ring] * 4
