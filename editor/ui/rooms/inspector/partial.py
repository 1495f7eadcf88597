"""Which components some of several entities have and others lack."""

from __future__ import annotations

from collections.abc import Sequence

from editor.ui.rooms.inspector.subjects import EntitySubject
from engine.document.path import words

_MOST = 200
Partial = tuple[str, tuple[str, ...]]
"""A component's title, and the ids of those that have it."""


def partial_components(subjects: Sequence[EntitySubject]) -> tuple[Partial, ...]:
    """The components that some of several entities have and others lack; of very many it would be no help."""
    if not 1 < len(subjects) <= _MOST:
        return ()
    having: dict[str, list[str]] = {}
    for subject in subjects:
        for id in subject.view.components:
            having.setdefault(id, []).append(subject.id)
    found = ((id, ids) for id, ids in having.items() if len(ids) < len(subjects))
    return tuple((words(id), tuple(ids)) for id, ids in sorted(found))
