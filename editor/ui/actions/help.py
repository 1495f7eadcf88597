"""Help: the shortcut list, what the panels answer, and what this program is."""

from typing import TYPE_CHECKING

from editor.core.actions import Action
from editor.ui.about import about_dialog, welcome_dialog
from editor.ui.shortcuts_page import ShortcutsPage

if TYPE_CHECKING:
    from editor.ui.window import MainWindow


def actions(window: "MainWindow") -> list[Action]:
    """The actions of the Help menu."""
    return [
        Action(
            "help.first_steps", "First steps", lambda: welcome_dialog(window).exec(), "F1", "", "compass", "Help/1",
            description="Author, play and tune in six lines.",
        ),
        Action(
            "help.shortcuts", "Keyboard shortcuts", lambda: ShortcutsPage(window, window.editor).exec(), "Ctrl+K", "",
            "keyboard", "Help/1", description="See and change the keys of every action.",
        ),
        Action("help.about", "About AstraWeave", lambda: about_dialog(window).exec(), "", "", "info", "Help/2"),
    ]  # fmt: skip
