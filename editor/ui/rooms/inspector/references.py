"""What a reference field may name: entities, prefabs, files, meshes, actions, goals and signals of the open project."""

from __future__ import annotations

from typing import Any

from editor.ui.rooms.inspector.planning_notes import GLYPHS, is_known, notes_of
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
    if ref == "signal" and is_known(editor):
        from engine.rules.names import signal_names

        names = sorted(signal_names(editor.document.vocabulary.modules))
        return tuple((name, name.replace("_", " ").capitalize(), "bell") for name in names)
    if ref in GLYPHS and is_known(editor):
        return tuple((name, note.title, note.glyph) for name, note in notes_of(editor, ref).items())
    return None
