"""Prefab mode: a prefab is shown by itself in the place of the scene, and what is changed is its file."""

from typing import TYPE_CHECKING

from editor.core.project.opening import place_of_scene
from engine.document.views.resolve import root_of

if TYPE_CHECKING:
    from editor.core.editor import Editor

FOLDER = "prefabs/"


class PrefabMode:
    """Which prefab is edited by itself, and the scene to go back to."""

    def __init__(self, editor: "Editor") -> None:
        self._editor = editor
        self._home: tuple[str | None, str | None] = (None, None)
        self._chosen: tuple[str, ...] = ()
        self._chosen_prefab: str | None = None

    @property
    def name(self) -> str | None:
        """The prefab that is shown by itself, by its file name; None while a scene is shown."""
        scene = self._editor.scene
        return scene.removeprefix(FOLDER) if scene is not None and scene.startswith(FOLDER) else None

    @property
    def home(self) -> tuple[str | None, str | None]:
        """The scene and the encounter that are open, also while a prefab is shown in their place."""
        return (self._editor.scene, self._editor.encounter) if self.name is None else self._home

    @property
    def title(self) -> str:
        """What people call that prefab; empty while a scene is shown."""
        name, document = self.name, self._editor.document
        node = document.files.get(f"{FOLDER}{name}") if document is not None and name is not None else None
        return node.title if node is not None else ""

    @property
    def target(self) -> str | None:
        """The prefab that the selection offers to edit: the chosen one, or that of the chosen instance or part."""
        editor = self._editor
        if not editor.has_scene:
            return None
        found = editor.selection.prefab
        if found is None and len(editor.selection) == 1:
            entity = editor.view.get(editor.selection.ids[0])
            if entity is not None and entity.part_of is not None:
                entity = editor.view.get(entity.part_of)
            found = entity.prefab if entity is not None else None
        return found if found in editor.view.prefabs and found != self.name else None

    def open(self, name: str, chosen: str | None = None) -> None:
        """Show a prefab by itself, with its root, or another entity of its file, selected.

        Raises EditRefusedError while a copy plays.
        """
        editor = self._editor
        editor.edit_refusal()
        if self.name is None:
            self._home, self._chosen = (editor.scene, editor.encounter), editor.selection.ids
            self._chosen_prefab = editor.selection.prefab
        editor.open_scene(f"{FOLDER}{name}")
        root = root_of(editor.view.snapshot.files[f"{FOLDER}{name}"])
        editor.selection.set([each for each in (chosen or root,) if each and editor.view.get(each) is not None])
        editor.tools.frame(tuple(entity.id for entity in editor.view.entities))

    def leave(self) -> None:
        """Show the scene again, as it was chosen in before; nothing while a scene is shown."""
        editor = self._editor
        if self.name is None or editor.document is None:
            return
        scene, encounter = self._home
        if scene is None or f"scenes/{scene}" not in editor.document.files:
            scene, encounter = place_of_scene(editor.document)
        if encounter is not None and f"encounters/{encounter}" not in editor.document.files:
            encounter = None
        if scene is None:
            editor.status("The project has no scene to go back to.")
            return
        editor.open_scene(scene, encounter)
        editor.selection.set([each for each in self._chosen if editor.view.get(each) is not None])
        if not self._chosen and self._chosen_prefab is not None and self._chosen_prefab in editor.view.prefabs:
            editor.selection.choose_prefab(self._chosen_prefab)
