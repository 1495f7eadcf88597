"""Prefab: edit one by itself, go back, and let an instance give its prefab what was put into it."""

from editor.core.actions.registry import Action
from editor.core.editor import Editor
from engine.document.prefabs import add_to_prefab, unpack, unpack_level
from engine.document.prefabs.parts import missing_parts, restore_parts


def actions(editor: Editor) -> list[Action]:
    """The actions on prefabs that ask for nothing."""
    return [
        Action(
            "prefab.edit", "Edit prefab", lambda: edit(editor), "Ctrl+Shift+E", "edits_prefab and not active",
            "puzzle-piece", "Entity/9", description="Show the prefab of the selection by itself; its instances follow.",
            words="open prefab mode isolate",
        ),
        Action(
            "prefab.back", "Back to the scene", editor.prefab_mode.leave, "", "in_prefab", "arrow-u-up-left",
            "Entity/9", description="Leave the prefab that is edited by itself; Esc in the viewport does it too.",
        ),
        Action(
            "prefab.add_part", "Add to the prefab", lambda: add_part(editor), "", "under_instance and not active",
            "plus", "Entity/9", description="Make what stands under an instance a part of its prefab, for all of them.",
        ),
        Action(
            "prefab.bring_back", "Bring back removed parts", lambda: bring_back(editor), "",
            "lacks_parts and not active", "arrow-u-up-left", "Entity/9",
            description="Give the selected instance the parts again that it does without.",
        ),
        Action(
            "prefab.unpack", "Unpack", lambda: unpacked(editor), "", "has_instance and not active", "cube",
            "Entity/9", description="Make the instance and its parts stand on their own, in all that they are.",
        ),
        Action(
            "prefab.unpack_level", "Unpack one level", lambda: unpacked(editor, level=True), "",
            "has_instance and not active", "cube", "Entity/9",
            description="Take over what the prefab says; what is an instance in it stays one.",
        ),
    ]  # fmt: skip


def edit(editor: Editor) -> None:
    """Show the prefab of the selection by itself, with the chosen part selected."""
    target = editor.prefab_mode.target
    if target is None:
        return
    chosen = editor.view.get(editor.selection.ids[0]) if editor.selection.ids else None
    part = chosen.part if chosen is not None else ""
    editor.prefab_mode.open(target, part or None)


def add_part(editor: Editor) -> None:
    """Make the selected entity, with all below it, a part of the prefab of the instance that it stands under."""
    entity = editor.view.entity(editor.selection.ids[0])
    command = add_to_prefab(editor.view, entity)
    above = editor.view.entity(str(entity.parent))
    editor.run(command)
    editor.selection.set([above.part_of or above.id])


def bring_back(editor: Editor) -> None:
    """Give the selected instance back all parts that it does without."""
    instance = editor.view.entity(editor.selection.ids[0])
    editor.run(restore_parts(editor.view, instance, missing_parts(editor.view, instance)))


def unpacked(editor: Editor, *, level: bool = False) -> None:
    """Make the selected instance stand on its own."""
    entity = editor.view.entity(editor.selection.ids[0])
    editor.run((unpack_level if level else unpack)(editor.view, entity))
