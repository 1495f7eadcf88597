"""The window says where one is: scene and encounter by their titles, and a button is lit for what is shown."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def test_scene_and_encounter_go_by_their_titles(window):
    assert window.corner._scene.text() == "The Glade, Ambush"
    assert "scenes/glade.toml" in window.corner._scene.toolTip()


def test_the_arrow_of_ones_own_workspaces_is_not_lit_by_opening_its_menu(window):
    arrow = window.toolbar._own
    QTest.mouseClick(arrow, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not arrow.isChecked()
