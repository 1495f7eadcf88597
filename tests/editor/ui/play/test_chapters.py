"""The window over a change of chapter: who types goes on typing there, or to the game; never to the editor's keys."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.play.clock import TICK_S
from editor.ui.fields.number import NumberField
from editor.ui.shell.window import MainWindow
from tests.engine.play.saga import write_saga

FRAME = TICK_S + 1e-9


@pytest.fixture
def window(make_window: Callable[..., MainWindow], tmp_path: Path) -> MainWindow:
    made = make_window(write_saga(tmp_path / "saga"))
    made.editor.play.prepare = lambda _start: False
    made.editor.open_scene("court", "ambush")
    made.editor.play.autopilot = "average"
    return made


def put_in(window: MainWindow, qtbot: Any) -> NumberField:
    """The keyboard into the first number that can be changed."""
    window.show_workspace("Author")
    window.docks.focus("inspector")

    def fields() -> list[NumberField]:
        view = window.hosts["inspector"].view
        found = view.findChildren(NumberField) if view is not None and view._attention.is_on else []
        return [field for field in found if field.isVisible() and field.isEnabled()]

    qtbot.waitUntil(lambda: bool(fields()))
    field = fields()[0]
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    return field


def travel(window: MainWindow) -> None:
    play = window.editor.play
    session = play.session
    assert session is not None
    chapter = session.chapter
    while session.chapter == chapter:
        assert play.advance(FRAME)


def test_a_field_of_who_comes_along_keeps_the_keyboard(window: MainWindow, qtbot: Any):
    window.editor.actions.run("play.slice")
    window.loop.stop()
    window.editor.selection.set(["hero"])
    field = put_in(window, qtbot)
    QTest.keyClicks(field, "25")
    travel(window)
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "0")
    assert field.text() == "250"


def test_a_field_of_who_stays_behind_gives_the_keyboard_to_the_picture(window: MainWindow, qtbot: Any):
    window.editor.actions.run("play.slice")
    window.loop.stop()
    travel(window)
    window.editor.selection.set(["robber_1"])
    put_in(window, qtbot)
    travel(window)
    assert QApplication.focusWidget() is window.centre.viewport
