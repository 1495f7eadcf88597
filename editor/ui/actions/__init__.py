"""The actions that need the window: each file here has `actions(window)`, found by a walk."""

from editor.ui.shell.shell import Shell
from engine.walk import walk_modules


def install(window: Shell) -> None:
    """Add every action of this folder."""
    for module in walk_modules(__name__):
        if hasattr(module, "actions"):
            window.editor.actions.add(*module.actions(window))
