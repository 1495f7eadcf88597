"""Panels are built when somebody sees them, or asks for them, and never before the window's first frame."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from editor.ui.docks.docks import Docks
from editor.ui.shell.window import MainWindow


def built(window: MainWindow) -> set[str]:
    return {id_ for id_, host in window.hosts.items() if host.view is not None}


def seen(docks: Docks) -> set[str]:
    return {id_ for id_ in docks.ids if docks.is_visible(id_)}


def test_what_stands_behind_a_tab_is_built_when_it_is_brought_to_the_front(
    make_window: Callable[..., Any], glade: Path, qtbot: Any
):
    window = make_window(glade)
    docks = window.docks
    behind = {id_ for id_ in docks.ids if docks.is_open(id_)} - seen(docks)
    assert seen(docks) <= built(window)
    assert len(behind) > 3
    assert not behind & built(window)

    docks.dock("console").raise_()
    qtbot.waitUntil(lambda: window.hosts["console"].view is not None)
    qtbot.waitUntil(lambda: docks.is_visible("console"))
    docks.focus("history")
    assert window.hosts["history"].view is not None, "whoever asks for a panel can use it at once"


def test_a_panel_that_is_asked_for_before_the_first_frame_comes_after_it(make_window: Callable[..., Any], qtbot: Any):
    window = make_window()
    paint = window.ui.first_paint
    qtbot.waitUntil(lambda: paint.at is not None)
    paint.at = None
    window.docks.focus("console")
    assert window.hosts["console"].view is None
    paint.note()
    assert window.hosts["console"].view is not None
