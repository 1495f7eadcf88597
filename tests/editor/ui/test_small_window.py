"""What gives way where the window is small for its text: panels first, words last, and never the picture."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.ui.theme.look import look
from editor.ui.window import MainWindow
from editor.ui.workspaces import COMPACT_BELOW, NARROW_BELOW


def test_the_sides_shrink_when_the_window_does_and_grow_again(window: MainWindow, qtbot: Any):
    window.show_workspace("Author")
    for width, left, right in ((1600, 264, 348), (980, 208, 288), (1300, 256, 336), (1600, 264, 348)):
        window.resize(width, 800)
        QApplication.processEvents()
        assert window.docks.dock("outliner").width() <= left
        assert window.docks.dock("inspector").width() <= right
        assert window.centre.width() > 0.45 * width
    assert NARROW_BELOW < COMPACT_BELOW


def test_sides_that_were_drawn_by_hand_stay_while_the_window_keeps_its_step(window: MainWindow):
    window.show_workspace("Author")
    window.resize(1600, 800)
    window.docks.resize(["outliner"], [400], across=True)
    QApplication.processEvents()
    drawn = window.docks.dock("outliner").width()
    window.resize(1560, 800)
    QApplication.processEvents()
    assert window.docks.dock("outliner").width() == drawn > 264


def test_titles_of_tabs_are_never_cut(window: MainWindow):
    window.resize(980, 700)
    for id_ in window.docks.ids:
        window.docks.focus(id_)
    QApplication.processEvents()
    for bar in window.docks._tabs.bars():
        assert bar.elideMode() == Qt.TextElideMode.ElideNone
        needed = [bar.fontMetrics().horizontalAdvance(bar.tabText(tab)) for tab in range(bar.count())]
        assert all(bar.tabRect(tab).width() >= wide for tab, wide in enumerate(needed))


def test_another_workspace_gives_the_keyboard_to_the_picture_not_to_a_tool(window: MainWindow, qtbot: Any):
    window.show_workspace("Author")
    window.docks.focus("outliner")
    qtbot.waitUntil(lambda: window.docks.dock("outliner").isAncestorOf(QApplication.focusWidget()))
    window.show_workspace("Play")
    focused = QApplication.focusWidget()
    assert focused is None or not window.toolbar.isAncestorOf(focused)


def test_a_low_outliner_keeps_its_entities_and_no_part_lies_over_another(window: MainWindow):
    window.show_workspace("Author")
    window.docks.focus("outliner")
    QApplication.processEvents()
    view: Any = window.hosts["outliner"].view
    for height in (400, 100, 60):
        view.setFixedHeight(look.px(height))
        QApplication.processEvents()
        assert view.foot.isVisible() == (height > 112)
        assert view.head.isVisible() == (height > 76)
        if view.head.isVisible():
            assert not view.head.geometry().intersects(view.tree.parentWidget().geometry())
