"""The project's prefabs: what they look like, who uses them, and the command that puts one into the scene."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from editor.api import ChangeSet, Links, Signal
from editor.core.builtin.entity import add_prefab
from editor.ui.rooms.authoring import run_together, why_locked
from editor.ui.rooms.outliner.filter import Filter, parse_filter
from editor.ui.rooms.outliner.glyphs import glyph_of
from engine.document import prefabs

STATES = ("unused",)


@dataclass(frozen=True)
class Asset:
    """One prefab: its file name, title, glyph, mesh ("" for none), tint, and how often the open scene uses it."""

    id: str
    name: str
    glyph: str
    mesh: str
    tint: str
    tags: tuple[str, ...]
    components: frozenset[str]
    uses: int

    @property
    def states(self) -> frozenset[str]:
        """The words that `is:` in the filter may ask for."""
        return frozenset() if self.uses else frozenset({"unused"})


class AssetsModel:
    """The prefabs that pass the filter; `changed` fires when there may be others, `chosen` with the selected one."""

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.filter = Filter()
        self._links = Links(
            (editor.opened, self._changed),
            (editor.scene_changed, self._changed),
            (editor.play.changed, self._changed),
            (editor.document_changed, self._follow),
            (editor.selection.changed, self._select),
        )

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self.changed.disconnect()
        self.chosen.disconnect()

    @property
    def total(self) -> int:
        """How many prefabs the project has."""
        return len(self.editor.view.prefabs) if self.editor.has_scene else 0

    def assets(self) -> tuple[Asset, ...]:
        """The prefabs to show, by name."""
        if not self.editor.has_scene:
            return ()
        view = self.editor.view
        uses = Counter(entity.prefab for entity in view.entities if entity.prefab)
        uses.update(entity.components["spawn_group"].prefab for entity in view.with_component("spawn_group"))
        assets = [self._asset(id, prefab, uses[id]) for id, prefab in view.prefabs.items()]
        return tuple(sorted((asset for asset in assets if self.filter.accepts(asset)), key=lambda asset: asset.name))

    def search(self, text: str) -> None:
        """Show only what the filter text accepts."""
        self.filter = parse_filter(text, STATES)
        self.changed.emit()

    @property
    def why_locked(self) -> str:
        """Why nothing can be added now; empty when it can."""
        return why_locked(self.editor)

    def add(self, id: str) -> None:
        """Put an instance into the scene, where the viewport looks, and select it."""
        if not self.why_locked and id in self.editor.view.prefabs:
            add_prefab(self.editor, id)

    def choose(self, id: str) -> None:
        """Select a prefab, so that the inspector shows it for editing; its instances follow."""
        self.editor.selection.choose_prefab(id)

    def why_not_named(self, title: str) -> str:
        """Why a new prefab cannot be called so; empty when it can."""
        return prefabs.why_not_named(self.editor.document.snapshot(), title)

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
        if run_together(self.editor, "", [prefabs.create_prefab(self.editor.view, entity, title)]):
            self.choose(prefabs.prefab_name(title))

    def select_uses(self, id: str) -> None:
        """Select every entity that is an instance of a prefab."""
        self.editor.selection.set(entity.id for entity in self.editor.view.entities if entity.prefab == id)

    def _asset(self, id: str, prefab: Any, uses: int) -> Asset:
        looks = prefab.components.get("appearance")
        components = frozenset((*prefab.components, *prefab.opaque))
        return Asset(
            id=id,
            name=prefab.name or id,
            glyph=glyph_of(components, self.editor.document.vocabulary.components),
            mesh=looks.mesh if looks is not None else "",
            tint=looks.tint if looks is not None else "#ffffff",
            tags=prefab.tags,
            components=components,
            uses=uses,
        )

    def _follow(self, change: ChangeSet) -> None:
        if change.structure or any(file.startswith("prefabs/") for file in change.files):
            self.changed.emit()

    def _select(self, _ids: tuple[str, ...]) -> None:
        self.chosen.emit(self.editor.selection.prefab or "")

    def _changed(self) -> None:
        self.changed.emit()
