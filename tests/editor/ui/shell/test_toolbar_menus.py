"""The menus behind the toolbar's arrows hold what they promise, and what is off in them says why."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from editor.ui.kit.buttons import ToolButton
from tests.stories.driver import plain


def opened(window, tip: str) -> QMenu:
    (button,) = [each for each in window.toolbar.findChildren(ToolButton) if each.accessibleName() == tip]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_snapping_is_chosen_behind_the_snap_button(make_window, glade):
    window = make_window(glade)
    menu = opened(window, "How moves snap")
    lines = {plain(action.text()): action for action in menu.actions() if action.text()}
    assert {"Snap", "Snap to the grid", "Snap to the ground", "Snap onto obstacles"} <= set(lines)
    steps = {plain(action.text()): action for action in lines["Move step"].menu().actions()}
    steps["0.25 m"].trigger()
    lines["Snap onto obstacles"].trigger()
    menu.close()

    tools = window.editor.tools
    assert (tools.step_m, tools.resting) == (0.25, "surface")
    assert window.editor.settings.editing.snap_step_m == 0.25, "remembered for the next start"
    lines = {plain(action.text()): action for action in opened(window, "How moves snap").actions()}
    assert lines["Snap onto obstacles"].isChecked()
    QApplication.activePopupWidget().close()


def test_where_and_as_whom_to_play_stands_behind_the_play_buttons(make_window, glade):
    window = make_window(glade)
    menu = opened(window, "Play from, play as")
    lines = {plain(action.text()): action for action in menu.actions() if action.text()}
    assert lines["Play from the middle of the picture"].isEnabled()
    assert not lines["Play from there again"].isEnabled()
    assert lines["Play from there again"].toolTip().startswith("Play from a place or a part of the encounter first")
    assert lines["Why does it do this?"].toolTip() == "Nothing is playing."
    menu.close()
