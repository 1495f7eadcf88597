"""Scenes and encounters come and go in the editor: what is created is shown, what is deleted is told of first."""

from editor.core.editor import Editor
from engine.document import CommandError, Document
from engine.document.disk.file_names import check_new_name
from engine.document.edits.files import (
    create_encounter,
    create_scene,
    delete_file,
    duplicate_file,
    encounters_in,
    rename_file,
)
from engine.document.edits.roots import why_root_not_named
from engine.document.edits.uses import uses_of


def new_scene(editor: Editor, title: str) -> str:
    """Create a scene and show it. Gives its file."""
    document = _document(editor)
    command, file = create_scene(document, title)
    editor.run(command)
    editor.open_scene(_short(file))
    return file


def new_encounter(editor: Editor, title: str) -> str:
    """Create an encounter in the open scene and show it. Gives its file."""
    assert editor.scene is not None
    command, file = create_encounter(_document(editor), editor.scene, title)
    editor.run(command)
    editor.open_scene(editor.scene, _short(file))
    return file


def duplicate_encounter(editor: Editor, title: str) -> str:
    """Copy the open encounter under another title and show the copy. Gives its file."""
    assert editor.scene is not None
    command, file = duplicate_file(_document(editor), f"encounters/{editor.encounter}", title)
    editor.run(command)
    editor.open_scene(editor.scene, _short(file))
    return file


def delete(editor: Editor, file: str) -> None:
    """Delete a scene with its encounters, or an encounter; another place is shown where it was."""
    editor.run(delete_file(_document(editor), file))


def rename(editor: Editor, file: str, short: str) -> None:
    """Give a file another name, with everything that names it; a place that is open goes on being shown."""
    scene, encounter, chosen = editor.scene, editor.encounter, editor.selection.prefab
    if short == _short(file):
        return
    editor.run(rename_file(_document(editor), file, short))
    if file == f"scenes/{scene}":
        editor.open_scene(short, encounter)
    elif file == f"encounters/{encounter}" and scene is not None:
        editor.open_scene(scene, short)
    elif file == scene:
        editor.open_scene(f"prefabs/{short}")
    elif file == f"prefabs/{chosen}":
        editor.selection.choose_prefab(short)


def duplicate(editor: Editor, file: str, title: str) -> str:
    """Copy a scene, an encounter or a prefab under another title. Gives the copy's file."""
    command, copy = duplicate_file(_document(editor), file, title)
    editor.run(command)
    return copy


def why_not_deleted(document: Document, file: str) -> str:
    """Why a file can't be deleted, such as who uses it; empty where it can."""
    try:
        delete_file(document, file)
    except CommandError as error:
        return f"{error.what[:1].upper()}{error.what[1:]}."
    return ""


def why_not_named(document: Document, file: str, short: str) -> str:
    """Why a file can't be called so; empty where it can."""
    if short == _short(file):
        return ""
    try:
        check_new_name(f"{file.partition('/')[0]}/{short}", document.files)
    except CommandError as error:
        return f"{error.what[:1].upper()}{error.what[1:]}; expected {error.expected}."
    node = document.files.get(file)
    why = why_root_not_named(node, short) if node is not None else ""
    return f"{why}; expected another name." if why else ""


def consequences(document: Document, file: str) -> list[str]:
    """What deleting a file means, as sentences."""
    count, shape = len(document.entities(file)), document.files[file].shape
    told = [f"It holds {count} {'entity' if count == 1 else 'entities'}."]
    if shape is not None:
        told = [f"It has {shape.triangles:,} triangle{'' if shape.triangles == 1 else 's'}."]
    along = encounters_in(document, file) if file.startswith("scenes/") else ()
    if along:
        named = ", ".join(document.files[each].title for each in along)
        told.append(f"What takes place in it goes too: {named}.")
    for each in (file, *along):
        told += [
            f"{document.files[each].title} is {use.text}, which will be empty."
            for use in uses_of(document, each)
            if use.path.file not in along
        ]
    return told


def _document(editor: Editor) -> Document:
    assert editor.document is not None
    return editor.document


def _short(file: str) -> str:
    return file.rpartition("/")[2]
