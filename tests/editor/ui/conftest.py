"""The real window on a small project."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from editor.app import find_specs, make_viewport
from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from editor.ui.shell.window import MainWindow
from editor.ui.theme.apply import apply
from editor.ui.theme.fonts import prepare_fonts
from editor.ui.theme.look import look
from tests.editor.core.glade import plant

prepare_fonts()


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    """There before any icon is asked for: an icon font that was loaded without it never draws."""
    return qapp


@pytest.fixture
def glade(tmp_path: Path) -> Path:
    """The folder of a small project."""
    return plant(tmp_path / "glade")


@pytest.fixture
def make_window(qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., MainWindow]]:
    """Opens the window, on a project or on the start screen; it is shut down afterwards."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look.set("dark", 1.0, False)
    apply(application, look)
    windows: list[MainWindow] = []

    def make(project: Path | None = None, specs: list[Any] | None = None, size: tuple[int, int] = (1600, 900)) -> Any:
        editor = Editor(Settings(tmp_path / "settings.json"))
        editor.warm_up.is_enabled = False
        window = MainWindow(editor, find_specs()[0] if specs is None else specs, lambda: None, make_viewport)
        windows.append(window)
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if project is not None:
            assert window.open_folder(project, True)
            qtbot.waitUntil(
                lambda: all(window.hosts[id_].view for id_ in window.docks.ids if window.docks.is_visible(id_))
            )
        return window

    yield make
    for window in windows:
        window.editor.undo.mark_saved()
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.set("dark", 1.0, False)


@pytest.fixture
def window(make_window: Callable[..., MainWindow], glade: Path) -> MainWindow:
    """The window with the glade open."""
    return make_window(glade)
