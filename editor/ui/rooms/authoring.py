"""What several rooms do with entities: edit their own keys (name, parent, hidden, locked), and show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editor.api import Command, CommandError, Compound, EditRefusedError, Path, Set
from editor.core.play.live.edits import LIVE_COMPONENTS, are_live
from editor.core.project.opening import encounters_of

WHY_LOCKED = "Stop the run to edit the document."
WHAT_IS_LIVE = (
    "Numbers of the copy, and costs and weights of its agents, can be changed while it plays. On Stop you choose which "
    "numbers to keep; agents' changes are in the history at once."
)


def why_locked(editor: Any, component: str = "") -> str:
    """Why the document, or this component of entities, cannot be edited now; empty when it can."""
    if editor.document is None:
        return "Open a project first."
    if component in LIVE_COMPONENTS:
        return ""
    return WHY_LOCKED if editor.play.state != "stopped" else ""


def why_not_run(editor: Any, commands: Sequence[Command]) -> str:
    """Why these commands cannot be run now; empty when they can: a running copy takes over some."""
    why = why_locked(editor)
    return "" if why == WHY_LOCKED and are_live(commands) else why


def set_key(editor: Any, entities: Sequence[tuple[str, str]], key: str, value: Any, title: str) -> bool:
    """Give a key of some entities, as (file, id) pairs, one value as one undo entry; False when nothing changes."""
    commands: list[Command] = []
    for file, id in entities:
        path = Path.entity(file, id, key)
        old = editor.document.value(path)
        if old != value:
            commands.append(Set(path=path, old=old, new=value))
    return run_together(editor, title, commands)


def run_together(editor: Any, title: str, commands: Sequence[Command], *, always_titled: bool = False) -> bool:
    """Run commands as one undo entry; False when there are none or they are refused, which the status bar tells.

    A single one has a title of its own, unless it is `always_titled`.
    """
    if not commands:
        return False
    try:
        is_plain = len(commands) == 1 and not always_titled
        editor.run(commands[0] if is_plain else Compound(title=title, commands=tuple(commands)))
    except (CommandError, EditRefusedError) as refusal:
        editor.status(str(refusal))
        return False
    return True


def show_entity(editor: Any, file: str, id: str) -> None:
    """Select an entity of any file: its scene or encounter is opened first, a prefab is shown by itself."""
    folder, _, name = file.partition("/")
    if folder == "prefabs":
        if "." in id or editor.view.prefab(name).id != id:
            editor.prefab_mode.open(name, id)
        else:
            editor.selection.choose_prefab(name)
        return
    if folder == "scenes" and editor.scene != name:
        encounters = encounters_of(editor.document, name)
        editor.open_scene(name, encounters[0] if encounters else None)
    elif folder == "encounters" and editor.encounter != name:
        editor.open_scene(str(editor.document.value(Path(file, ("scene",))) or editor.scene), name)
    editor.selection.set([id])
