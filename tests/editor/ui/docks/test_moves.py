"""Panels moved without the mouse, floating ones kept on screens, and the user's own workspaces."""

import json
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.exceptions import TimeoutError

from editor.core.user_folders import data_folder
from editor.ui.docks.moves import best_screen
from editor.ui.docks.panel_cycle import go_on, parts_of
from editor.ui.docks.panel_menu import panel_menu
from editor.ui.docks.workspace_flow import WorkspaceFlow
from editor.ui.rooms import find_rooms
from editor.ui.shell.window import MainWindow
from tests.stories.dock_hands import DockHands

TRIES = 4
LEFT_SCREEN, RIGHT_SCREEN = QRect(0, 0, 1600, 900), QRect(1600, 0, 1920, 1080)


def stack(window: MainWindow, id_: str) -> set[str]:
    beside = window.tabifiedDockWidgets(window.docks.dock(id_))
    return {id_, *(dock.objectName().removeprefix("dock.") for dock in beside if not dock.isHidden())}


@pytest.mark.parametrize(("side", "there"), [("right", ("inspector", "scenario_authoring")), ("left", ("outliner",))])
def test_a_panel_goes_to_a_side_as_a_tab_in_front(window: MainWindow, side: str, there: tuple[str, ...], qtbot: Any):
    window.docks.move("console", side)

    assert window.docks.moves.side("console") == side
    assert stack(window, "console") == {"console", *there}
    qtbot.waitUntil(lambda: window.docks.is_visible("console") and not any(map(window.docks.is_visible, there)))
    assert window.docks.current == "console"


def test_a_side_that_was_empty_gets_its_usual_width(window: MainWindow, qtbot: Any):
    window.docks.dock("outliner").close()

    window.docks.move("console", "left")

    qtbot.waitUntil(lambda: window.docks.dock("console").width() == 264)


def test_a_panel_becomes_a_tab_beside_any_other_open_one(window: MainWindow):
    menu = panel_menu(window.docks, "console", None)
    tabs = next(item.menu() for item in menu.actions() if item.text() == "Make it a tab beside")
    assert isinstance(tabs, QMenu)

    next(item for item in tabs.actions() if item.text() == "Outliner").trigger()

    assert stack(window, "console") == {"console", "outliner"}
    menu.deleteLater()


def test_a_panel_floats_whole_on_a_screen_and_goes_back(window: MainWindow):
    window.docks.float_or_dock("inspector")
    dock = window.docks.dock("inspector")

    assert dock.isFloating()
    assert dock.screen().availableGeometry().contains(dock.frameGeometry())
    window.docks.float_or_dock("inspector")
    assert window.docks.moves.side("inspector") == "right"


def test_a_floating_panel_whose_screen_is_gone_comes_back(window: MainWindow):
    window.docks.float_or_dock("inspector")
    dock = window.docks.dock("inspector")
    dock.move(QPoint(9000, 5000))

    window.docks.moves.to_screens()

    assert dock.screen().availableGeometry().contains(dock.frameGeometry())


@pytest.mark.parametrize(
    ("place", "screen"),
    [
        (QRect(100, 100, 400, 400), LEFT_SCREEN),
        (QRect(1500, 100, 400, 400), RIGHT_SCREEN),
        (QRect(9000, 9000, 400, 400), LEFT_SCREEN),
    ],
)
def test_a_floating_panel_stays_on_the_screen_that_holds_most_of_it(place: QRect, screen: QRect):
    assert best_screen([LEFT_SCREEN, RIGHT_SCREEN], place) == screen


def test_f6_goes_round_the_window_and_back(window: MainWindow, qtbot: Any):
    parts = list(parts_of(window))
    assert parts[0] == "Viewport"
    assert {"Outliner", "Inspector", "Toolbar", "Status bar"} <= set(parts)
    window.docks.focus("outliner")
    qtbot.waitUntil(lambda: window.docks.current == "outliner")
    start = QApplication.focusWidget()

    for _ in parts:
        go_on(window, 1)
    assert QApplication.focusWidget() is start
    for _ in parts:
        go_on(window, -1)

    assert QApplication.focusWidget() is start


def test_f6_is_the_next_part_only_while_it_does_not_pause_a_run(window: MainWindow):
    assert window.editor.actions.heir("play.pause") == "view.next_panel"

    window.editor.play.start()

    assert window.editor.actions.heir("play.pause") == "play.pause"


def test_the_window_opens_with_the_workspace_that_was_shown_last(make_window: Any, glade: Path):
    first = make_window(glade)
    first.show_workspace("Review")
    first.close()

    assert make_window(glade).workspaces.current == "Review"


def test_a_workspace_of_ones_own_stays_when_there_are_new_panels_and_they_stay_closed(make_window: Any, glade: Path):
    fewer = [spec for spec in find_rooms([]) if spec.id != "assets"]
    first = make_window(glade, specs=fewer)
    first.docks.move("console", "right")
    made = first.workspaces.save_as("Mine")
    first.close()

    second = make_window(glade, specs=find_rooms([]))

    assert second.workspaces.current == made.id
    assert second.docks.moves.side("console") == "right"
    second.show_workspace("Author")
    assert second.docks.is_open("assets")
    second.show_workspace(made.id)
    assert not second.docks.is_open("assets")
    second.docks.focus("assets")
    assert second.docks.moves.side("assets") == "bottom"
    assert stack(second, "assets") > {"assets"}, "it stands among its like"


def test_one_that_was_saved_in_a_wide_window_serves_a_narrow_one(make_window: Any, glade: Path):
    first = make_window(glade)
    first.docks.move("console", "right")
    first.workspaces.save_as("Mine")
    first.close()

    second = make_window(glade, size=(1280, 720))

    assert second.docks.moves.side("console") == "right"


def test_layouts_that_cannot_be_read_are_told_of_and_the_usual_ones_are_shown(
    make_window: Any, glade: Path, qtbot: Any
):
    path = data_folder() / "layouts.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"format": 6, "own": "many"}))

    window = make_window(glade)

    # On a busy machine its toast may be gone before the project is open; the console keeps it.
    qtbot.waitUntil(lambda: any(line.source == "window" for line in window.editor.log.lines))
    told = next(line for line in window.editor.log.lines if line.source == "window")
    assert (told.severity, told.text) == ("warning", window.workspaces.problem)
    assert "layouts.unreadable.json" in told.text
    assert window.workspaces.current == "Author"
    assert path.with_name("layouts.unreadable.json").exists()


def test_a_saved_workspace_is_in_the_palette_and_the_menu(window: MainWindow):
    flow: WorkspaceFlow = window.editor.actions.get("view.save_workspace_as").run.__self__  # type: ignore[attr-defined]
    made = window.workspaces.save_as("Mine")
    flow._fill()

    action = window.editor.actions.get(f"view.workspace_{made.id}")
    assert (action.title, action.menu) == ("Workspace: Mine", "View/2")
    assert window.editor.actions.enabled("view.delete_workspace") == (True, "")
    window.show_workspace("Author")
    assert window.editor.actions.enabled("view.delete_workspace")[1].startswith("Show a workspace of your own first")


def test_a_floating_panel_is_not_offered_as_a_place_for_tabs(window: MainWindow):
    window.docks.float_or_dock("outliner")
    menu = panel_menu(window.docks, "console", None)
    tabs = next(item.menu() for item in menu.actions() if item.text() == "Make it a tab beside")
    assert isinstance(tabs, QMenu)

    assert "Outliner" not in [item.text() for item in tabs.actions()]
    menu.deleteLater()


def test_panels_that_float_as_tabs_keep_a_head_and_come_back_with_a_reset(window: MainWindow, qtbot: Any):
    hands = DockHands(SimpleNamespace(window=window))
    window.docks.float_or_dock("console")
    window.docks.float_or_dock("history")
    console, history = window.docks.dock("console"), window.docks.dock("history")
    qtbot.waitUntil(lambda: console.isFloating() and history.isFloating())
    console.move(40, 40)
    history.move(300, 200)
    over = hands.centre_of("console")
    for _ in range(TRIES):
        # Qt tells by time whether the pointer rests over the other panel; whoever missed it drags again.
        hands.drag_head("history", over - QPoint(30, 0), over)
        with suppress(TimeoutError):
            qtbot.waitUntil(lambda: console.window() is history.window() is not window, timeout=1500)
            break
    assert console.window() is history.window() is not window
    qtbot.waitUntil(lambda: history.titleBarWidget().height() > 0)

    window.workspaces.reset()

    qtbot.waitUntil(lambda: console.window() is history.window() is window)
    assert stack(window, "console") >= {"console", "history", "problems"}
