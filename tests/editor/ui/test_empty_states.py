"""Every panel that has nothing to show says what will be there, and offers a way on."""

from typing import Any

import pytest

from editor.ui.kit.empty import EmptyState
from editor.ui.rooms.search import SearchField
from editor.ui.shell.window import MainWindow
from engine.document import Finding
from tests.editor.ui.whole_house import show_panel

TEACHES_BY_HAND = {"No chunk chosen", "No hitch", "Not flown again yet"}
"""What is filled by a click elsewhere in the same panel, or is good news."""
NOTHING = "zzzz"


def empty_states(window: MainWindow, id_: str) -> list[EmptyState]:
    show_panel(window, id_)
    return [each for each in window.docks.dock(id_).findChildren(EmptyState) if each.isVisible()]


def dead_ends(states: list[EmptyState]) -> list[str]:
    """The titles of those without a button to press."""
    return [
        each.title.text()
        for each in states
        if each.title.text() not in TEACHES_BY_HAND
        and not any(button.isVisible() and button.text() for button in each.window().findChildren(type(each.button))
                    if each.isAncestorOf(button))
    ]  # fmt: skip


def test_no_empty_panel_is_a_dead_end(window: MainWindow):
    found: dict[str, list[str]] = {}
    seen = 0
    for workspace in ("Author", "Play", "Profile", "Review"):
        window.show_workspace(workspace)
        for id_ in window.docks.ids:
            states = empty_states(window, id_)
            seen += len(states)
            found[id_] = dead_ends(states)

    assert seen > 4
    assert {id_: titles for id_, titles in found.items() if titles} == {}


@pytest.mark.parametrize("id_", ["outliner", "problems", "console", "history", "assets", "help"])
def test_a_list_that_was_narrowed_to_nothing_says_so_and_leads_back(window: MainWindow, qtbot: Any, id_: str):
    window.editor.log.add("info", "test", "somebody said something")
    fault = Finding(rule="test", severity="warning", text="something is wrong", where=None, entity=None)
    window.editor.findings.add("test", fault)
    show_panel(window, id_)
    view: Any = window.hosts[id_].view
    field = next(iter(view.findChildren(SearchField)), None) or view.filter
    field.setText(NOTHING)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in view.findChildren(EmptyState)))
    state = next(each for each in view.findChildren(EmptyState) if each.isVisible())

    assert dead_ends([state]) == []
    state.button.click()

    assert field.text() == ""
    qtbot.waitUntil(lambda: not state.isVisible())
