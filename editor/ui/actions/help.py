"""Help: the page of what has the keyboard, the guides, the shortcut list, and what this program is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog

from editor.core.actions.registry import Action
from editor.ui.help.about import about_dialog
from editor.ui.help.flow import help_here, open_help
from editor.ui.help.tutorial import begin_anew, open_tutorial
from editor.ui.rooms.help.sources.guides import GUIDES
from editor.ui.settings.play_keys_page import PlayKeysPage
from editor.ui.settings.shortcuts_page import ShortcutsPage
from editor.ui.shell.shell import Shell


def read(window: Shell, make: Callable[[Shell], QDialog]) -> None:
    """Show a dialog; a game that plays is held while it is read, and goes on afterwards."""
    play = window.editor.play
    holds = play.state == "playing"
    if holds:
        play.pause()
    make(window).exec()
    if holds:
        play.resume()


def shortcuts(window: Shell) -> QDialog:
    """The list of every action's keys."""
    return ShortcutsPage(window, window.editor)


def play_keys(window: Shell) -> QDialog:
    """The list of the game's keys."""
    return PlayKeysPage(window, window.editor)


def actions(window: Shell) -> list[Action]:
    """The actions of the Help menu."""
    return [
        Action(
            "help.here", "Help", partial(help_here, window), "F1", "", "question", "Help/0",
            description="Open the page of what has the keyboard: a field, a button, a panel.", words="manual docs",
        ),
        Action(
            "help.tutorial", "First encounter", partial(open_tutorial, window), "", "", "graduation-cap", "Help/0",
            description="Make a fight in ten minutes, step by step, from an empty field to a victory.",
            words="tutorial learn begin lesson",
        ),
        Action(
            "help.tutorial_anew", "First encounter in a new project…", partial(begin_anew, window), "", "",
            "graduation-cap", "Help/0", description="Begin the ten minutes again, in a folder of its own.",
            words="tutorial restart",
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
                f"help.{name}", title, partial(open_help, window, f"guide:{name}"), "", "", glyph, "Help/1",
                description=text,
            )
            for name, title, glyph, text in GUIDES
        ],
        Action(
            "help.about", "About AstraWeave", lambda: read(window, about_dialog), "", "", "info", "Help/2",
            description="The version of the program and of what it stands on.",
        ),
    ]  # fmt: skip
