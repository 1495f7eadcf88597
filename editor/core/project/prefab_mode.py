"""Prefab mode: a prefab is shown by itself in the place of the scene, and what is changed is its file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from editor.core.project.opening import place_of_scene
from engine.document.views.resolve import root_of

if TYPE_CHECKING:
    from editor.core.tools import Tools
    from editor.core.workbench import Workbench

FOLDER = "prefabs/"


class PrefabMode:
    """Which prefab is edited by itself, and the scene to go back to; `show` opens a scene or a prefab's file."""

    def __init__(self, bench: "Workbench", tools: "Tools", show: Callable[[str, str | None], None]) -> None:
        self._bench, self._tools, self._show = bench, tools, show
        self._home: tuple[str | None, str | None] = (None, None)
        self._chosen: tuple[str, ...] = ()
        self._chosen_prefab: str | None = None

    @property
    def name(self) -> str | None:
        """The prefab that is shown by itself, by its file name; None while a scene is shown."""
        scene = self._bench.scene
        return scene.removeprefix(FOLDER) if scene is not None and scene.startswith(FOLDER) else None

    @property
    def home(self) -> tuple[str | None, str | None]:
        """The scene and the encounter that are open, also while a prefab is shown in their place."""
        return (self._bench.scene, self._bench.encounter) if self.name is None else self._home

    @property
    def title(self) -> str:
        """What people call that prefab; empty while a scene is shown."""
        name, document = self.name, self._bench.document
        node = document.files.get(f"{FOLDER}{name}") if document is not None and name is not None else None
        return node.title if node is not None else ""

    @property
    def target(self) -> str | None:
        """The prefab that the selection offers to edit: the chosen one, or that of the chosen instance or part."""
        bench = self._bench
        if not bench.has_scene:
            return None
        found = bench.selection.prefab
        if found is None and len(bench.selection) == 1:
            entity = bench.view.get(bench.selection.ids[0])
            if entity is not None and entity.part_of is not None:
                entity = bench.view.get(entity.part_of)
            found = entity.prefab if entity is not None else None
        return found if found in bench.view.prefabs and found != self.name else None

    def open(self, name: str, chosen: str | None = None) -> None:
        """Show a prefab by itself, with its root, or another entity of its file, selected.

        Raises EditRefusedError while a copy plays.
        """
        bench = self._bench
        bench.edit_refusal()
        if self.name is None:
            self._home, self._chosen = (bench.scene, bench.encounter), bench.selection.ids
            self._chosen_prefab = bench.selection.prefab
        self._show(f"{FOLDER}{name}", None)
        root = root_of(bench.view.snapshot.files[f"{FOLDER}{name}"])
        bench.selection.set([each for each in (chosen or root,) if each and bench.view.get(each) is not None])
        self._tools.frame(tuple(entity.id for entity in bench.view.entities))

    def leave(self) -> None:
        """Show the scene again, as it was chosen in before; nothing while a scene is shown."""
        bench = self._bench
        if self.name is None or bench.document is None:
            return
        scene, encounter = self._home
        if scene is None or f"scenes/{scene}" not in bench.document.files:
            scene, encounter = place_of_scene(bench.document)
        if encounter is not None and f"encounters/{encounter}" not in bench.document.files:
            encounter = None
        if scene is None:
            bench.status("The project has no scene to go back to.")
            return
        self._show(scene, encounter)
        bench.selection.set([each for each in self._chosen if bench.view.get(each) is not None])
        if not self._chosen and self._chosen_prefab is not None and self._chosen_prefab in bench.view.prefabs:
            bench.selection.choose_prefab(self._chosen_prefab)
