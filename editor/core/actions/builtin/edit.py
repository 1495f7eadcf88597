"""Edit: undo, redo, clipboard, selection."""

from collections.abc import Mapping

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.entities import edits
from editor.core.entities.files_behind import files_behind
from editor.core.play.live.taking_back import do_again, redo_title, take_back, undo_title
from engine.document import Compound, WriteFile
from engine.document.wording import block_name, counted

PASTE_SHIFT = (1.0, 0.0, 1.0)


def actions(editor: Editor) -> list[Action]:
    """The actions of the Edit menu."""
    return [
        Action(
            "edit.undo", "Undo", lambda: take_back(editor), "Ctrl+Z", "can_undo and not undo_waits",
            "arrow-u-up-left", "Edit/1", title_now=lambda: undo_title(editor),
            description="Take back the last change; while a copy plays, also a number tuned in it.",
        ),
        Action(
            "edit.redo", "Redo", lambda: do_again(editor), "Ctrl+Shift+Z", "can_redo and not redo_waits",
            "arrow-u-up-right", "Edit/1", title_now=lambda: redo_title(editor), also="Ctrl+Y",
            description="Do again what was taken back last.",
        ),
        Action(
            "edit.cut", "Cut", lambda: cut(editor), "Ctrl+X", "has_selection and not active", "scissors", "Edit/2",
            description="Copy the selected entities and delete them.",
        ),
        Action(
            "edit.copy", "Copy", lambda: copy(editor), "Ctrl+C", "has_selection", "copy", "Edit/2",
            description="Copy the selected entities with all that is below them.",
        ),
        Action(
            "edit.paste", "Paste", lambda: paste(editor), "Ctrl+V", "has_scene and has_copied and not active",
            "clipboard", "Edit/2", description="Add the copied entities a metre beside the originals.",
        ),
        Action(
            "edit.duplicate", "Duplicate", lambda: duplicate(editor), "Ctrl+D", "has_selection and not active",
            "copy-simple", "Edit/2", description="Add a copy of the selected entities.",
        ),
        Action(
            "edit.delete", "Delete", lambda: delete(editor), "Delete", "has_selection and not active", "trash",
            "Edit/2", description="Delete the selected entities with all that is below them.",
        ),
        Action(
            "select.all", "Select all", lambda: select_all(editor), "Ctrl+A", "has_scene", "selection-all", "Edit/3",
            description="Select every entity of the scene.",
        ),
        Action(
            "select.none", "Select none", editor.selection.clear, "Ctrl+Shift+A", "has_selection", "selection-slash",
            "Edit/3", description="Let the selection go.",
        ),
        Action(
            "select.invert", "Invert selection", lambda: invert(editor), "Ctrl+I", "has_scene", "selection-inverse",
            "Edit/3", description="Select what is not selected, and let go what is.",
        ),
    ]  # fmt: skip


def copy(editor: Editor) -> None:
    """Copy the selected entities."""
    assert editor.document is not None
    copied = edits.copy(editor.document, editor.view, editor.selection.ids)
    editor.clipboard.take(copied, files_behind(editor.document, copied))
    editor.status(f"Copied {counted(len(editor.selection), 'entity', 'entities')}")


def cut(editor: Editor) -> None:
    """Copy the selected entities and delete them."""
    copy(editor)
    delete(editor)


def delete(editor: Editor) -> None:
    """Delete the selected entities with all that is below them."""
    assert editor.document is not None
    editor.run(edits.delete(editor.view, editor.selection.ids))


def paste(editor: Editor) -> None:
    """Add what was copied, a little further with each paste."""
    assert editor.document is not None
    clipboard = editor.clipboard
    clipboard.pastes += 1
    lacking = {file: text for file, text in clipboard.files.items() if file not in editor.document.files}
    _put(editor, clipboard.copied, clipboard.pastes, "Paste", lacking)
    if lacking:
        editor.status(f"Pasted {_told(clipboard.copied)}, with what this project lacked: {', '.join(lacking)}")


def duplicate(editor: Editor) -> None:
    """Add a copy of the selected entities and select it."""
    assert editor.document is not None
    _put(editor, edits.copy(editor.document, editor.view, editor.selection.ids), 1, "Duplicate")


def select_all(editor: Editor) -> None:
    """Select every entity that is not locked away by being hidden; instances as a whole, not their parts."""
    editor.selection.set(entity.id for entity in editor.view.entities if not entity.hidden and entity.part_of is None)


def invert(editor: Editor) -> None:
    """Select what is not selected, instances as a whole."""
    chosen = {*editor.selection.ids}
    editor.selection.set(each.id for each in editor.view.entities if each.id not in chosen and each.part_of is None)


def _put(
    editor: Editor, copied: tuple[edits.Copied, ...], times: int, verb: str, files: Mapping[str, str] | None = None
) -> None:
    assert editor.document is not None
    assert editor.scene is not None
    shift = (PASTE_SHIFT[0] * times, 0.0, PASTE_SHIFT[2] * times)
    title = f"{verb} {_told(copied)}"
    command, top = edits.paste(editor.document, editor.scene, editor.encounter, copied, shift, title)
    # The history says that it was copied, also where that is a single new entity.
    commands = command.commands if isinstance(command, Compound) else (command,)
    brought = (WriteFile(file=file, old=None, new=text, title=title) for file, text in (files or {}).items())
    editor.run(Compound(title=title, commands=(*brought, *commands)))
    editor.selection.set(top)


def _told(copied: tuple[edits.Copied, ...]) -> str:
    return block_name(copied[0].id, copied[0].block) if len(copied) == 1 else f"{len(copied)} entities"
