"""Scenes and prefabs of the open project, as actions that follow what the project holds."""

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from editor.core.actions.builtin.entity import add_prefab
from editor.core.actions.registry import Action
from editor.core.project.opening import encounters_of, names
from engine.document.path import words

if TYPE_CHECKING:
    from editor.core.editor import Editor
    from engine.document import Document


def project_actions(editor: "Editor") -> list[Action]:
    """One action for each scene with its encounters, each encounter of the open one, and each prefab."""
    if editor.document is None:
        return []
    document = editor.document
    listed: list[Action] = []
    scenes = _titles(document, "scenes", names(document, "scenes"))
    for scene, title in scenes.items():
        encounters = _titles(document, "encounters", encounters_of(document, scene))
        for encounter in encounters or [None]:
            place = f"{title}: {encounters[encounter]}" if encounter else title
            listed.append(
                Action(
                    f"scene.open_{scene}_{encounter or ''}", f"Open a scene: {place}",
                    partial(editor.open_scene, scene, encounter), "", "has_project", "stack", "File/3",
                    checked=partial(_is_shown, editor, scene, encounter),
                    description="Show this scene with this encounter." if encounter else "Show this scene.",
                )
            )  # fmt: skip
    listed += _encounters(editor)
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


def _titles(document: "Document", folder: str, files: list[str]) -> dict[str, str]:
    """What people call files, by file: its title, with the file's name where two have the same one."""
    titles = {name: document.files[f"{folder}/{name}"].title or words(name) for name in files}
    twice = Counter(titles.values())
    return {name: title if twice[title] == 1 else f"{title} ({name})" for name, title in titles.items()}


def _encounters(editor: "Editor") -> list[Action]:
    """One action for each encounter of the open scene, by title; where two have the same, with the file's name."""
    document, scene = editor.document, editor.scene
    if document is None or scene is None:
        return []
    return [
        Action(
            f"encounter.open_{name}",
            f"Open an encounter: {title}",
            partial(editor.open_scene, scene, name), "", "has_project", "sword", "Encounter/0",
            checked=partial(_is_shown, editor, scene, name), description="Show this encounter of the open scene.",
            words="switch another",
        )
        for name, title in _titles(document, "encounters", encounters_of(document, scene)).items()
    ]  # fmt: skip


def _is_shown(editor: "Editor", scene: str, encounter: str | None) -> bool:
    return (editor.scene, editor.encounter) == (scene, encounter)
