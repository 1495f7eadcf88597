"""The actions that need no window: each file here has `actions(editor)`, found by a walk."""

from editor.core.actions.builtin import context_keys
from editor.core.editor import Editor
from engine.walk import walk_modules


def install(editor: Editor) -> None:
    """Define the context keys and add every action of this folder."""
    context_keys.define(editor)
    for module in walk_modules(__name__):
        if hasattr(module, "actions"):
            editor.actions.add(*module.actions(editor))
