"""Replays a journal: the document as it was at the last record, with the whole history that led there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from engine.collection import collection_paused
from engine.document.command import Command, command_from_json
from engine.document.commands import Compound
from engine.document.document import Document
from engine.document.errors import DocumentError
from engine.document.journal.reading import SessionJournal, Told
from engine.document.journal.records import Record
from engine.document.journal.texts import digest_of, rewriting
from engine.document.state.node import FileNode
from engine.document.state.snapshot import Snapshot
from engine.schema.vocabulary import Vocabulary

_UNFIT = (DocumentError, ValueError, RecursionError, LookupError, TypeError, AttributeError)
"""What a record can raise that nobody wrote: its data may have any shape."""


@dataclass(frozen=True)
class Step:
    """One entry of the recovered history."""

    command: Command
    told: Told


@dataclass
class Replayed:
    """Where a journal leads: the document, its history, and what the session knew of the disk."""

    document: Document
    bases: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    """What the files that the session changed said at its start."""
    steps: list[Step] = field(default_factory=list[Step])
    index: int = 0
    saved: int | None = 0
    disk: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    """Text on disk of every file that the session changed, as it knew last; None for absent."""
    written: dict[str, str | None] = field(default_factory=dict[str, "str | None"])
    """Text of the files that were just being written when it ended; the disk may hold it or not yet."""
    saved_state: Snapshot | None = None
    """The document at the last save."""
    stopped_at: int | None = None
    """The record that could not be replayed."""
    problem: str = ""
    """Why not, as a sentence."""

    def fits(self, on_disk: Mapping[str, str]) -> bool:
        """Whether the disk holds what the session left on it, a half-finished save included."""
        return all(
            on_disk.get(file) == text or (file in self.written and on_disk.get(file) == self.written[file])
            for file, text in self.disk.items()
        )

    def saved_index(self, on_disk: Mapping[str, str]) -> int | None:
        """The place in the history that the disk holds; None when it holds none."""
        if self.written and all(on_disk.get(file) == text for file, text in self.written.items()):
            return self.index
        if self.saved_state is None:
            is_held = all(on_disk.get(file) == text for file, text in self.bases.items())
            return self.saved if is_held else None
        texts = {file: node.text for file, node in self.saved_state.files.items() if file in self.disk}
        return self.saved if all(on_disk.get(file) == texts.get(file) for file in self.disk) else None

    @property
    def based(self) -> frozenset[str]:
        """The files that the session changed."""
        return frozenset(self.bases)


def replay(journal: SessionJournal, now: Document) -> Replayed:
    """Repeat a session on a document of its own.

    Args:
        journal: What the session left behind.
        now: The project as it lies on disk: its vocabulary is used, and files that the session did not change.

    Raises:
        DocumentError: Not even the texts that the session started from can be read.
    """
    with collection_paused():
        return _replayed(journal, now)


def _replayed(journal: SessionJournal, now: Document) -> Replayed:
    bases = _bases(journal)
    found = Replayed(_start(bases, now), bases)
    found.disk = dict(bases)
    for number, record in enumerate(journal.records.items):
        before, index = found.document.snapshot(), found.index
        try:
            _follow(found, record)
        except _UNFIT as error:
            found.stopped_at, found.problem = number, str(error)
            # Half of a step may have been made.
            if found.document.snapshot() is not before:
                found.document = _document(before.files, now.vocabulary, now)
            found.index = index
            break
    return found


def _bases(journal: SessionJournal) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for record in journal.records.items:
        file = record.fields.get("file")
        if record.kind == "base" and isinstance(file, str) and file not in found:
            try:
                text = record.data()
            except ValueError as error:
                raise DocumentError("the journal's copy of the file can't be read", f"{file}.toml") from error
            found[file] = text if isinstance(text, str) else None
    return found


def _start(bases: Mapping[str, str | None], now: Document) -> Document:
    present = {file: text for file, text in bases.items() if text is not None}
    known = {file: node for file, text in present.items() if (node := now.unchanged(file, text)) is not None}
    present = {file: text for file, text in present.items() if file not in known}
    made = Document.from_texts(present, folder=now.folder, vocabulary=now.vocabulary)
    kept = {name: node for name, node in now.files.items() if name not in bases}
    return _document({**kept, **known, **made.files}, now.vocabulary, now)


def _document(files: Mapping[str, FileNode], vocabulary: Vocabulary, now: Document) -> Document:
    return Document(Snapshot(files, vocabulary, now.folder), {}, [], trusted=now.trusted)


def _follow(found: Replayed, record: Record) -> None:
    match record.kind:
        case "done":
            data = record.data()
            command = command_from_json(data["command"])
            found.written.clear()
            _apply(found, command, data.get("texts") or {}, record)
        case "jumped":
            found.written.clear()
            _jump(found, record.fields["to"])
        case "saving":
            files = record.fields["files"]
            found.written = {file: _text(found.document, file) for file in files}
        case "saved":
            found.disk.update(found.written)
            found.written.clear()
            found.saved, found.saved_state = found.index, found.document.snapshot()
        case "unsaved":
            found.saved = None
        case "disk":
            _take_disk(found, record)
        case _:
            pass


def _apply(found: Replayed, command: Command, texts: Any, record: Record) -> None:
    document = found.document
    document.apply(command)
    wanted = {file: text for file, text in cast("dict[str, Any]", texts).items() if text != _text(document, file)}
    if wanted:
        mended = rewriting({file: _text(document, file) for file in wanted}, wanted, "")
        try:
            document.apply(mended)
        except DocumentError:
            document.apply(command.inverse())
            raise
        command = Compound(title=str(record.fields.get("say", "")), commands=(command, *mended.commands))
    if found.saved is not None and found.saved > found.index:
        found.saved = None
    del found.steps[found.index :]
    fields = record.fields
    told = Told(str(fields.get("say", "")), str(fields.get("who", "you")), float(fields.get("time", 0.0)))
    found.steps.append(Step(command, told))
    found.index += 1


def _jump(found: Replayed, to: int) -> None:
    if not 0 <= to <= len(found.steps):
        raise ValueError(f"there is no place {to} in the history")
    while found.index > to:
        found.document.apply(found.steps[found.index - 1].command.inverse())
        found.index -= 1
    while found.index < to:
        found.document.apply(found.steps[found.index].command)
        found.index += 1


def _take_disk(found: Replayed, record: Record) -> None:
    file = record.fields["file"]
    text = record.data() if record.raw else _text(found.document, file)
    if text is not None and not isinstance(text, str):
        raise ValueError(f"what the disk holds of {file}.toml is no text")
    if digest_of(text) != record.fields.get("digest"):
        raise ValueError(f"the journal does not know what the disk holds of {file}.toml")
    found.disk[file] = text
    found.written.pop(file, None)


def _text(document: Document, file: str) -> str | None:
    node = document.files.get(file)
    return node.text if node is not None else None
