"""The undo history as rows: newest first, undone changes on top, and a mark where the files were saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, overload

from editor.api import Entry, Signal
from editor.core.play.live.edits import are_live
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
    is_recovered: bool = False


class HistoryRows(Sequence[HistoryRow]):
    """The rows of one moment, each made when it is looked at: a history of ten thousand entries shows forty of them."""

    def __init__(self, undo: Any, now: float, wanted: Sequence[int] | None = None) -> None:
        # A copy of the list, since the history goes on while these rows are shown.
        self._entries: tuple[Entry, ...] = tuple(undo.entries)
        self._index, self._saved, self._now = undo.index, undo.saved_index, now
        self._wanted = wanted
        self._has_mark = wanted is None and bool(self._saved) and self._saved <= len(self._entries)

    def __len__(self) -> int:
        """How many rows there are, the marks of opening and saving among them."""
        return len(self._wanted) if self._wanted is not None else len(self._entries) + 1 + self._has_mark

    @overload
    def __getitem__(self, number: int) -> HistoryRow: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[HistoryRow, ...]: ...
    def __getitem__(self, number: int | slice) -> HistoryRow | tuple[HistoryRow, ...]:
        """The row at a place from the top."""
        if isinstance(number, slice):
            return tuple(self[place] for place in range(*number.indices(len(self))))
        if not 0 <= number < len(self):
            raise IndexError(number)
        if self._wanted is not None:
            return self._entry(self._wanted[number])
        height = len(self) - 1 - number
        if height == 0:
            return self._opened()
        if self._has_mark and height == self._saved + 1:
            return HistoryRow("saved", self._saved, "Saved", "", "", "done")
        return self._entry(height - 1 if self._has_mark and height > self._saved else height)

    def __iter__(self) -> Iterator[HistoryRow]:
        """From the top down."""
        return (self[number] for number in range(len(self)))

    @property
    def current(self) -> int | None:
        """The place from the top of the row that the document is at; None where the filter leaves it out."""
        if self._wanted is not None:
            return self._wanted.index(self._index) if self._index in self._wanted else None
        return len(self) - 1 - self._index - (self._has_mark and self._index > self._saved)

    def _entry(self, index: int) -> HistoryRow:
        entry = self._entries[index - 1]
        state = "current" if index == self._index else "done" if index < self._index else "undone"
        when = "undone" if state == "undone" else ago(self._now - entry.time)
        return HistoryRow("entry", index, entry.sentence, entry.who, when, state, entry.recovered)

    def _opened(self) -> HistoryRow:
        state = "current" if self._index == 0 else "done"
        return HistoryRow("opened", 0, "Opened, as saved" if self._saved == 0 else "Opened", "", "", state)


class HistoryModel:
    """The rows of the undo history; `changed` fires when they differ."""

    changed = Signal()

    def __init__(self, editor: Any, clock: Callable[[], float] = time.time) -> None:
        self.editor = editor
        self._clock = clock
        self.words = ""
        editor.undo.changed.connect(self._changed)

    def close(self) -> None:
        """Stop following the editor."""
        self.editor.undo.changed.disconnect(self._changed)
        self.changed.disconnect()

    def rows(self) -> Sequence[HistoryRow]:
        """All rows from the top: newest first, the opened project last; empty without a project.

        While words are searched for, only the entries that have them all in their sentence or in who made them.
        """
        if self.editor.document is None:
            return ()
        undo = self.editor.undo
        wanted = self.words.lower().split()
        if not wanted:
            return HistoryRows(undo, self._clock())
        found = [
            number
            for number, entry in enumerate(undo.entries, start=1)
            if all(word in f"{entry.sentence} {WHO.get(entry.who, entry.who)}".lower() for word in wanted)
        ]
        return HistoryRows(undo, self._clock(), found[::-1])

    def search(self, words: str) -> None:
        """Show only entries with these words."""
        self.words = words.strip()
        self.changed.emit()

    @property
    def count(self) -> int:
        """How many changes the history holds, filters aside."""
        return len(self.editor.undo.entries) if self.editor.document is not None else 0

    def jump(self, row: HistoryRow) -> None:
        """Go to the moment that a row stands for."""
        if not self.why_not(row):
            self.editor.undo.jump(row.index)

    def why_not(self, row: HistoryRow) -> str:
        """Why this moment cannot be gone to now; a running copy goes along where only its minds differ."""
        return "" if are_live(self.editor.undo.between(row.index)) else self.why_locked

    @property
    def why_locked(self) -> str:
        """Why history cannot be travelled now; empty when it can."""
        return why_locked(self.editor)

    def _changed(self) -> None:
        self.changed.emit()


def ago(seconds: float) -> str:
    """`now`, `12 s`, `3 min`, `2 h`, `4 d`: how long ago something was; a moment that lies ahead counts as now."""
    if seconds < 1.0:
        return "now"
    if seconds < 60.0:
        return f"{int(seconds)} s"
    if seconds < 3600.0:
        return f"{int(seconds // 60)} min"
    return f"{int(seconds // 3600)} h" if seconds < 86400.0 else f"{int(seconds // 86400)} d"
