"""What an instance and its prefab can do with one value: take the prefab's, or give the prefab one's own."""

from __future__ import annotations

from typing import Any

from editor.api import Command, Compound, Path, Set
from editor.ui.rooms.inspector.editing import stored
from editor.ui.rooms.inspector.form import Row
from editor.ui.rooms.inspector.subjects import EntitySubject
from engine.document.resolve import root_of


def why_not_apply(subjects: tuple[EntitySubject, ...], row: Row) -> str:
    """Why a value cannot be given to the prefab; empty when it can."""
    if len(subjects) != 1:
        return "Select one entity first."
    if not subjects[0].prefab:
        return "It has no prefab."
    return "" if subjects[0].is_override(row.section, row.spec.name) else "It is the prefab's value already."


def apply_to_prefab(editor: Any, subject: EntitySubject, row: Row) -> Command:
    """A command that gives the prefab the instance's value; the instance then says nothing of its own."""
    document = editor.document
    file = f"prefabs/{subject.prefab}"
    root = root_of(document.files[file]) or subject.prefab
    theirs = Path.entity(file, root, row.section, row.spec.name)
    own = subject.path(row.section, row.spec.name)
    value = stored(subject.value(row.section, row.spec))
    return Compound(
        title=f"Apply {row.spec.title.lower()} of {subject.name} to the prefab",
        commands=(
            Set(path=theirs, old=document.value(theirs), new=value),
            Set(path=own, old=document.value(own), new=None),
        ),
    )
