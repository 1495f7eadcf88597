"""What holds for every action of the program: a way to it, help, a reason while it is off, keys of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from editor.app import find_specs, make_viewport
from editor.core.actions.keys import normal
from editor.core.actions.registry import ActionRefusedError
from editor.core.editor import Editor
from editor.core.settings.settings import Settings
from editor.ui.kit.action_buttons import ActionButton
from editor.ui.palette.results import find
from editor.ui.shell.window import MainWindow
from editor.ui.theme.apply import apply
from editor.ui.theme.fonts import prepare_fonts
from editor.ui.theme.look import look
from tests.editor.core.glade import plant

prepare_fonts()
WORK_S = 20


@dataclass
class Seen:
    """What one sees of every action in one state of the program."""

    off: dict[str, str] = field(default_factory=dict)
    """Why each action is off that is."""
    menus: dict[str, str] = field(default_factory=dict)
    """The tooltip of each action's line in the menu bar."""
    dark_lines: set[str] = field(default_factory=set)
    """Whose line in a menu cannot be clicked."""
    buttons: dict[str, str] = field(default_factory=dict)
    """What each button that can be seen says about its action: tooltip and description for screen readers."""
    has_button: set[str] = field(default_factory=set)
    palette: dict[str, str] = field(default_factory=dict)
    """The reason that the palette shows for each action, found by its title."""
    refused: dict[str, str] = field(default_factory=dict)
    """What each action that is off answers when it is run nevertheless."""


@dataclass
class House:
    """Everything that was seen, and the facts that no state changes."""

    states: dict[str, Seen] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    help: dict[str, str] = field(default_factory=dict)
    in_palette: set[str] = field(default_factory=set)
    keys: list[tuple[str, str]] = field(default_factory=list)
    """Who hears which keys in the window: actions and whatever else listens."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[House]:
    """One window with every panel open, walked through the states of the program."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("actions")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        patch.setenv(name, str(folder / name.lower()))
    look.set("dark", 1.0, False)
    apply(qapp, look)
    editor = Editor(Settings(folder / "settings.json"))
    editor.warm_up.is_enabled = False
    window = MainWindow(editor, find_specs()[0], lambda: None, make_viewport)
    window.resize(1600, 900)
    window.show()
    house = House()
    try:
        for name, enter in states(window, folder):
            enter()
            QApplication.processEvents()
            house.states[name] = look_at(window)
        for action in editor.actions:
            house.titles[action.id] = editor.actions.title(action.id)
            house.help[action.id] = action.description
            if action.in_palette:
                house.in_palette.add(action.id)
        house.keys = ears(window)
        yield house
    finally:
        editor.undo.mark_saved()
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        patch.undo()


def states(window: MainWindow, folder: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """How one comes from each state to the next."""
    editor = window.editor
    yield "start screen", lambda: None
    yield "project", lambda: open_everything(window, plant(folder / "glade"))
    yield "selected", lambda: editor.selection.set(["rock"])
    yield "prefab mode", lambda: (editor.selection.set(["kael"]), editor.actions.run("prefab.edit"))
    yield "back in the scene", lambda: editor.actions.run("prefab.back")
    yield "several selected", lambda: editor.selection.set(["kael", "lyra", "rock"])
    yield "playing", lambda: (editor.play.start(), waited(lambda: editor.play.state == "playing"))
    yield "paused", editor.play.pause
    yield "stopped", editor.play.stop


def open_everything(window: MainWindow, project: Any) -> None:
    """Open the project and every panel in turn, so that all of them are built."""
    assert window.open_folder(project, True)
    for id_ in window.docks.ids:
        window.docks.focus(id_)
        waited(lambda id_=id_: window.hosts[id_].view is not None)


def waited(condition: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    patience = QDeadlineTimer(WORK_S * 1000)
    while not condition():
        assert not patience.hasExpired()
        QTest.qWait(5)


def look_at(window: MainWindow) -> Seen:
    """Look at every action where one would look for it."""
    seen, actions = Seen(), window.editor.actions
    for action in actions:
        enabled, why_not = actions.enabled(action.id)
        if not enabled:
            seen.off[action.id] = why_not
            with pytest.raises(ActionRefusedError) as refusal:
                actions.run(action.id)
            seen.refused[action.id] = str(refusal.value)
        if action.in_palette:
            title = actions.title(action.id)
            lines = [line for line in find(window.editor, title, window.ui.run, []).lines if line.title == title]
            if lines:
                seen.palette[action.id] = lines[0].why_not
    for item in lines_of(window):
        if isinstance(id_ := item.data(), str):
            seen.menus[id_] = item.toolTip()
            if not item.isEnabled():
                seen.dark_lines.add(id_)
    for button in window.findChildren(ActionButton):
        seen.has_button.add(button.action)
        # A panel behind a tab costs nothing: it looks again when it is seen.
        if not button.visibleRegion().isEmpty():
            seen.buttons[button.action] = f"{button.toolTip()} {button.accessibleDescription()}"
    return seen


def lines_of(window: MainWindow) -> Iterator[QAction]:
    """Every line of the menu bar, menus in menus included, as it is when its menu opens."""

    def below(menu: QMenu) -> Iterator[QAction]:
        for item in menu.actions():
            inner = item.menu()
            yield item
            if isinstance(inner, QMenu):
                yield from below(inner)

    for top in window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        yield from below(menu)


def ears(window: MainWindow) -> list[tuple[str, str]]:
    """All that hears keys wherever the keyboard is in the window, with the keys."""
    heard = [(action.id, window.editor.actions.keys(action.id)) for action in window.editor.actions]
    everywhere = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    own = window.actions()
    for shortcut in window.findChildren(QShortcut):
        if shortcut.context() in everywhere:
            heard.append((f"a shortcut of {type(shortcut.parent()).__name__}", shortcut.key().toString()))
    for item in window.findChildren(QAction):
        if item.shortcutContext() in everywhere and item not in own and isinstance(item.parent(), QWidget):
            heard += [
                (f"“{item.text()}” of {type(item.parent()).__name__}", key.toString()) for key in item.shortcuts()
            ]
    return [(who, normal(keys)) for who, keys in heard if keys]


def test_every_action_has_a_way_for_the_mouse_and_a_line_in_the_palette(house: House):
    seen = house.states["project"]

    nowhere = {id_ for id_ in house.titles if id_ not in seen.menus and id_ not in seen.has_button}
    not_found = {id_ for id_ in house.in_palette if id_ not in seen.palette}

    assert nowhere == set(), "give them a menu, a place in the toolbar or an ActionButton"
    assert not_found == set(), "their own titles do not find them"


def test_every_action_has_help_that_says_more_than_its_title(house: House):
    poor = {
        id_: text
        for id_, text in house.help.items()
        if not text.endswith((".", "?")) or text[:1] != text[:1].upper() or text.rstrip(".?") == house.titles[id_]
    }

    assert poor == {}


def test_no_two_actions_are_called_the_same(house: House):
    called: defaultdict[str, list[str]] = defaultdict(list)
    for id_, title in house.titles.items():
        called[title].append(id_)

    assert {title: ids for title, ids in called.items() if len(ids) > 1} == {}


def test_every_action_that_is_off_says_why_wherever_one_meets_it(house: House):
    silent: list[str] = []
    for state, seen in house.states.items():
        for id_, why in seen.off.items():
            if not (why.endswith(".") and why[:1].isupper() and " " in why):
                silent.append(f"{state}: {id_} says “{why}”")
            if seen.refused[id_] != why:
                silent.append(f"{state}: {id_} is refused with “{seen.refused[id_]}”")
            for place, told in (("menu", seen.menus), ("button", seen.buttons), ("palette", seen.palette)):
                if id_ in told and why not in told[id_]:
                    silent.append(f"{state}: the {place} tells of {id_} “{told[id_]}”, not “{why}”")

    assert silent == []


def test_a_menu_line_can_be_clicked_exactly_when_its_action_is_on(house: House):
    for state, seen in house.states.items():
        assert seen.dark_lines == {id_ for id_ in seen.menus if id_ in seen.off}, state


def test_while_a_copy_plays_whatever_changes_the_document_is_off(house: House):
    playing = house.states["playing"]

    for id_ in ("edit.delete", "edit.duplicate", "edit.paste", "add.empty", "entity.group", "project.new_scene"):
        assert id_ in playing.off, id_
    assert playing.off["edit.delete"] == "Stop playing first."


def test_in_a_prefab_of_its_own_there_is_a_way_back_and_nothing_of_the_scene_is_offered(house: House):
    alone = house.states["prefab mode"].off

    assert "prefab.back" not in alone
    assert alone["play.start"] == "Go back to the scene first."
    assert "prefab.back" in house.states["back in the scene"].off


def test_stopping_gives_back_what_was_on_before(house: House):
    # A run that was played and stopped is there to be saved, and that is all it may change.
    def off(state: str) -> set[str]:
        # Where the keyboard is, is another matter: the picture takes it when play begins.
        return {id_ for id_ in house.states[state].off if not id_.startswith("dock.")}

    stopped, before = off("stopped"), off("several selected")

    assert stopped <= before
    assert before - stopped <= {"play.save_last_run"}


def test_no_two_of_all_that_hears_keys_in_the_window_want_the_same(house: House):
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for who, keys in house.keys:
        wanted[keys].append(who)

    assert {keys: who for keys, who in wanted.items() if len(who) > 1} == {}
