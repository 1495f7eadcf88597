"""Entity: add things to the scene and the encounter, group, rename, frame."""

from collections.abc import Sequence
from functools import partial

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from editor.core.entities import edits, grouping
from editor.core.entities.additions import ADDITIONS, Addition
from editor.core.entities.free_spot import Spot, free_spot
from editor.core.workbench import EditRefusedError
from engine.document.commands.compound import joined
from engine.document.path import words
from engine.document.prefabs import why_not_inside


def actions(editor: Editor) -> list[Action]:
    """The actions of the Entity and Encounter menus."""
    listed = [
        Action(
            f"add.{addition.id}",
            f"Add {addition.title[0].lower()}{addition.title[1:]}",
            partial(add, editor, addition),
            addition.keys,
            "has_scene and not active" if addition.home == "scene" else "has_encounter and not active",
            addition.icon,
            "Entity/1" if addition.home == "scene" else "Encounter/2",
            description=addition.description,
        )
        for addition in ADDITIONS
    ]
    return [
        *listed,
        Action(
            "entity.group", "Group", lambda: group(editor), "Ctrl+G", "has_selection and not active",
            "folder-simple-plus", "Entity/3", description="Put the selected entities under a new one.",
        ),
        Action(
            "entity.ungroup", "Ungroup", lambda: ungroup(editor), "Ctrl+Shift+G",
            "has_selection and not active", "folder-simple-minus", "Entity/3",
            description="Take the selected group apart, or the selected entities out of theirs.",
            words="take out of group dissolve",
        ),
        Action(
            "entity.hide", "Hide or show", lambda: toggle(editor, "hidden"), "H", "has_selection and not active",
            "eye-slash", "Entity/4", description="Hidden entities are not drawn while editing.",
        ),
        Action(
            "entity.lock", "Lock or unlock", lambda: toggle(editor, "locked"), "L", "has_selection and not active",
            "lock-simple", "Entity/4", description="Locked entities cannot be chosen in the viewport.",
        ),
    ]  # fmt: skip


def new_spot(editor: Editor) -> Spot:
    """Where a new thing goes [m]: where the viewport looks, or the nearest place to it where nothing stands."""
    tools = editor.tools
    return free_spot(editor.view, tools.spot, step_m=tools.step_m if tools.is_snapping else 0.0)


def add(editor: Editor, addition: Addition) -> None:
    """Add an entity where the viewport looks and select it."""
    assert editor.document is not None
    assert editor.scene is not None
    file = edits.home_file(editor.scene, editor.encounter, addition.home)
    command = edits.add(editor.document, file, addition.name, addition.block, new_spot(editor))
    editor.run(command)
    editor.selection.set([command.id])
    editor.status(f"Added {command.block['name']}")


def add_prefab(editor: Editor, prefab: str, at: Spot | None = None) -> None:
    """Add an instance of a prefab at a place [m], else beside what stands where the viewport looks, and select it.

    Raises EditRefusedError when the prefab cannot be read.
    """
    place(editor, [("prefab", prefab, at or new_spot(editor))])


def add_mesh(editor: Editor, mesh: str, at: Spot | None = None) -> None:
    """Add an entity that looks like a mesh at a place [m], else beside what stands where the viewport looks."""
    place(editor, [("mesh", mesh, at or new_spot(editor))])


def place(editor: Editor, things: Sequence[tuple[str, str, Spot]]) -> None:
    """Add prefabs and entities that look like meshes, as (kind, name, place [m]), in one step, and select them.

    Raises EditRefusedError when a prefab cannot be read.
    """
    assert editor.document is not None
    file = edits.home_file(str(editor.scene), editor.encounter, "scene")
    new: list[edits.New] = []
    for kind, name, at in things:
        found = editor.view.prefabs.get(name) if kind == "prefab" else None
        if kind == "prefab" and found is None:
            raise EditRefusedError(f"The prefab {name} cannot be read; Problems says why.")
        why = why_not_inside(editor.view.snapshot, name, file) if kind == "prefab" else ""
        if why:
            raise EditRefusedError(why)
        block = {"prefab": name} if kind == "prefab" else {"appearance": {"mesh": name}}
        new.append(edits.New(found.name if found is not None else words(name), block, at))
    commands = edits.add_all(editor.document, file, new)
    if commands:
        editor.run(joined(f"Add {len(commands)} things", commands))
        editor.selection.set([command.id for command in commands])
        editor.status(f"Added {commands[0].block['name'] if len(commands) == 1 else f'{len(commands)} things'}")


def group(editor: Editor) -> None:
    """Put the selected entities under a new one and select that."""
    assert editor.document is not None
    try:
        command, id_ = edits.group(editor.document, editor.view, editor.selection.ids)
    except ValueError as error:
        editor.status(f"{str(error)[0].upper()}{str(error)[1:]}.")
        return
    editor.run(command)
    editor.selection.set([id_])


def ungroup(editor: Editor) -> None:
    """Take the selected groups apart, and the selected members out of theirs; what came out is selected."""
    assert editor.document is not None
    try:
        found = grouping.ungroup(editor.document, editor.view, editor.selection.ids)
    except ValueError as error:
        editor.status(f"{error}.")
        return
    if found is None:
        editor.status("The selection is no group and in none.")
        return
    command, out = found
    editor.run(command)
    editor.selection.set(out)


def toggle(editor: Editor, flag: str) -> None:
    """Set "hidden" or "locked" for all selected, or clear it when all have it."""
    assert editor.document is not None
    editor.run(edits.toggle(editor.document, editor.view, editor.selection.ids, flag))
