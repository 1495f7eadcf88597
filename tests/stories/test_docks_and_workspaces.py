"""A designer puts the panels where they suit, keeps that under a name, and finds it again at the next start."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint

from tests.stories.dock_hands import DockHands
from tests.stories.driver import Designer


def test_panels_are_rearranged_and_come_back_at_the_next_start(
    at_the_window: Callable[[], Designer], starter: Path
) -> None:
    designer = at_the_window()
    designer.open(starter)
    hands, window = DockHands(designer), designer.window
    before, usual = designer.documents(), hands.places()
    assert (usual["outliner"], usual["console"]) == ("left", "bottom")

    # Esc gives a drag back.
    state = window.docks.save()
    hands.drag_head_and_escape("outliner", hands.centre_of("outliner") + QPoint(300, 0))
    designer.wait(lambda: hands.places() == usual)
    assert window.docks.save() == state

    # The outliner is dragged out by its head, and dropped onto the inspector: it is a tab there.
    hands.drag_head("outliner", hands.centre_of("outliner") + QPoint(300, 0))
    designer.wait(lambda: hands.place("outliner") == "floating")
    designer.picture("floating")
    designer.picture_of(window.docks.dock("outliner"), "floating_outliner")
    over = hands.centre_of("inspector")
    hands.drag_head("outliner", over - QPoint(40, 0), over)
    designer.wait(lambda: hands.place("outliner") == "right")
    designer.wait(lambda: hands.stack("outliner") == {"outliner", "inspector", "scenario_authoring"})

    # The console is torn off by its tab, and stays where it is let go.
    middle = window.centre.mapToGlobal(window.centre.rect().center())
    hands.drag_tab("console", middle, middle + QPoint(20, 20))
    designer.wait(lambda: hands.place("console") == "floating")

    # History goes by the menus of the window: the keyboard is in it, so it is "this panel".
    window.docks.focus("history")
    designer.wait(lambda: window.docks.current == "history")
    designer.choose("View", "This panel", "Move to the left")
    designer.wait(lambda: hands.place("history") == "left")
    # Balance is torn off its stack and closed by its own menu; then Physics, which is alone there, by its own.
    hands.drag_tab("balance", middle, middle + QPoint(20, 20))
    designer.wait(lambda: hands.place("balance") == "floating")
    for id_ in ("balance", "physics_profiler"):
        hands.choose(id_, "Close")
        designer.wait(lambda id_=id_: hands.place(id_) == "closed")
    designer.picture("rearranged")

    # It is kept under a name, which lights up in the toolbar.
    arranged = hands.places()
    designer.answer_name("Two heads", lambda: designer.choose("View", "Save workspace as…"))
    designer.wait(lambda: window.toolbar._own.text().strip() == "Two heads")
    designer.picture("named")

    # Another workspace and back: by key and by the palette.
    designer.press("Ctrl+1")
    designer.wait(lambda: window.workspaces.current == "Author")
    designer.choose("View", "Reset layout")
    designer.wait(lambda: hands.places() == usual)
    designer.press("Ctrl+Shift+P")
    designer.qtbot.keyClicks(window.palette_popup.field, "two heads")
    designer.press("Return", window.palette_popup.field)
    designer.wait(lambda: hands.places() == arranged)

    # What is spoilt afterwards is put right by a reset: back to what was saved.
    hands.choose("history", "Move to", "Right")
    designer.wait(lambda: hands.place("history") == "right")
    designer.choose("View", "Reset layout")
    designer.wait(lambda: hands.places() == arranged)
    assert designer.documents() == before
    assert designer.editor.undo.entries == []
    window.close()

    # The next start shows it, tabs and floating panels included.
    again = at_the_window()
    again.open(starter)
    hands = DockHands(again)
    assert again.window.workspaces.own(again.window.workspaces.current).name == "Two heads"
    assert hands.places() == arranged
    assert hands.stack("outliner") == {"outliner", "inspector", "scenario_authoring"}
    again.picture("at_the_next_start")

    # Renamed and deleted; the toast takes that back.
    again.answer_name("Four eyes", lambda: again.choose("View", "Rename workspace…"))
    again.wait(lambda: again.window.toolbar._own.text().strip() == "Four eyes")
    again.choose("View", "Delete workspace")
    assert again.window.workspaces.current == "Author"
    assert [own.name for own in again.window.workspaces.owned()] == []
    hands.click_toast("Undo")
    assert [own.name for own in again.window.workspaces.owned()] == ["Four eyes"]
    assert hands.places()["outliner"] == "right"
    assert again.documents() == before
