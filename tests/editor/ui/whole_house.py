"""The real window on the glade with every panel built, and every dialog: what tests of the whole shell look at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from editor.app import find_specs, make_viewport
from editor.core.editor import Editor
from editor.core.proposals.key_ring import KeyRing
from editor.core.settings.settings import Settings
from editor.tr import tr
from editor.ui.dialogs.name_question import NameQuestion
from editor.ui.dialogs.question import Answer, Question, error_dialog, trust_question
from editor.ui.help.about import about_dialog
from editor.ui.settings.key_dialog import KeyDialog
from editor.ui.settings.page import SettingsPage
from editor.ui.settings.play_keys_page import PlayKeysPage
from editor.ui.settings.shortcuts_page import ShortcutsPage
from editor.ui.shell.window import MainWindow
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look

WORK_MS = 20_000


@contextmanager
def open_house(folder: Path, application: QApplication, scale: float = 1.0) -> Iterator[MainWindow]:
    """The window on its start screen, with user folders of its own; closed as a user closes it."""
    patch = pytest.MonkeyPatch()
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        patch.setenv(name, str(folder / name.lower()))
    look.set("dark", scale, False)
    apply(application, look)
    editor = Editor(Settings(folder / "settings.json"))
    editor.settings.appearance.text_scale = round(scale * 100)
    editor.warm_up.is_enabled = False
    window = MainWindow(editor, find_specs()[0], lambda: None, make_viewport)
    window.resize(1600, 900)
    window.show()
    try:
        yield window
    finally:
        editor.undo.mark_saved()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        look.set("dark", 1.0, False)
        apply(application, look)
        patch.undo()


def open_every_panel(window: MainWindow) -> None:
    """Show every panel once, so that all are built."""
    for id_ in window.docks.ids:
        show_panel(window, id_)


def show_panel(window: MainWindow, id_: str) -> None:
    """Bring a panel to the front and let it look at what there is."""
    window.docks.focus(id_)
    wait(lambda: window.hosts[id_].view is not None)
    QApplication.processEvents()


def wait(condition: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    patience = QDeadlineTimer(WORK_MS)
    while not condition():
        assert not patience.hasExpired()
        QTest.qWait(5)


def menus(window: MainWindow) -> Iterator[QMenu]:
    """Every menu of the menu bar, filled as when it opens."""
    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        yield menu


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "settings": lambda window: SettingsPage(window, window.editor.settings),
    "key": lambda window: KeyDialog(window, KeyRing(window.editor.jobs, window.editor.settings), "openai"),
    "shortcuts": lambda window: ShortcutsPage(window, window.editor),
    "play keys": lambda window: PlayKeysPage(window, window.editor),
    "about": about_dialog,
    "trust": lambda window: trust_question(window, Path("/somewhere")),
    "error": lambda window: error_dialog(window, tr("Saving failed"), tr("The disk is full."), OSError("2")),
    "name": lambda window: NameQuestion(window, tr("New scene"), tr("It begins."), "2", tr("Create"), lambda _: ""),
    "question": lambda window: Question(window, tr("Delete?"), tr("It goes."), [Answer("cancel", tr("Cancel"))]),
}


@contextmanager
def dialog(window: MainWindow, name: str) -> Iterator[QDialog]:
    """One of the dialogs, shown, and gone afterwards."""
    made = DIALOGS[name](window)
    made.show()
    QApplication.processEvents()
    try:
        yield made
    finally:
        made.hide()
        made.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
