"""The real window for a story: offscreen, with the user's folders empty, and closed as a user closes it."""

from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TypeGuard

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.app import find_specs, make_viewport
from editor.core.editor import Editor
from editor.ui.shell.window import MainWindow
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look
from tests.projects.shipped import copied
from tests.stories.driver import Designer

LINES_TOLD = 12


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Of two states of a project's files tell what differs: the whole of both would hide it, and which test it was."""
    if op != "==" or not (_are_files(left) and _are_files(right)):
        return None
    told = ["the files of both are the same"]
    for name in sorted(left.keys() | right.keys()):
        if left.get(name) != right.get(name):
            was, now = (each.get(name, b"").decode("utf-8", "replace").splitlines() for each in (left, right))
            told += list(unified_diff(was, now, f"left {name}", f"right {name}", n=1, lineterm=""))[:LINES_TOLD]
    return told


def _are_files(value: object) -> TypeGuard[dict[str, bytes]]:
    return isinstance(value, dict) and bool(value) and all(isinstance(each, bytes) for each in value.values())


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who never used the program: no settings, no layouts, no recent projects."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "user" / variable.lower()))


@pytest.fixture
def at_the_window(qtbot: QtBot, own_folders: None) -> Iterator[Callable[[], Designer]]:
    """Opens the window and hands it to a designer; it is closed at the end."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply(application, look)
    windows: list[MainWindow] = []

    def open_window() -> Designer:
        editor = Editor()
        # Kernels compile in this process where they must: another one would only make the tests wait.
        editor.warm_up.is_enabled = False
        specs, problems = find_specs()
        editor.findings.replace("panels", problems)
        window = MainWindow(editor, specs, lambda: None, make_viewport)
        window.loop.start()
        windows.append(window)
        window.resize(1600, 900)
        window.show()
        qtbot.waitUntil(lambda: window.ui.first_paint.at is not None)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Designer(window, qtbot)

    yield open_window
    for window in windows:
        window.shut_down()
        window.hide()
        window.deleteLater()
    application.processEvents()


@pytest.fixture
def designer(at_the_window: Callable[[], Designer]) -> Designer:
    """Somebody in front of the start screen."""
    return at_the_window()


@pytest.fixture
def veilweaver(tmp_path: Path) -> Path:
    """A copy of Veilweaver that may be changed."""
    return copied("veilweaver", tmp_path)


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A copy of the starter project."""
    return copied("starter", tmp_path)
