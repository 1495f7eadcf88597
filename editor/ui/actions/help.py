"""Help: the shortcut list, what the panels answer, and what this program is."""

from typing import TYPE_CHECKING

from editor.core.actions import Action
from editor.ui.about import about_dialog, help_page, welcome_dialog
from editor.ui.play_keys_page import PlayKeysPage
from editor.ui.shortcuts_page import ShortcutsPage
from editor.ui.tr import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from editor.ui.window import MainWindow

PAGES = (
    ("playing", "Playing Veilweaver", "game-controller", "Controls, weaving, anchors, Echo, companions, the Warden."),
    ("minds", "Why agents do what they do", "brain", "Goals, actions, costs, looking back, pinned decisions."),
    ("terrain", "Shaping the ground", "polygon", "Brushes, their keys, endless worlds, levels of detail."),
    ("keeping_work", "Nothing is lost", "clock-counter-clockwise", "History, saving, recovery, earlier versions."),
    ("merging", "Working with others", "git-merge", "Changes made outside, conflicts, two editors, git."),
    ("trust", "Code and trust", "shield-check", "What a project's own code may do, and when it runs."),
)


def read(window: "MainWindow", make: "Callable[[MainWindow], QDialog]") -> None:
    """Show a dialog; a game that plays is held while it is read, and goes on afterwards."""
    play = window.editor.play
    holds = play.state == "playing"
    if holds:
        play.pause()
    make(window).exec()
    if holds:
        play.resume()


def read_page(window: "MainWindow", title: str, name: str) -> None:
    """Show a page of the help."""
    read(window, lambda over: help_page(over, title, name))


def shortcuts(window: "MainWindow") -> "QDialog":
    """The list of every action's keys."""
    return ShortcutsPage(window, window.editor)


def play_keys(window: "MainWindow") -> "QDialog":
    """The list of the game's keys."""
    return PlayKeysPage(window, window.editor)


def actions(window: "MainWindow") -> list[Action]:
    """The actions of the Help menu."""
    return [
        Action(
            "help.first_steps", "First steps", lambda: read(window, welcome_dialog), "F1", "", "compass", "Help/1",
            description="Author, play and tune in six lines.",
        ),
        Action(
            "help.shortcuts", "Keyboard shortcuts", lambda: read(window, shortcuts), "Ctrl+K", "",
            "keyboard", "Help/1", description="See and change the keys of every action.",
        ),
        Action(
            "help.play_keys", "Keys while playing", lambda: read(window, play_keys), "", "",
            "game-controller", "Help/1", description="See and change what keys and mouse buttons do in the game.",
            words="remap controls gamepad",
        ),
        *[
            Action(
                f"help.{name}", title, lambda name=name, title=title: read_page(window, tr(title), name), "", "",
                glyph, "Help/1", description=text,
            )
            for name, title, glyph, text in PAGES
        ],
        Action(
            "help.about", "About AstraWeave", lambda: read(window, about_dialog), "", "", "info", "Help/2",
            description="The version of the program and of what it stands on.",
        ),
    ]  # fmt: skip
