"""What is typed in a field and not entered yet is work too: closing asks about it, and saving takes it along."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from engine.document import Document
from tests.stories.driver import LEFT, Designer


@pytest.fixture
def typing(designer: Designer, starter: Path) -> QLineEdit:
    """The camera's field of view while it is being typed."""
    designer.open(starter)
    designer.select("camera_play")
    line = designer.field("camera.fov")
    assert isinstance(line, QLineEdit)
    QTest.mouseClick(line, LEFT, pos=QPoint(line.width() // 2, line.height() // 2))
    designer.wait(line.hasFocus)
    line.selectAll()
    QTest.keyClicks(line, "55")
    assert not designer.editor.is_dirty
    return line


def test_closing_asks_about_it(designer: Designer, typing: QLineEdit):
    text = designer.answer("cancel", designer.window.close)

    assert "1 change is not saved" in text
    assert designer.editor.document is not None
    assert designer.value("camera_play", "camera.fov") == 55.0


def test_the_save_key_takes_it_along(designer: Designer, typing: QLineEdit, starter: Path):
    QTest.keyClick(typing, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert not designer.editor.is_dirty
    assert Document.open(starter).text("scenes/field") == designer.documents()["scenes/field"].decode()
    assert designer.value("camera_play", "camera.fov") == 55.0
    assert typing.hasFocus()


def test_a_drag_in_progress_is_asked_about_too(designer: Designer, starter: Path):
    designer.open(starter)
    gesture = designer.editor.gestures.begin("Drag")
    gesture.preview([designer.set("camera_play", "camera.fov", 55.0)])

    text = designer.answer("discard", designer.window.close_project)

    assert "1 change is not saved" in text
    assert designer.editor.document is None
    assert Document.open(starter).unsaved() == ()
