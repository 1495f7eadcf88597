"""Find: the keyboard goes to where things and values are looked for."""

from PySide6.QtCore import QTimer

from editor.core.actions.registry import Action
from editor.ui.shell.shell import Shell


def actions(window: Shell) -> list[Action]:
    """The actions that look for something, in the Edit menu."""
    return [
        Action(
            "edit.find_entity", "Find an entity", lambda: find(window, "outliner"), "Ctrl+F", "has_scene",
            "magnifying-glass", "Edit/4", description="Type in the Outliner's filter, a name or c:agent.",
        ),
        Action(
            "edit.find_value", "Find a value", lambda: find(window, "inspector"), "Ctrl+Shift+F", "has_scene",
            "magnifying-glass", "Edit/4", description="Type what a value of the Inspector is called.",
        ),
    ]  # fmt: skip


def find(window: Shell, panel: str) -> None:
    """Show a panel and give its search field the keyboard, what it says being selected."""
    host = window.hosts[panel]
    window.docks.focus(panel)
    host.build()
    field = getattr(host.view, "search_field", None)
    if field is not None:
        field.selectAll()
        # A dock that was just opened gives the keyboard to its first control a moment later.
        QTimer.singleShot(0, field, field.setFocus)
        field.setFocus()
