"""Problems is worked through: one repair, all of a kind, and the way to what is wrong."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.stories.driver import named

LEFT = Qt.MouseButton.LeftButton


def test_all_of_a_kind_are_repaired_from_the_menu_of_one_and_taken_back_in_one_step(designer, veilweaver):
    designer.open(veilweaver)
    for entity in ("kael", "lyra", "aria"):
        designer.editor.run(designer.set(entity, "health.current", 900.0))
    broken = designer.documents()
    rows = [number for number, text in enumerate(designer.problems()) if "health.maximum" in text]
    assert len(rows) == 3
    table = designer.panel("problems").table
    at = table.visualRect(designer.panel("problems").rows.index(rows[1], 0)).center()

    QTest.mouseClick(table.viewport(), LEFT, pos=at)
    assert len(designer.editor.selection) == 1
    place = table.viewport().mapToGlobal(at)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, place))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    designer.picture("problems_of_a_kind")
    designer.picture_of(menu, "problems_menu")
    item = named(menu.actions(), "Fix all 3 of this kind")
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(item).center())
    designer.come_back()

    assert not any("health.maximum" in text for text in designer.problems())
    entry = designer.editor.undo.entries[-1]
    assert entry.who == "you"
    assert entry.sentence.endswith("3 times")
    designer.press("Ctrl+Z")
    assert designer.documents() == broken
