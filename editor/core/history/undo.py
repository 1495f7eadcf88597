"""The undo history: every change to the document, who made it, and which of them the saved files hold."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from psygnal import Signal

from editor.core.history.large_steps import LargeSteps
from engine.document import Command, Document
from engine.document.views.naming import names_in


@dataclass(frozen=True)
class Entry:
    """One change that can be taken back: the command, its sentence, who made it ("you", "assistant", "merge") and when.

    `time` is in seconds since the epoch. `recovered` tells that it comes from a session that ended without saving.
    """

    command: Command
    sentence: str
    who: str = "you"
    time: float = field(default_factory=time.time)
    recovered: bool = False


class Recorder(Protocol):
    """Told of all that happens to the history, before anyone else is; it raises nothing."""

    def attached(self, document: Document | None) -> None:
        """Another document begins with an empty history."""
        ...

    def done(self, entry: Entry, index: int) -> None:
        """An entry was added; `index` of them are applied now."""
        ...

    def jumped(self, index: int, steps: Callable[[], Sequence[Command]], sentence: str) -> None:
        """The history went to another place, by these commands."""
        ...

    def saved(self, index: int) -> None:
        """The files hold this state."""
        ...

    def unsaved(self, index: int) -> None:
        """The files hold no state of this history any more."""
        ...


class UndoStack:
    """The linear history of one document.

    `index` entries are applied; those after it were undone and can be redone until the next change.
    `before_change` is called first by every change, redo and save, so that a gesture in progress is finished; undo
    calls `give_up` instead: where that tells that there was one, it is all that is taken back;
    `refusal` raises when the document must not be changed by these commands now; `recorder` writes down what happened,
    for a crash.
    """

    changed = Signal()

    def __init__(self) -> None:
        self._document: Document | None = None
        self._entries: list[Entry] = []
        self._large = LargeSteps()
        self._index = 0
        self._saved: int | None = 0
        self.before_change: Callable[[], None] = lambda: None
        self.give_up: Callable[[], bool] = lambda: False
        self.refusal: Callable[[Sequence[Command]], None] = lambda _commands: None
        self.recorder: Recorder | None = None

    def attach(self, document: Document | None) -> None:
        """Start an empty history for a document that was just opened, or for none."""
        self._document = document
        self._entries = []
        self._index = 0
        self._saved = 0
        self._large.forget()
        if self.recorder is not None:
            self.recorder.attached(document)
        self.changed.emit()

    def restore(self, entries: Sequence[Entry], index: int, saved: int | None) -> None:
        """Take over a history that led to what the document holds now, as after a crash."""
        self._entries = list(entries)
        self._index = index
        self._saved = saved
        self.changed.emit()

    @property
    def entries(self) -> list[Entry]:
        """All entries, oldest first, undone ones included."""
        return self._entries

    @property
    def index(self) -> int:
        """How many entries are applied."""
        return self._index

    @property
    def saved_index(self) -> int | None:
        """The index that the files on disk hold; None when no entry leads there any more."""
        return self._saved

    @property
    def is_dirty(self) -> bool:
        """Whether the document differs from the saved files by some entry."""
        return self._index != self._saved

    @property
    def unsaved_count(self) -> int:
        """How many changes lie between the saved files and now; all of them when the saved state is out of reach."""
        return abs(self._index - self._saved) if self._saved is not None else max(1, self._index)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can be done again."""
        return self._index < len(self._entries)

    def push(self, command: Command, who: str = "you") -> None:
        """Apply a command and remember it.

        Raises CommandError, with nothing changed and nothing remembered, when the document refuses it.
        """
        self.refusal((command,))
        self.before_change()
        document = self._need_document()
        # Said before it is done: who is renamed or goes still has the name that people know.
        sentence = command.sentence(names_in(document.snapshot()))
        self._large.apply(document, command)
        self.remember(command, who, sentence)

    def remember(self, command: Command, who: str = "you", sentence: str = "") -> None:
        """Add an entry for a command that the document already holds, as at the end of a gesture."""
        del self._entries[self._index :]
        if self._saved is not None and self._saved > self._index:
            self._saved = None
        said = sentence or command.sentence(names_in(self._need_document().snapshot()))
        self._entries.append(Entry(command, said, who))
        self._index += 1
        if self.recorder is not None:
            self.recorder.done(self._entries[-1], self._index)
        self.changed.emit()

    def undo(self) -> None:
        """Take back the gesture in progress, else the last change; nothing happens when there is none."""
        if self.give_up():
            return
        self.jump(max(0, self._index - 1))

    def redo(self) -> None:
        """Do again what was taken back last; nothing happens when there is none."""
        self.before_change()
        self.jump(min(len(self._entries), self._index + 1))

    def jump(self, index: int) -> None:
        """Go to the state in which exactly the first `index` entries are applied. Raises IndexError out of range."""
        self.refusal(self.between(index))
        self.before_change()
        if not 0 <= index <= len(self._entries):
            raise IndexError(f"history index {index} is out of range 0 to {len(self._entries)}")
        if index == self._index:
            return
        document = self._need_document()
        start = self._index
        try:
            while self._index > index:
                self._large.undo(document, self._entries[self._index - 1].command)
                self._index -= 1
            while self._index < index:
                self._large.redo(document, self._entries[self._index].command)
                self._index += 1
        finally:
            if self.recorder is not None and self._index != start:
                self.recorder.jumped(self._index, lambda: self._steps(start), self._step_sentence(start))
        self.changed.emit()

    def between(self, index: int) -> list[Command]:
        """The commands of the entries that lie between now and the state with `index` entries applied."""
        first, last = sorted((index, self._index))
        return [entry.command for entry in self._entries[max(first, 0) : last]]

    def _steps(self, start: int) -> list[Command]:
        """The commands that led from a place in the history to the present one."""
        if self._index < start:
            return [entry.command.inverse() for entry in reversed(self._entries[self._index : start])]
        return [entry.command for entry in self._entries[start : self._index]]

    def _step_sentence(self, start: int) -> str:
        first, last = sorted((start, self._index))
        what = self._entries[first].sentence if last - first == 1 else f"{last - first} changes"
        return f"{'Undo' if self._index < start else 'Redo'}: {what}"

    def mark_saved(self) -> None:
        """Remember that the files now hold this state."""
        self._saved = self._index
        if self.recorder is not None:
            self.recorder.saved(self._index)
        self.changed.emit()

    def mark_unsaved(self) -> None:
        """The files hold no state of this history any more, as when another program changed them."""
        self._saved = None
        if self.recorder is not None:
            self.recorder.unsaved(self._index)
        self.changed.emit()

    def _need_document(self) -> Document:
        if self._document is None:
            raise RuntimeError("no project is open, so there is nothing to change")
        return self._document
