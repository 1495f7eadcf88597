"""Entity: up and down in the list, and between the scene and its encounter."""

from collections.abc import Callable
from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from engine.document import Command, DocumentError
from engine.document.edits.moves import move_to_file, reorder

_WHEN = "has_selection and not active"


def actions(editor: Editor) -> list[Action]:
    """The actions that give entities another place."""
    return [
        Action(
            "entity.up", "Move up in the list", partial(shift, editor, -1), "Alt+Up", _WHEN, "arrow-up", "Entity/5",
            description="Put the selected entities before their neighbour.",
        ),
        Action(
            "entity.down", "Move down in the list", partial(shift, editor, 1), "Alt+Down", _WHEN, "arrow-down",
            "Entity/5", description="Put the selected entities behind their neighbour.",
        ),
        Action(
            "entity.to_encounter", "Move to the encounter", lambda: relocate(editor, f"encounters/{editor.encounter}"),
            "", f"has_encounter and {_WHEN}", "arrow-right", "Entity/5",
            description="The selected entities, with what is below them, are there in the open encounter only.",
        ),
        Action(
            "entity.to_scene", "Move to the scene", lambda: relocate(editor, f"scenes/{editor.scene}"), "", _WHEN,
            "arrow-left", "Entity/5",
            description="The selected entities, with what is below them, are there in every encounter of the scene.",
        ),
    ]  # fmt: skip


def shift(editor: Editor, step: int) -> None:
    """Move the selected entities one place up or down among their neighbours."""
    _run(editor, lambda: reorder(editor.view, editor.selection.ids, step), "The selection is at the end already.")


def relocate(editor: Editor, file: str) -> None:
    """Move the selected entities to another file; they stay selected."""
    _run(editor, lambda: move_to_file(editor.view, editor.selection.ids, file), "The selection is there already.")


def _run(editor: Editor, make: Callable[[], Command | None], idle: str) -> None:
    try:
        command = make()
        if command is None:
            editor.status(idle)
        else:
            editor.run(command)
    except DocumentError as error:
        editor.status(str(error))
