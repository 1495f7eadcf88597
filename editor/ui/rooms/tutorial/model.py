"""The card's model: the tutorial, and which of its faces is shown."""

from __future__ import annotations

from typing import Any, Literal

from editor.api import Signal
from editor.core.tutorial.tutorial import Tutorial

Face = Literal["none", "offer", "elsewhere", "step", "finished"]


class TutorialModel:
    """`changed` fires when there is something else to show."""

    changed = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.tutorial = Tutorial(editor)
        self.tutorial.changed.connect(self.changed.emit)

    def close(self) -> None:
        """Stop following the editor."""
        self.tutorial.close()
        self.changed.disconnect()

    @property
    def face(self) -> Face:
        """What the card shows: a step, the end, or one of the ways to begin."""
        tutorial = self.tutorial
        if tutorial.is_on:
            return "step"
        if tutorial.is_here:
            return "finished"
        if self.editor.document is None:
            return "none"
        return "elsewhere" if tutorial.is_begun and not tutorial.progress.is_finished else "offer"

    @property
    def why_not_here(self) -> str:
        """Why the tutorial cannot be done in the open project; empty when it can: its steps name what it needs."""
        editor = self.editor
        if not editor.has_scene or editor.encounter is None:
            return "It needs a scene with an encounter."
        missing = [name for name in ("hero", "ally", "raider") if name not in editor.view.prefabs]
        return f"It needs the starter's prefabs; there is no {missing[0]} here." if missing else ""
