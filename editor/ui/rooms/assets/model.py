"""The project's assets: what they look like, who uses them, and the commands that place, rename, copy and mend them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from editor.api import ChangeSet, Links, Signal
from editor.core.actions.builtin.entity import add_mesh, add_prefab
from editor.core.project import scene_files
from editor.core.project.opening import encounters_of
from editor.ui.rooms.assets.catalogue import FOLDERS, STATES, Asset, catalogue
from editor.ui.rooms.authoring import run_together, show_entity, why_locked
from editor.ui.rooms.outliner.filter import Filter, parse_filter
from engine.document import EntityView, Path, SceneView, prefabs, view
from engine.document.edits.uses import Use, UseIndex, can_name, repaired
from engine.document.prefabs.whole import whole_prefab
from engine.present.meshes import MESHES
from engine.schema.vocabulary import Vocabulary

_PLACES = ("scene", "encounter")


class AssetsModel:
    """The assets that pass the filter.

    `changed` fires when there may be others, `redrawn` when the same ones may look otherwise, `chosen` with the chosen
    one's key, `unfiltered` when all are to be shown.
    """

    changed = Signal()
    redrawn = Signal()
    chosen = Signal(str)
    unfiltered = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.filter = Filter()
        self.kind = ""
        """Only assets of this kind are shown; all of them where it is empty."""
        self.current = ""
        """Key of the asset that is chosen; empty for none."""
        self._all: list[Asset] = []
        self._key: object = None
        self._index = UseIndex()
        self._links = Links(
            (editor.opened, self._changed),
            (editor.scene_changed, self._changed),
            (editor.play.changed, self._changed),
            (editor.document_changed, self._follow),
            (editor.selection.changed, self._select),
            (editor.meshes.imported, self._imported),
        )

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self.changed.disconnect()
        self.redrawn.disconnect()
        self.chosen.disconnect()
        self.unfiltered.disconnect()

    @property
    def total(self) -> int:
        """How many assets of the shown kind the project has."""
        return sum(1 for asset in self.everything() if self.kind in ("", asset.kind))

    def everything(self) -> list[Asset]:
        """Every asset of the project, gathered once for each state of the document."""
        editor = self.editor
        if not editor.has_scene:
            return []
        key = (editor.document, editor.document.revision, editor.scene, editor.encounter)
        if key != self._key:
            snapshot = editor.document.snapshot()
            view, counted = editor.view, self._index.counted(snapshot)
            self._all, self._key = catalogue(snapshot, view.prefabs, counted, view.family), key
        return self._all

    def assets(self) -> tuple[Asset, ...]:
        """The assets to show."""
        wanted = (asset for asset in self.everything() if self.kind in ("", asset.kind))
        return tuple(asset for asset in wanted if self.filter.accepts(asset))

    def get(self, key: str) -> Asset | None:
        """The asset with a key ("prefab/kael"); None when there is none by now."""
        return next((asset for asset in self.everything() if asset.key == key), None)

    def search(self, text: str) -> None:
        """Show only what the filter text accepts."""
        self.filter = parse_filter(text, STATES)
        self.changed.emit()

    def show_kind(self, kind: str) -> None:
        """Show only assets of one kind; all for an empty text."""
        self.kind = kind
        self.changed.emit()

    @property
    def why_locked(self) -> str:
        """Why nothing can be added now; empty when it can."""
        return why_locked(self.editor)

    # ---- choosing, opening, placing ----
    def choose(self, id: str) -> None:
        """Choose an asset by its key, or a prefab by its name: a prefab is shown in the inspector for editing."""
        kind, slash, name = id.partition("/")
        if not slash or (kind == "prefab" and name in self.editor.view.prefabs):
            self.current = f"prefab/{name or kind}"
            self.editor.selection.choose_prefab(name or kind)
        else:
            if self.editor.selection.prefab is not None:
                self.editor.selection.clear()
            self.current = id
            self.chosen.emit(id)

    def _imported(self, name: str) -> None:
        """Choose a mesh that has just come, and show all assets where the filter would hide it."""
        key = f"mesh/{name}"
        self.choose(key)
        asset = self.get(key)
        if asset is not None and asset not in self.assets():
            self.unfiltered.emit()

    def add(self, id: str) -> None:
        """Put an instance of a prefab into the scene, where the viewport looks, and select it."""
        if not self.why_locked and id in self.editor.view.prefabs:
            add_prefab(self.editor, id)

    def edit(self, id: str) -> None:
        """Show a prefab by itself, to be edited."""
        if not self.why_locked and id in self.editor.view.prefabs and id != self.editor.prefab_mode.name:
            self.editor.prefab_mode.open(id)

    def put(self, asset: Asset) -> None:
        """Put a prefab or a mesh into the scene, where the viewport looks, and select it."""
        if asset.kind == "prefab":
            self.add(asset.id)
        elif not self.why_locked:
            add_mesh(self.editor, asset.id)

    def take(self, asset: Asset) -> None:
        """Do what a double click means: edit a prefab, place a mesh, open a scene, an encounter, or where a pin was."""
        if asset.is_missing or self.why_locked:
            return
        head = self.editor.document.files[asset.file].head.data if asset.file else {}
        if asset.kind == "prefab":
            self.edit(asset.id)
        elif asset.kind == "mesh":
            add_mesh(self.editor, asset.id)
        elif asset.kind == "scene":
            encounters = encounters_of(self.editor.document, asset.id)
            self._open(asset.id, encounters[0] if encounters else None)
        elif asset.kind == "encounter":
            self._open(str(head.get("scene") or self.editor.scene), asset.id)
        else:
            self._open(str(head.get("scene") or self.editor.scene), str(head.get("encounter") or "") or None)
            self.editor.selection.set([str(head.get("entity", "")).partition("/")[0]])

    def _open(self, scene: str, encounter: str | None) -> None:
        is_open = self.editor.scene == scene and encounter in (None, self.editor.encounter)
        if not is_open and f"scenes/{scene}" in self.editor.document.files:
            self.editor.open_scene(scene, encounter)

    def select_uses(self, id: str) -> None:
        """Select every entity of the scene that is an instance of a prefab."""
        self.editor.selection.set(entity.id for entity in self.editor.view.entities if entity.prefab == id)

    # ---- what it looks like ----
    def looks(self, asset: Asset) -> tuple[object, ...]:
        """What the picture of an asset shows: another mesh has another spec, a changed place another file.

        The objects themselves, not their ids: what has been replaced can leave its id to what comes after it.
        """
        files = self.editor.document.files
        if asset.kind in _PLACES and asset.file in files:
            scene = files.get(f"scenes/{files[asset.file].head.data.get('scene')}")
            return files[asset.file], scene
        return asset.mesh, asset.tint, asset.glyph, MESHES.spec(asset.mesh) if asset.mesh else None, asset.family

    def whole(self, asset: Asset) -> list[EntityView]:
        """All that an instance of a prefab is made of; nothing for what is one thing."""
        if asset.family is None or not self.editor.has_scene or asset.id not in self.editor.view.prefabs:
            return []
        return whole_prefab(self.editor.view, asset.id)

    def place_of(self, asset: Asset) -> SceneView | None:
        """A scene, or an encounter in its scene, to be drawn from above; None for what is no place, or has none."""
        files = self.editor.document.files
        if asset.kind not in _PLACES or asset.file not in files:
            return None
        scene = asset.id if asset.kind == "scene" else str(files[asset.file].head.data.get("scene"))
        if f"scenes/{scene}" not in files:
            return None
        return view(self.editor.document, scene, None if asset.kind == "scene" else asset.id)

    # ---- who uses it ----
    def uses(self, asset: Asset) -> tuple[Use, ...]:
        """Every value of the project that names an asset."""
        but = f"{FOLDERS[asset.kind]}/{asset.id}"
        return self._index.uses(self.editor.document.snapshot(), asset.kind, asset.id, but=but)

    def go(self, use: Use) -> None:
        """Show who uses an asset: an entity is selected in its scene, the head of a file in the inspector."""
        path = use.path
        if path.entity_id is not None:
            show_entity(self.editor, path.file, path.entity_id)
            return
        folder, _, name = path.file.partition("/")
        if folder in ("scenes", "encounters"):
            self.take(Asset(folder[:-1], name, name, "", file=path.file))
        self.editor.selection.clear()

    def instead(self, asset: Asset) -> tuple[str, ...]:
        """The names that may stand in the place of a missing asset's."""
        return tuple(each.id for each in self.everything() if each.kind == asset.kind and not each.is_missing)

    def repair(self, asset: Asset, new: str | None) -> None:
        """Let all that names a missing asset name another one, as one step; None gives them their default back."""
        run_together(self.editor, "", [repaired(self.editor.document, asset.kind, asset.id, new)])

    # ---- files ----
    def why_not_file(self, asset: Asset) -> str:
        """Why an asset's file can't be renamed or copied now; empty where it can."""
        if not asset.file:
            return "The engine makes it; no file of the project holds it." if asset.kind == "mesh" else "It is missing."
        return self.why_locked

    def why_not_deleted(self, asset: Asset) -> str:
        """Why an asset can't be deleted now; empty where it can."""
        return self.why_not_file(asset) or scene_files.why_not_deleted(self.editor.document, asset.file)

    def why_not_named(self, title: str) -> str:
        """Why a new prefab cannot be called so; empty when it can."""
        return prefabs.why_not_named(self.editor.document.snapshot(), title)

    def why_not_renamed(self, asset: Asset, short: str) -> str:
        """Why an asset's file can't be called so; empty when it can."""
        if asset.kind == "mesh" and short != asset.id and short in MESHES:
            return "The engine has a mesh of this name; expected another name."
        return scene_files.why_not_named(self.editor.document, asset.file, short)

    def make_variant(self, id: str, title: str) -> None:
        """Make a variant of a prefab and select it."""
        if run_together(self.editor, "", [prefabs.make_variant(self.editor.view, id, title)]):
            self.choose(prefabs.prefab_name(title))

    def name_of(self, entity: str) -> str:
        """What an entity of the open scene is called; empty when there is none."""
        found = self.editor.view.get(entity) if self.editor.has_scene else None
        return found.name if found is not None else ""

    def save_as(self, entity: str, title: str) -> None:
        """Make a prefab of an entity, which becomes its first instance, and select the prefab."""
        if run_together(self.editor, "", [prefabs.prefab_of(self.editor.view, [entity], title)[0]]):
            self.choose(prefabs.prefab_name(title))

    def rename(self, asset: Asset, short: str) -> None:
        """Give an asset's file another name; all that names it follows, as one step."""
        self.current = f"{asset.kind}/{short}"
        scene_files.rename(self.editor, asset.file, short)

    def duplicate(self, asset: Asset, title: str) -> None:
        """Copy an asset under another title and choose the copy."""
        copy = scene_files.duplicate(self.editor, asset.file, title)
        self.choose(f"{asset.kind}/{copy.rpartition('/')[2]}")

    def _follow(self, change: ChangeSet) -> None:
        if change.structure or _may_matter(change.paths, self.editor.document.vocabulary):
            self.changed.emit()
        else:
            self.redrawn.emit()

    def _select(self, _ids: tuple[str, ...]) -> None:
        prefab = self.editor.selection.prefab
        if prefab or self.current.startswith("prefab/"):
            self.current = f"prefab/{prefab}" if prefab else ""
        self.chosen.emit(self.current)

    def _changed(self) -> None:
        if not self.editor.has_scene:
            self._all, self._key = [], None
        self.changed.emit()


def _may_matter(paths: Iterable[Path], vocabulary: Vocabulary) -> bool:
    """Whether a change can show here: of a prefab, of a head, or of a component that names something."""
    for path in paths:
        if path.file.startswith("prefabs/") or path.block_id is None:
            if not path.file.startswith("terrain/"):
                return True
        elif path.inner and can_name(vocabulary.components.get(str(path.inner[0]))):
            return True
    return False
