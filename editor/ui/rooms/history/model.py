"""The undo history as rows: newest first, undone changes on top, and a mark where the files were saved."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from editor.api import Signal
from editor.ui.rooms.authoring import why_locked

WHO = {"you": "You", "assistant": "Assistant", "merge": "Merge", "disk": "Changed on disk"}


@dataclass(frozen=True)
class HistoryRow:
    """One line: `index` is how many entries are applied once the user goes there."""

    kind: Literal["entry", "saved", "opened"]
    index: int
    sentence: str
    who: str
    when: str
    state: Literal["done", "current", "undone"]


class HistoryModel:
    """The rows of the undo history; `changed` fires when they differ."""

    changed = Signal()

    def __init__(self, editor: Any, clock: Callable[[], float] = time.time) -> None:
        self.editor = editor
        self._clock = clock
        editor.undo.changed.connect(self._changed)

    def close(self) -> None:
        """Stop following the editor."""
        self.editor.undo.changed.disconnect(self._changed)
        self.changed.disconnect()

    def rows(self) -> tuple[HistoryRow, ...]:
        """All rows from the top: newest first, the opened project last; empty without a project."""
        if self.editor.document is None:
            return ()
        undo = self.editor.undo
        rows = [self._opened(undo)]
        now = self._clock()
        for index, entry in enumerate(undo.entries, start=1):
            state = "current" if index == undo.index else "done" if index < undo.index else "undone"
            when = "undone" if state == "undone" else ago(now - entry.time)
            rows.append(HistoryRow("entry", index, entry.sentence, entry.who, when, state))
            if index == undo.saved_index:
                rows.append(HistoryRow("saved", index, "Saved", "", "", "done"))
        return tuple(reversed(rows))

    def jump(self, row: HistoryRow) -> None:
        """Go to the moment that a row stands for."""
        if not self.why_locked:
            self.editor.undo.jump(row.index)

    @property
    def why_locked(self) -> str:
        """Why history cannot be travelled now; empty when it can."""
        return why_locked(self.editor)

    def _opened(self, undo: Any) -> HistoryRow:
        state = "current" if undo.index == 0 else "done"
        title = "Opened, as saved" if undo.saved_index == 0 else "Opened"
        return HistoryRow("opened", 0, title, "", "", state)

    def _changed(self) -> None:
        self.changed.emit()


def ago(seconds: float) -> str:
    """`now`, `12 s`, `3 min`, `2 h`: how long ago something was."""
    if seconds < 1.0:
        return "now"
    if seconds < 60.0:
        return f"{int(seconds)} s"
    return f"{int(seconds // 60)} min" if seconds < 3600.0 else f"{int(seconds // 3600)} h"
