"""The card of the tutorial: it points, follows, stays out of the way, and is there again where it was left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from editor.core.tutorial.demonstration import DONE_BY, give
from editor.core.tutorial.progress import ProgressFile
from editor.core.tutorial.sight import Sight
from editor.core.tutorial.steps import STEPS
from editor.ui.rooms.tutorial.targets import bring_forward, place_of
from editor.ui.shell.window import MainWindow
from tests.projects.shipped import copied


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the starter."""
    return copied("starter", tmp_path)


@pytest.fixture
def window(make_window: Callable[..., MainWindow], project: Path) -> MainWindow:
    """The window with the starter open and the tutorial begun."""
    made = make_window(project)
    made.ui.run("help.tutorial")
    made.hosts["tutorial"].model.tutorial.start()
    return made


def card(window: MainWindow) -> Any:
    return window.hosts["tutorial"].view


def go_on(window: MainWindow, to: str) -> None:
    tutorial = window.hosts["tutorial"].model.tutorial
    while tutorial.step.id != to:
        DONE_BY[tutorial.step.id](window.editor)


def test_the_card_stands_below_the_outliner_and_both_can_be_read(window: MainWindow, qtbot: Any):
    qtbot.waitUntil(lambda: window.docks.is_visible("tutorial"))
    outliner, here = window.docks.dock("outliner"), window.docks.dock("tutorial")

    assert window.docks.is_visible("outliner")
    assert here.geometry().top() > outliner.geometry().top()
    assert card(window)._card.accessibleName().startswith("1 of 16. Place the hero. Drag Hero")


def test_each_step_outlines_a_control_that_is_in_the_window(window: MainWindow, qtbot: Any):
    tutorial = window.hosts["tutorial"].model.tutorial
    seen: list[QRect] = []
    card(window).show_me.setChecked(True)
    while tutorial.step.id != "play":
        step = tutorial.step.id
        if step != "try":
            qtbot.waitUntil(
                lambda: card(window).pointer.isVisible() and card(window).pointer.geometry() not in seen[-1:]
            )
            ring: QRect = card(window).pointer.geometry()
            assert window.rect().contains(ring), step
            assert ring.width() > 12, step
            seen.append(ring)
            DONE_BY[step](window.editor)
        else:
            tutorial.next()
    card(window).show_me.setChecked(False)
    assert not card(window).pointer.isVisible()
    assert len(seen) == 10


def test_the_ring_takes_no_click_and_no_keyboard(window: MainWindow, qtbot: Any):
    card(window).show_me.setChecked(True)
    qtbot.waitUntil(card(window).pointer.isVisible)
    middle = card(window).pointer.geometry().center()

    under = window.childAt(middle)

    assert isinstance(under, QWidget)
    assert under is not card(window).pointer


def test_a_field_is_pointed_at_once_its_entity_is_selected(window: MainWindow, qtbot: Any):
    go_on(window, "victory")
    tutorial = window.hosts["tutorial"].model.tutorial
    tutorial.back()
    wave = Sight(window.editor).wave
    assert wave is not None
    window.editor.selection.clear()
    assert tutorial.target == f"entity:{wave.id}"
    bring_forward(window, tutorial.target)
    row = place_of(window, tutorial.target)
    assert row is not None
    window.editor.selection.set([wave.id])
    assert tutorial.target == "field:spawn_group.count"
    inspector: Any = window.hosts["inspector"].view
    inspector.build()
    qtbot.waitUntil(lambda: place_of(window, tutorial.target) is not None)
    # A step that one came back to goes on when it is done anew.
    give(window.editor, wave, "spawn_group", "count", 1)
    assert "Type 3 at Count" in tutorial.hint
    give(window.editor, Sight(window.editor).wave, "spawn_group", "count", 4)
    assert tutorial.step.id == "victory"


def test_skip_back_and_next_are_buttons(window: MainWindow):
    assert not card(window).back.isEnabled()
    assert "first step" in card(window).back.toolTip()
    assert card(window).on.text() == "Skip"

    card(window).on.click()
    assert card(window).title.text() == STEPS[1].title
    DONE_BY["hero"](window.editor)
    card(window).back.click()

    assert card(window).title.text() == STEPS[0].title
    assert card(window).on.text() == "Next"


def test_in_a_low_window_what_to_do_can_still_be_read(window: MainWindow, qtbot: Any):
    window.resize(1280, 720)
    window.editor.settings.set("appearance.text_scale", 150)
    qtbot.waitUntil(lambda: card(window)._is_low)

    assert card(window).text.text().startswith("Place the hero: Drag Hero")
    qtbot.waitUntil(card(window).on.isVisible)
    assert card(window).text.visibleRegion().boundingRect().height() > 20
    window.editor.settings.set("appearance.text_scale", 100)
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: not card(window)._is_low)
    assert card(window).text.text().startswith("Drag Hero")


def test_another_workspace_keeps_the_card_and_closing_it_counts(window: MainWindow, qtbot: Any):
    window.show_workspace("Review")
    qtbot.waitUntil(lambda: window.docks.is_open("tutorial"))
    window.show_workspace("Author")
    assert window.docks.is_open("tutorial")

    window.docks.dock("tutorial").close()
    window.show_workspace("Review")

    assert not window.docks.is_open("tutorial")
    assert not ProgressFile().read().is_shown


def test_the_next_start_shows_the_step_where_it_was_left(window: MainWindow, make_window: Any, project: Path):
    go_on(window, "move")
    window.save()
    window.shut_down()

    again = make_window(project)

    assert again.hosts["tutorial"].view is not None
    assert card(again).title.text() == "Move the ally"


def test_in_another_project_the_card_says_where_it_goes_on(window: MainWindow, glade: Path):
    go_on(window, "ally")
    window.editor.undo.mark_saved()
    window.open_folder(glade, True)
    assert not window.docks.is_open("tutorial"), "here it would only take room"
    window.ui.run("help.tutorial")

    assert card(window)._model.face == "elsewhere"
    assert "starter" in card(window)._other.text.text()
    card(window)._more.click()
    assert card(window)._model.face == "step"
    assert card(window).title.text() == "Place an ally"


def test_a_project_without_the_starters_prefabs_offers_a_new_one_only(make_window: Any, glade: Path):
    window = make_window(glade)
    window.ui.run("help.tutorial")

    assert card(window)._model.face == "offer"
    assert not card(window)._more.isVisibleTo(card(window))
    assert "prefabs" in card(window)._model.why_not_here


def test_the_last_card_says_what_is_next_and_closes(window: MainWindow, qtbot: Any):
    tutorial = window.hosts["tutorial"].model.tutorial
    while tutorial.is_on:
        tutorial.next()

    shown = card(window)._other
    assert "New encounter in the menu Encounter" in shown.text.text()
    assert shown.button.text() == "Close"
    shown.button.click()

    assert not window.docks.is_open("tutorial")
    assert not ProgressFile().read().is_shown
