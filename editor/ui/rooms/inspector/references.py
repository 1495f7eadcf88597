"""What a reference field may name: entities, prefabs, files, meshes, actions, goals and signals of the open project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from editor.api import EntityView
from editor.ui.rooms.inspector.planning_notes import GLYPHS, is_known, notes_of
from editor.ui.rooms.outliner.glyphs import glyph_among

Candidate = tuple[str, str, str]


def candidates(
    editor: Any, ref: str | None, may_be: Callable[[EntityView], bool] = lambda _: True
) -> tuple[Candidate, ...] | None:
    """(id, title, glyph) of everything that may be named; None when the project does not tell.

    Of entities only those that `may_be`; where several are called the same, each title says what it stands under.
    """
    if ref is None or not editor.has_scene:
        return None
    view = editor.view
    if ref == "entity":
        found = [item for item in view.entities if may_be(item)]
        titles = _told_apart(editor, found)
        return tuple((each.id, titles[each.id], glyph_among(view, each)) for each in found)
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


def _told_apart(editor: Any, found: Iterable[EntityView]) -> dict[str, str]:
    """What entities are called, by id: where several have one name, with what each stands under."""
    names = {each.id: each.name for each in found}
    twice = Counter(names.values())
    parents = {each.id: each.parent for each in found if twice[each.name] > 1 and each.parent}
    for id, parent in parents.items():
        above = editor.view.get(parent)
        names[id] = f"{names[id]} ({above.name if above is not None else parent})"
    return names
