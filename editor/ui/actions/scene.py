"""Scenes and prefabs of the open project, as actions that follow what the project holds."""

from functools import partial
from typing import TYPE_CHECKING

from editor.core.actions import Action
from editor.core.builtin.entity import add_prefab
from editor.core.project import encounters_of, names

if TYPE_CHECKING:
    from editor.core.editor import Editor


def project_actions(editor: "Editor") -> list[Action]:
    """One action for each scene with its encounters, and one for each prefab."""
    if editor.document is None:
        return []
    document = editor.document
    listed: list[Action] = []
    for scene in names(document, "scenes"):
        for encounter in encounters_of(document, scene) or [None]:
            place = f"{scene} with {encounter}" if encounter else scene
            listed.append(
                Action(
                    f"scene.open_{scene}_{encounter or ''}", f"Open a scene: {place}",
                    partial(editor.open_scene, scene, encounter), "", "has_project", "stack", "File/2",
                    checked=partial(_is_shown, editor, scene, encounter),
                    description="Show this scene with this encounter." if encounter else "Show this scene.",
                )
            )  # fmt: skip
    for prefab in names(document, "prefabs"):
        title = prefab.replace("_", " ")
        listed.append(
            Action(
                f"add.prefab_{prefab}", f"Add a prefab: {title}", partial(add_prefab, editor, prefab), "",
                "has_scene and not active", "puzzle-piece", "Entity/2",
                description="Put an instance of this prefab where the viewport looks.",
            )
        )  # fmt: skip
    return listed


def _is_shown(editor: "Editor", scene: str, encounter: str | None) -> bool:
    return (editor.scene, editor.encounter) == (scene, encounter)
