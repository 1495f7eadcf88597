"""Writes down what happens to a document while it happens, so that a crash takes nothing but the step in flight."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.document.command import Command
from engine.document.commands import Compound
from engine.document.document import Document
from engine.document.journal.records import line_of
from engine.document.journal.session import Session
from engine.document.journal.texts import digest_of, rewriting
from engine.process_mark import own_mark
from engine.whole_file import write_whole

MOST_BYTES = 64 * 1024 * 1024
"""A journal that has grown beyond this should start anew, with what is unsaved as its first record."""
LONGEST = 4
"""How many times this size it may reach before it does so by itself, whatever time that takes."""


Line = tuple[str, dict[str, Any], str]
"""A record to be written: its kind, its fields, and JSON text of what only a replay needs."""


class Journal:
    """The journal of one document: base texts, then every step. Its folder is made with the first record.

    A replay repeats all steps from the very texts that were opened, so it also repeats what undo hands back byte by
    byte. After `restart` it can't, and each step then also carries what files that had changed before say after it.

    The history's places are told as numbers: how many entries are applied. Where the journal no longer holds an entry
    that is undone, it writes the change itself as a step.
    """

    def __init__(self, root: Path, document: Document, about: Mapping[str, Any]) -> None:
        self._root = root
        self._document = document
        self._about = about
        self._first = self._nodes = dict(document.files)
        self._disk = document.on_disk()
        self._inexact: set[str] = set()
        """Files of which a replay from their text alone may miss bytes, since undo remembers earlier versions."""
        self._based: set[str] = set()
        self._places = {0: 0}
        """Places in the history and the places in a replay at which the document is the same."""
        self._at = 0
        self._is_whole = True
        self._session: Session | None = None
        self._handle: int | None = None
        self._count = 0
        self.size = 0
        self.is_synced = True
        self.beginnings = 0
        """How often it began anew: work that was to bring an earlier file to the disk may fail and mean nothing."""

    @property
    def session(self) -> Session | None:
        """The session's folder; None before the first record."""
        return self._session

    @property
    def is_long(self) -> bool:
        """Whether it should start anew when there is time."""
        return self.size > MOST_BYTES

    @property
    def is_whole(self) -> bool:
        """Whether every step so far was written."""
        return self._is_whole

    def done(self, command: Command, sentence: str, who: str, when: float, index: int) -> None:
        """Record a command that the document already holds; `index` entries are applied now.

        Raises:
            OSError: It can't be written. From then on only `restart` makes the journal whole again.
            ValueError: It is too large to be written.
        """
        if self.size > LONGEST * MOST_BYTES:
            self.restart(index)
            return
        before = {live: place for live, place in self._places.items() if place <= self._at and live < index}
        self._step(command, sentence, who, when)
        self._places = {**before, index: self._at}

    def jumped(self, index: int, steps: Callable[[], Sequence[Command]], sentence: str) -> None:
        """Record that the history went to a place, by the commands that led there. Raises as `done` does."""
        place = self._places.get(index)
        if place is not None:
            self._write([*self._bases(self._changed()), ("jumped", {"to": place, "time": time.time()}, "")])
            self._at = place
        elif self.size > LONGEST * MOST_BYTES:
            self.restart(index)
        else:
            # What the replay could redo goes with its new step; the history itself keeps all entries.
            before = {live: place for live, place in self._places.items() if place <= self._at}
            self._step(Compound(title=sentence, commands=tuple(steps())), sentence, "you", time.time())
            self._places = {**before, index: self._at}

    def saving(self) -> None:
        """Record what is about to be written, before the first file is replaced. Raises as `done` does."""
        files = {file: digest_of(self._text(file)) for file in self._document.unsaved()}
        if files:
            self._write([("saving", {"files": files}, "")])
            self.sync()

    def saved(self, index: int) -> None:
        """Record that the disk now holds this state. Raises as `done` does."""
        if self._session is not None:
            self._write([("saved", {"time": time.time()}, "")])
        if self.size > MOST_BYTES:
            self.restart(index)

    def unsaved(self) -> None:
        """Record that the disk no longer holds any state of the history, with the texts that are only here now."""
        files = self._document.unsaved()
        self._write([*self._bases(files), ("unsaved", {"time": time.time()}, "")])

    def moved(self, project: str) -> None:
        """Record that the project goes on in another folder. Raises as `done` does."""
        self._about = {**self._about, "project": project}
        if self._session is not None:
            self._write([("moved", {"project": project}, "")])

    def restart(self, index: int) -> None:
        """Begin anew from the disk, with all that is unsaved as the first step; the old records go at the same moment.

        Raises as `done` does; then the old journal is as it was.
        """
        self._close()
        self._is_whole = False
        if self._session is None or not self._session.path.is_dir():
            self._session = Session.create(self._root)
        disk = self._document.on_disk()
        files = self._document.unsaved()
        now = dict(self._document.files)
        self._inexact.update(self._based, (name for name, node in now.items() if node is not self._first.get(name)))
        self._inexact.update(name for name in self._first if name not in now)
        lines: list[Line] = [self._head()]
        if files:
            before = {file: disk.get(file) for file in files}
            change = rewriting(before, {file: self._text(file) for file in files}, "Changes up to here")
            lines += [_base(file, text) for file, text in before.items()]
            fields = {"say": change.sentence(), "who": "you", "time": time.time()}
            lines.append(("done", fields, f'{{"command":{change.to_json()}}}'))
        content = b"".join(line_of(number, *line) for number, line in enumerate(lines))
        write_whole(self._session.journal, content)
        self.beginnings += 1
        self._open()
        self._count, self.size, self.is_synced = len(lines), len(content), True
        self._nodes, self._disk, self._based = now, disk, set(files)
        self._at = 1 if files else 0
        self._places = {index: self._at}
        self._is_whole = True

    def resume(
        self,
        session: Session,
        good_bytes: int,
        count: int,
        based: Iterable[str],
        disk: Mapping[str, str | None],
        places: tuple[int, int],
    ) -> None:
        """Go on with the journal of a session whose replay the document has just become.

        Args:
            session: Its folder, which this process has taken.
            good_bytes: How much of the file counts; a torn end is cut off.
            count: How many records these are.
            based: The files whose base text it has.
            disk: What the session knew of the disk, of every file that it has changed.
            places: How many entries its history has, and how many of them are applied.

        Raises:
            OSError: The file can't be written.
        """
        self._session = session
        os.truncate(session.journal, good_bytes)
        self._open()
        self._count, self.size = count, good_bytes
        self._nodes = dict(self._document.files)
        self._disk = {**self._document.on_disk(), **{file: text for file, text in disk.items() if text is not None}}
        for file in [file for file, text in disk.items() if text is None]:
            self._disk.pop(file, None)
        self._based = set(based)
        self._places = {place: place for place in range(places[0] + 1)}
        self._at = places[1]
        mark = own_mark()
        self._write([("owner", {"pid": mark.pid, "start": mark.start, "host": mark.host}, "")])

    def sync(self) -> None:
        """Bring what was written to the disk itself. Raises OSError as `syncing`'s work does."""
        work = self.syncing()
        if work is not None:
            work()

    def syncing(self) -> Callable[[], None] | None:
        """Work for another thread that brings what was written to the disk itself; None when there is nothing to bring.

        The work raises OSError when it can't, or when the journal's file is no longer there.
        """
        if self._handle is None or self._session is None or self.is_synced:
            return None
        self.is_synced = True
        own, path = os.dup(self._handle), self._session.journal

        def work() -> None:
            try:
                os.fsync(own)
                if not os.path.samestat(os.fstat(own), os.stat(path)):
                    raise FileNotFoundError(2, "another file stands in its place", str(path))
            finally:
                os.close(own)

        return work

    def close(self, *, keep: bool) -> None:
        """End the session; its folder goes unless it is to be offered at the next start."""
        self._close()
        if self._session is not None:
            if keep:
                self._session.release()
            else:
                self._session.remove()
            self._session = None

    def _text(self, file: str) -> str | None:
        node = self._document.files.get(file)
        return node.text if node is not None else None

    def _changed(self) -> list[str]:
        """The files that differ from what they were at the last record."""
        files = self._document.files
        changed = [name for name, node in files.items() if self._nodes.get(name) is not node]
        changed += [name for name in self._nodes if name not in files]
        self._nodes = dict(files)
        return changed

    def _bases(self, changed: Sequence[str]) -> list[Line]:
        """Base records of files that change for the first time: what the disk held until now."""
        fresh = [file for file in changed if file not in self._based]
        self._based.update(fresh)
        return [_base(file, self._disk.get(file)) for file in fresh]

    def _news_of_disk(self) -> list[Line]:
        """Records of what was written to the disk or taken in from it since the last record."""
        now = self._document.on_disk()
        lines: list[Line] = []
        for file in dict.fromkeys([*now, *self._disk]):
            text, before = now.get(file), self._disk.get(file)
            if text is before or text == before:
                continue
            digest = digest_of(text)
            data = "" if digest == digest_of(self._text(file)) else json.dumps(text)
            lines.append(("disk", {"file": file, "digest": digest}, data))
        self._disk = now
        return lines

    def _head(self) -> Line:
        mark = own_mark()
        files = {file: digest_of(text) for file, text in self._disk.items()}
        owner = {"pid": mark.pid, "start": mark.start, "host": mark.host}
        return "head", {**self._about, **owner, "time": time.time(), "files": files}, ""

    def _step(self, command: Command, sentence: str, who: str, when: float) -> None:
        changed = self._changed()
        lines = self._bases(changed)
        data = f'{{"command":{command.to_json()}'
        texts = {file: self._text(file) for file in changed if file in self._inexact}
        if texts:
            data += f',"texts":{json.dumps(texts)}'
        self._write([*lines, ("done", {"say": sentence, "who": who, "time": when}, data + "}")])
        self._at += 1

    def _write(self, lines: Sequence[Line]) -> None:
        if not self._is_whole:
            raise OSError("a step is missing in the journal, so it has to start anew")
        self._is_whole = False
        first = [self._head()] if self._session is None else []
        news = self._news_of_disk()
        # News are told against the document as it is now, so they come behind the step that made it so.
        lines = [*first, *news, *lines] if lines[-1][0] == "saved" else [*first, *lines, *news]
        if self._session is None:
            self._session = Session.create(self._root)
            self._open()
        content = b"".join(line_of(self._count + number, *line) for number, line in enumerate(lines))
        self._append(content)
        self._count += len(lines)
        self._is_whole = True

    def _append(self, content: bytes) -> None:
        assert self._handle is not None
        written = 0
        try:
            while written < len(content):
                written += os.write(self._handle, content[written:])
        except OSError:
            # Half a record in the middle would hide all that follows it.
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, self.size)
            raise
        self.size += written
        self.is_synced = False

    def _open(self) -> None:
        assert self._session is not None
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._handle = os.open(self._session.journal, flags, 0o600)

    def _close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def _base(file: str, text: str | None) -> Line:
    return "base", {"file": file, "digest": digest_of(text)}, json.dumps(text)
