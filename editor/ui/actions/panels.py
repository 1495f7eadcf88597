"""View: the panel that has the keyboard goes elsewhere, floats or closes; F6 goes from part to part."""

from collections.abc import Callable
from functools import partial

from editor.core.actions.context import ContextKey
from editor.core.actions.registry import Action
from editor.ui.docks.panel_cycle import go_on
from editor.ui.shell.shell import Shell

IN_PANEL = ContextKey("in_panel", "Put the keyboard into a panel first: click it, or press F6.")


def actions(window: Shell) -> list[Action]:
    """The actions of the panels' places."""
    docks = window.docks
    window.editor.context.define(IN_PANEL, lambda: bool(docks.current) and docks.is_open(docks.current))
    docks.current_changed.connect(window.soon)

    def on_current(do: Callable[[str], object]) -> None:
        do(docks.current)

    def move(side: str) -> None:
        docks.move(docks.current, side)

    sides = [
        Action(
            f"dock.{side}", f"This panel: move to the {side}", partial(move, side), "", "has_project and in_panel",
            glyph, "View/2b",
            description=f"The panel that has the keyboard stands at the {side}, as a tab of what is there.",
            words="dock",
        )
        for side, glyph in (("left", "arrow-line-left"), ("right", "arrow-line-right"), ("bottom", "arrow-line-down"))
    ]  # fmt: skip
    return [
        Action(
            "view.next_panel", "Next part of the window", lambda: go_on(window, 1), "Ctrl+F6", "", "arrow-right",
            "View/0", also="F6",
            description="The keyboard goes to the next panel, the viewport or a bar; so does F6 while nothing plays.",
        ),
        Action(
            "view.previous_panel", "Previous part of the window", lambda: go_on(window, -1), "Ctrl+Shift+F6", "",
            "arrow-left", "View/0", also="Shift+F6", description="The keyboard goes back by one part of the window.",
        ),
        *sides,
        Action(
            "dock.float", "This panel: float or dock", partial(on_current, docks.float_or_dock), "",
            "has_project and in_panel", "arrow-square-out", "View/2b", words="detach undock",
            description="The panel that has the keyboard floats, on any screen, or goes back into the window.",
        ),
        Action(
            "dock.menu", "This panel: menu…", partial(on_current, docks.open_menu_of), "Ctrl+Alt+P",
            "has_project and in_panel", "dots-three-vertical", "View/2b",
            description="The menu of the panel that has the keyboard: where it stands, tabs, what it answers.",
        ),
        Action(
            "dock.close", "This panel: close", partial(on_current, lambda id_: docks.dock(id_).close()), "Ctrl+F4",
            "has_project and in_panel", "x", "View/2b", description="Close the panel that has the keyboard.",
        ),
    ]  # fmt: skip
