"""Copies that are dragged away from their originals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from editor.core.entities import edits
from engine.document import Command, Compound

if TYPE_CHECKING:
    from editor.core.editor import Editor


def copies_of(editor: Editor, ids: Iterable[str]) -> tuple[Sequence[Command], tuple[str, ...]]:
    """The commands that add copies where the originals are, and the ids of the topmost copies."""
    assert editor.document is not None
    assert editor.scene is not None
    copied = edits.copy(editor.document, editor.view, ids)
    command, top = edits.paste(editor.document, editor.scene, editor.encounter, copied, (0.0, 0.0, 0.0), "Duplicate")
    return command.commands if isinstance(command, Compound) else (command,), top
