"""What a reference field may name: entities, prefabs, files, meshes, actions and goals of the open project."""

from __future__ import annotations

import sys
from functools import lru_cache
from types import ModuleType
from typing import Any

from editor.ui.rooms.outliner.glyphs import glyph_of

Candidate = tuple[str, str, str]


def candidates(editor: Any, ref: str | None) -> tuple[Candidate, ...] | None:
    """(id, title, glyph) of everything that may be named; None when the project does not tell."""
    if ref is None or not editor.has_scene:
        return None
    view = editor.view
    if ref == "entity":
        known = editor.document.vocabulary.components
        return tuple((item.id, item.name, glyph_of(frozenset(item.components), known)) for item in view.entities)
    if ref == "prefab":
        return tuple((name, prefab.name or name, "puzzle-piece") for name, prefab in sorted(view.prefabs.items()))
    if ref in {"scene", "encounter"}:
        folder, glyph = ("scenes/", "stack") if ref == "scene" else ("encounters/", "sword")
        names = sorted(file.removeprefix(folder) for file in editor.document.files if file.startswith(folder))
        return tuple((name, name, glyph) for name in names)
    if ref == "mesh":
        from engine.present.meshes import MESHES

        return tuple((name, name.replace("_", " ").capitalize(), "cube") for name in sorted(MESHES))
    # These modules bring the compiler with them, a second to import: that is for play to do, not for a form.
    if "engine.world.system" not in sys.modules:
        return None
    if not editor.document.trusted and (editor.document.folder / "game").is_dir():
        return None
    return _declared(ref, editor.game)


@lru_cache(maxsize=16)
def _declared(ref: str, game: tuple[ModuleType, ...]) -> tuple[Candidate, ...]:
    """Actions or goals that the engine and the project's code declare, found where they are written."""
    from engine.world.registry import kind_of, walk

    modules = (*walk(f"engine.ai.{ref}s"), *game)
    names = sorted({value.name for module in modules for value in vars(module).values() if kind_of(value) == ref})
    glyph = "lightning" if ref == "action" else "target"
    return tuple((name, name.replace("_", " ").capitalize(), glyph) for name in names)
