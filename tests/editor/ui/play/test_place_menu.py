"""The menu of a place in the picture: what can be done with what is there, and what can be added there."""

from typing import Any

import pytest

from editor.core.editor import Editor
from editor.ui.play.place_menu import entries_at
from editor.ui.shell.window import MainWindow

SPOT = (3.0, 0.0, 5.0)


def at(window: MainWindow, point: tuple[float, float, float]) -> list[Any]:
    viewport: Any = window.centre.viewport
    x, y, _ = viewport.camera().project([point], (viewport.width(), viewport.height()))[0]
    return entries_at(window.editor, viewport, float(x), float(y), window.ui.run)


def titles(entries: list[Any]) -> list[str]:
    return [title for title, _, _ in entries if title]


@pytest.fixture
def editor(window: MainWindow, qtbot: Any) -> Editor:
    viewport: Any = window.centre.viewport
    qtbot.waitUntil(lambda: viewport.pictures_drawn > 0)
    return window.editor


def test_on_a_thing_it_offers_what_is_done_with_things(window: MainWindow, editor: Editor):
    found = at(window, (1.0, 0.9, 2.0))
    assert editor.selection.ids == ("kael",)
    assert {"Play from here", "Frame", "Duplicate", "Rename…", "Delete", "Edit prefab", "Add here"} <= set(
        titles(found)
    )

    next(run for title, run, _ in found if title == "Duplicate")()
    assert len([each for each in editor.view.entities if each.prefab == "kael"]) == 3


def test_on_the_ground_things_are_added_where_the_pointer_is(window: MainWindow, editor: Editor):
    editor.selection.clear()
    found = at(window, SPOT)
    assert "Delete" not in titles(found)
    things = next(run for title, run, _ in found if title == "Add here")
    assert {"Wave", "Trigger", "Obstacle", "Light", "Prefab"} <= set(titles(things))

    next(run for title, run, _ in things if title == "Wave")()

    (wave,) = editor.selection.ids
    x, _, z = editor.view.entity(wave).components["transform"].position
    assert abs(x - SPOT[0]) <= 0.5
    assert abs(z - SPOT[2]) <= 0.5


def test_a_selection_of_several_stays_when_one_of_it_is_clicked(window: MainWindow, editor: Editor):
    editor.selection.set(["kael", "lyra"])
    at(window, (1.0, 0.9, 2.0))
    assert set(editor.selection.ids) == {"kael", "lyra"}
