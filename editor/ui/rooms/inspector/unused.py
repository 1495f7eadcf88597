"""Why a value does not count: another field's choice leaves it without meaning, or what it names has its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editor.api import EntityView
from editor.ui.rooms.inspector.form import Row
from editor.ui.rooms.inspector.subjects import Subject
from editor.ui.texts.numbers import title_of
from engine.document.path import words
from engine.schema.vocabulary import component_words


def unused_text(editor: Any, subjects: Sequence[Subject], row: Row) -> str:
    """Why a row's value counts in none of the subjects, as the primary one has it; empty where it counts in any."""
    if not row.spec.only and row.spec.yields_to is None:
        return ""
    told = [_unused_in(editor, subject, row) for subject in subjects]
    return told[-1] if told and all(told) else ""


def _unused_in(editor: Any, subject: Subject, row: Row) -> str:
    component = subject.component(row.section)
    if component is None:
        return ""
    by = component.ruled_out_by(row.spec)
    if by is not None:
        return f"Not used while {title_of(by)} is {words(str(getattr(component, by.name)))}."
    named = _named(editor, component, row)
    if named is None or row.spec.yields_to is None:
        return ""
    return f"Not used: the {component_words(row.spec.yields_to[1])} {named.name} says it itself."


def _named(editor: Any, component: object, row: Row) -> EntityView | None:
    """What a field of the component names, where that has the component before which the row's value stands back."""
    if row.spec.yields_to is None or not editor.has_scene:
        return None
    field, asked = row.spec.yields_to
    found = editor.view.get(str(getattr(component, field)))
    return found if found is not None and asked in found.components else None
