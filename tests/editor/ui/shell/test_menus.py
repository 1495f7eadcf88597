"""Menus fit below their bar: where texts are large, more of their lines go into menus of their own."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from editor.ui.shell.menus import FOLDS, MENUS, fill_menu
from editor.ui.shell.window import MainWindow
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look
from tests.stories.driver import plain

LOWEST = 720
"""The lowest window that is held to it [px]."""


def filled(window: MainWindow, name: str, room: int | None) -> QMenu:
    menu = QMenu(name, window)
    fill_menu(menu, name, window.editor.actions, window.ui.run, room)
    return menu


def ids(menu: QMenu) -> list[str]:
    """The actions of a menu and of those in it, in order."""
    found: list[str] = []
    for item in menu.actions():
        below = item.menu()
        found += ids(below) if isinstance(below, QMenu) else [item.data()] if item.data() else []
    return found


@pytest.mark.parametrize("name", MENUS)
def test_a_menu_of_large_texts_fits_below_the_bar_of_a_low_window_and_loses_nothing(window: MainWindow, name: str):
    whole = ids(filled(window, name, None))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    look.set(scale=1.5)
    apply(application, look)
    try:
        room = LOWEST - look.size("size.menubar")
        menu = filled(window, name, room)
        assert menu.sizeHint().height() <= room
        assert sorted(ids(menu)) == sorted(whole)
    finally:
        look.set(scale=1.0)
        apply(application, look)


@pytest.mark.parametrize("name", FOLDS)
def test_a_menu_with_room_folds_nothing_that_it_need_not(window: MainWindow, name: str):
    titles = {title for _, title in FOLDS[name]}

    assert not titles & {plain(item.text()) for item in filled(window, name, 10_000).actions()}


def test_a_family_lies_in_the_menu_that_folds_it(window: MainWindow):
    menu = filled(window, "Entity", 1)

    arrange = next(item.menu() for item in menu.actions() if plain(item.text()) == "Arrange")
    assert isinstance(arrange, QMenu)
    assert [plain(item.text()) for item in arrange.actions()] == ["Align", "Distribute", "Face", "Nudge"]


def test_a_menu_that_is_open_keeps_its_lines_when_qt_tells_of_it_once_more(window: MainWindow):
    bar = window.menuBar()
    menu = next(item.menu() for item in bar.actions() if plain(item.text()) == "Entity")
    assert isinstance(menu, QMenu)
    menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))
    lines = menu.actions()
    menu.aboutToShow.emit()
    assert menu.actions() == lines
    menu.close()
