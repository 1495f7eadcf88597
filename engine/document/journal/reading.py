"""What a session's journal tells without replaying it: whose it was, and which changes the disk does not hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from engine.document.journal.records import Record, Records, read_records
from engine.document.journal.session import Session
from engine.process_mark import ProcessMark


@dataclass(frozen=True)
class Told:
    """A change as the history told of it; `time` is in seconds since the epoch."""

    sentence: str
    who: str
    time: float


@dataclass
class History:
    """Who did what, by the records alone: entries, how many of them are applied, and how many the disk holds."""

    entries: list[Told] = field(default_factory=list[Told])
    index: int = 0
    saved: int | None = 0
    fork: int = 0
    """Up to which entry the saved state and this one are the same, when the saved one is out of reach."""
    undone: list[Told] = field(default_factory=list[Told])
    """What was undone of the saved state before it went out of reach."""
    is_adrift: bool = False
    """Whether the disk was changed by others since the last save."""

    def take(self, record: Record) -> bool:
        """Follow a record; False when it fits nothing that could have happened."""
        match record.kind:
            case "done":
                self._done(_told(record))
            case "jumped":
                to = record.fields.get("to")
                if not isinstance(to, int) or not 0 <= to <= len(self.entries):
                    return False
                self.index = to
                self.fork = min(self.fork, to)
            case "saved":
                self.saved = self.fork = self.index
                self.undone = []
                self.is_adrift = False
            case "unsaved":
                self.saved, self.fork, self.undone, self.is_adrift = None, self.index, [], True
            case _:
                pass
        return True

    def unsaved(self) -> list[Told]:
        """The changes that only the journal holds, undone ones told as such."""
        if self.saved is not None and self.saved <= self.index:
            return self.entries[self.saved : self.index]
        gone = self.undone if self.saved is None else self.entries[self.index : self.saved]
        back = [Told(f"Undo: {told.sentence}", told.who, told.time) for told in reversed(gone)]
        if self.is_adrift:
            back = [Told("Keep what the disk no longer holds", "you", 0.0), *back]
        return [*back, *self.entries[self.fork if self.saved is None else self.index : self.index]]

    def _done(self, told: Told) -> None:
        if self.saved is not None and self.saved > self.index:
            self.undone = self.entries[self.index : self.saved]
            self.saved, self.fork = None, self.index
        del self.entries[self.index :]
        self.entries.append(told)
        self.index += 1


@dataclass
class SessionJournal:
    """The journal of a session that has ended, as far as it can be read."""

    session: Session
    records: Records
    project: Path
    title: str
    owner: ProcessMark
    history: History

    @property
    def last(self) -> float:
        """When the last recorded thing happened, by the clock of then [s since the epoch]."""
        times = [time for record in self.records.items if (time := _number(record.fields.get("time"))) > 0]
        return times[-1] if times else 0.0

    @property
    def is_spoiled(self) -> bool:
        """Whether the file holds more than can be read of it, beyond a last record in the making."""
        return bool(self.records.damage) and not self.records.is_torn

    @property
    def was_saving(self) -> dict[str, Any] | None:
        """Digests of the files that were being written when it ended, by file; None when none were."""
        for record in reversed(self.records.items):
            if record.kind == "saving":
                files = record.fields.get("files")
                return cast("dict[str, Any]", files) if isinstance(files, dict) else {}
            if record.kind in ("done", "jumped", "saved"):
                return None
        return None


def read_session(session: Session) -> SessionJournal | None:
    """Read what a session left behind; None where there is no usable beginning.

    Raises:
        OSError: The journal is there but can't be read.
    """
    try:
        records = read_records(session.journal)
    except FileNotFoundError:
        return None
    if not records.items or records.items[0].kind != "head":
        return None
    head = records.items[0].fields
    owner = head
    project = head.get("project", "")
    history = History()
    for number, record in enumerate(records.items):
        if record.kind == "owner":
            owner = record.fields
        if record.kind == "moved":
            project = record.fields.get("project", "")
        if not history.take(record):
            records.cut(number, "a record leads to a place in the history that there never was")
            break
    title = str(head.get("title", ""))
    return SessionJournal(session, records, Path(str(project)), title, _owner(owner), history)


def is_spoiled(session: Session) -> bool:
    """Whether a journal holds something that can't be read, beyond a last record in the making.

    Raises:
        OSError: The journal is there but can't be read at all.
    """
    journal = read_session(session)
    if journal is not None:
        return journal.is_spoiled
    try:
        records = read_records(session.journal)
    except FileNotFoundError:
        return False
    return bool(records.items) or (bool(records.damage) and not records.is_torn)


def _owner(fields: Any) -> ProcessMark:
    pid = fields.get("pid")
    return ProcessMark(pid if isinstance(pid, int) else 0, str(fields.get("start", "")), str(fields.get("host", "")))


def _told(record: Record) -> Told:
    fields = record.fields
    return Told(str(fields.get("say", "")), str(fields.get("who", "you")), _number(fields.get("time")))


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e15 else 0.0
