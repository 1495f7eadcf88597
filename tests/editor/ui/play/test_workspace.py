"""Playing the whole game shows the Play workspace, and stopping the one before it."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from editor.ui.shell.window import MainWindow
from tests.engine.play.saga import write_saga


@pytest.fixture
def window(make_window: Any, tmp_path: Path) -> MainWindow:
    return make_window(write_saga(tmp_path / "saga"))


def test_the_workspace_comes_with_the_whole_game_and_goes_with_stop(window: MainWindow, qtbot: Any):
    window.show_workspace("Review")
    window.ui.run("play.slice")
    assert window.workspaces.current == "Play"

    window.editor.play.restart()
    QApplication.processEvents()
    assert window.workspaces.current == "Play"

    window.ui.run("play.stop")
    qtbot.waitUntil(lambda: window.workspaces.current == "Review")


def test_who_chose_another_workspace_meanwhile_keeps_it(window: MainWindow):
    window.show_workspace("Author")
    window.ui.run("play.slice")
    window.show_workspace("Profile")
    window.ui.run("play.stop")
    QApplication.processEvents()
    assert window.workspaces.current == "Profile"


def test_a_setting_leaves_the_workspace_and_so_does_a_single_scene(window: MainWindow):
    window.show_workspace("Author")
    window.ui.run("play.start")
    assert window.workspaces.current == "Author"
    window.ui.run("play.stop")

    window.editor.settings.set("play.own_workspace", False)
    window.ui.run("play.slice")
    assert window.workspaces.current == "Author"
