"""The actions that need the window: each file here has `actions(window)`, found by a walk."""

from typing import TYPE_CHECKING

from engine.walk import walk_modules

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow


def install(window: "MainWindow") -> None:
    """Add every action of this folder."""
    for module in walk_modules(__name__):
        if hasattr(module, "actions"):
            window.editor.actions.add(*module.actions(window))
