"""A panel knows whether anyone can see it: shown, and not behind another tab."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from editor.ui.kit.attention import Attention


@pytest.fixture
def window(qtbot):
    """Two panels in one place, the second one in front."""
    main = QMainWindow()
    qtbot.addWidget(main)
    main.docks, main.watches = [], []
    for name in ("first", "second"):
        dock = QDockWidget(name, main)
        dock.setObjectName(name)
        view = QWidget()
        main.watches.append(Attention(view))
        dock.setWidget(view)
        main.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        main.docks.append(dock)
    main.tabifyDockWidget(*main.docks)
    main.resize(500, 300)
    main.show()
    main.docks[1].raise_()
    qtbot.waitExposed(main)
    qtbot.waitUntil(lambda: main.watches[1].is_on and not main.watches[0].is_on)
    return main


def test_only_the_panel_in_front_is_seen(window):
    assert [watch.is_on for watch in window.watches] == [False, True]


def test_choosing_the_other_tab_tells_both(window, qtbot):
    told = []
    for watch, name in zip(window.watches, ("first", "second"), strict=True):
        watch.changed.connect(lambda is_on, name=name: told.append((name, is_on)))

    window.docks[0].raise_()

    qtbot.waitUntil(lambda: {("first", True), ("second", False)} <= set(told))


def test_closing_the_dock_tells(window, qtbot):
    window.docks[1].close()

    qtbot.waitUntil(lambda: not window.watches[1].is_on and window.watches[0].is_on)


def test_a_view_without_a_dock_is_seen_when_it_is_shown(qtbot):
    view = QWidget()
    qtbot.addWidget(view)
    watch = Attention(view)
    assert not watch.is_on

    view.show()

    assert watch.is_on
