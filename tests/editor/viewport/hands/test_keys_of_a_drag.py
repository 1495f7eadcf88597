"""What keys and the right button mean while something is going on in the picture."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.core.editor import Editor
from editor.viewport.widget import ViewportWidget

SPOT = QPoint(320, 180)
NONE = Qt.KeyboardModifier.NoModifier


def is_claimed(viewport: ViewportWidget, key: Qt.Key, text: str) -> bool:
    """Whether the viewport keeps a key for itself, so that no action with that key runs."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, NONE, text)
    event.ignore()
    QApplication.sendEvent(viewport, event)
    return event.isAccepted()


def test_digits_change_no_tool_while_a_box_is_drawn(viewport: ViewportWidget, editor: Editor) -> None:
    editor.tools.tool = "select"
    assert not is_claimed(viewport, Qt.Key.Key_4, "4")
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(viewport, QPoint(60, 60))
    QTest.mouseMove(viewport, QPoint(90, 90))
    assert viewport.interaction.box is not None

    assert is_claimed(viewport, Qt.Key.Key_4, "4")

    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(90, 90))
    assert not is_claimed(viewport, Qt.Key.Key_4, "4")


def test_who_has_flown_gets_no_menu_and_who_clicks_does(viewport: ViewportWidget, qtbot: QtBot) -> None:
    offered: list[QPoint] = []
    viewport.offers = lambda where, _x, _y: offered.append(where)
    QTest.mousePress(viewport, Qt.MouseButton.RightButton, pos=SPOT)
    QTest.keyPress(viewport, Qt.Key.Key_W)
    QTest.keyRelease(viewport, Qt.Key.Key_W)
    QTest.mouseRelease(viewport, Qt.MouseButton.RightButton, pos=SPOT)
    assert offered == []

    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=SPOT)

    assert len(offered) == 1
