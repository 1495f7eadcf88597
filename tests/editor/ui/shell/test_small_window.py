"""What gives way where the window is small for its text: panels first, words last, and never the picture."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor.core.history.changes import Change
from editor.ui.docks.workspaces import COMPACT_BELOW, NARROW_BELOW
from editor.ui.rooms.changes.tree import ChangesTree
from editor.ui.shell.window import MainWindow
from editor.ui.theme.look import look
from engine.document import Path, Set


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


def test_names_of_what_changed_are_whole_in_a_narrow_tree(window: MainWindow, qtbot: Any):
    window.resize(1280, 720)
    window.show_workspace("Review")
    qtbot.waitUntil(lambda: window.hosts["changes"].view is not None)
    path = Path.entity("scenes/glade", "rock", "name")
    back = Set(path=path, old="Boulder", new="Rock")
    tree = ChangesTree(window.hosts["changes"].model)
    qtbot.addWidget(tree)
    tree.show()
    tree.show_changes((Change("scenes/glade", "rock", "Boulder", "changed", "Name", "Rock", "Boulder", back),))
    tree.setFixedWidth(look.px(250))
    QApplication.processEvents()
    file = tree.model().index(0, 0)
    assert tree.isFirstColumnSpanned(0, file.parent())
    assert not tree.isColumnHidden(1)  # what it was is the half of what is reviewed
    name = tree.model().index(0, 0, file)
    assert tree.visualRect(name).width() >= tree.fontMetrics().horizontalAdvance(str(name.data()))
    tree.setFixedWidth(look.px(500))
    QApplication.processEvents()
    assert not tree.isColumnHidden(1)


def test_a_layout_of_smaller_texts_gets_the_sizes_of_the_larger_ones(window: MainWindow):
    window.resize(1280, 720)
    window.show_workspace("Author")
    QApplication.processEvents()
    low = window.docks.dock("problems").height()
    window.show_workspace("Play")
    look.set(scale=1.5)
    try:
        window.show_workspace("Author")
        QApplication.processEvents()
        assert window.docks.dock("problems").height() > 1.3 * low
    finally:
        look.set(scale=1.0)
