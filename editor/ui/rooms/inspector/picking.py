"""Picking: the next entity that is selected anywhere becomes the value of a reference, and the selection stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from editor.api import Signal
from editor.ui.rooms.inspector.form import Row


class Picking:
    """Waits for one click on an entity, in the viewport or the outliner."""

    changed = Signal()

    def __init__(self, editor: Any, picked: Callable[[Row, str], None]) -> None:
        self._editor = editor
        self._take = picked
        self.row: Row | None = None
        self._kept: tuple[str, ...] = ()
        self._prefab: str | None = None

    @property
    def is_on(self) -> bool:
        """Whether a click is awaited."""
        return self.row is not None

    def start(self, row: Row) -> None:
        """Wait for an entity to put into a row."""
        self.stop()
        self.row = row
        self._kept, self._prefab = self._editor.selection.ids, self._editor.selection.prefab
        self._editor.selection.changed.connect(self._selected)
        self._editor.status("Click an entity in the viewport or the outliner. Esc stops.")
        self.changed.emit()

    def stop(self) -> None:
        """Wait no longer."""
        if self.row is None:
            return
        self.row = None
        self._editor.selection.changed.disconnect(self._selected)
        self.changed.emit()

    def _selected(self, ids: tuple[str, ...]) -> None:
        row, kept = self.row, self._kept
        chosen = [id for id in ids if id not in kept] or list(ids[-1:])
        self.stop()
        if self._prefab is not None:
            self._editor.selection.choose_prefab(self._prefab)
        else:
            self._editor.selection.set(kept)
        if row is not None and chosen:
            self._take(row, chosen[-1])
