"""What a reference field may name: entities, prefabs, files, meshes, actions and goals of the open project."""

from __future__ import annotations

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
    return _parts(editor, ref)


def _parts(editor: Any, ref: str) -> tuple[Candidate, ...] | None:
    """Actions and goals that the engine and the project's game declare."""
    from engine.world.registry import collect, walk

    parts = collect((*walk("engine.ai"), *editor.game)).of(ref)
    glyph = "lightning" if ref == "action" else "target"
    return tuple((name, name.replace("_", " ").capitalize(), glyph) for name in parts) or None
