"""The status bar: its counts open Problems, and never close it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def test_a_click_on_the_counts_shows_problems_and_never_closes_it(window: Any, qtbot: Any):
    counts = window.status._box.itemAt(0).widget()
    window.docks.focus("history")

    for _ in range(2):
        QTest.mouseClick(counts, Qt.MouseButton.LeftButton)

        assert window.docks.is_open("problems")
        qtbot.waitUntil(lambda: not window.docks.dock("problems").visibleRegion().isEmpty())
