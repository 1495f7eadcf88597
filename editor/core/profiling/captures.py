"""The captures of the open project: those just made, and the files in its target folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Generic, TypeVar

from psygnal import Signal

from engine.telemetry.capture_error import CaptureError

if TYPE_CHECKING:
    from editor.core.editor import Editor

FOLDER = FilePath("target") / "captures"
C = TypeVar("C")


@dataclass(frozen=True)
class CaptureKind(Generic[C]):
    """What captures of a kind are in files: the ending of their names, and how they are read and written.

    `load` raises CaptureError for what is no whole capture, all others OSError. `exports` are other formats, by the
    ending of their files. `called` is what a new one is called, with its number; `folder` is where they are saved, in
    that of the project.
    """

    suffix: str
    load: Callable[[FilePath], C]
    save: Callable[[C, FilePath], FilePath]
    exports: dict[str, Callable[[C, FilePath], FilePath]]
    called: str = "Capture"
    folder: FilePath = FOLDER


@dataclass(eq=False)
class CaptureEntry(Generic[C]):
    """One capture of the list; a file is read when it is first asked for. `problem` says why it could not be."""

    name: str
    kind: CaptureKind[C]
    path: FilePath | None = None
    capture: C | None = None
    problem: str = ""

    @property
    def is_saved(self) -> bool:
        """Whether it stands in a file."""
        return self.path is not None

    def get(self) -> C | None:
        """The capture, read now if need be; None when the file is none, with the reason in `problem`."""
        if self.capture is None and self.path is not None and not self.problem:
            try:
                self.capture = self.kind.load(self.path)
            except CaptureError as error:
                self.problem = str(error)
        return self.capture


class CaptureList(Generic[C]):
    """Captures of one kind by name, newest first. `changed` fires when the list or the chosen one is another."""

    changed = Signal()

    def __init__(self, editor: Editor, kind: CaptureKind[C]) -> None:
        self._editor = editor
        self.kind = kind
        self.entries: list[CaptureEntry[C]] = []
        self.chosen: CaptureEntry[C] | None = None
        self._made = 0

    @property
    def folder(self) -> FilePath | None:
        """Where the open project's captures are saved; None without a project."""
        document = self._editor.document
        return None if document is None else document.folder / self.kind.folder

    def look(self) -> None:
        """Take in the files of the project's folder; captures that were not saved stay."""
        folder = self.folder
        found = sorted(folder.glob(f"*{self.kind.suffix}"), key=_changed_at, reverse=True) if folder is not None else []
        known = {entry.path: entry for entry in self.entries if entry.path is not None}
        unsaved = [entry for entry in self.entries if entry.path is None]
        others = [(path, entry) for path, entry in known.items() if path not in found]
        elsewhere = [entry for path, entry in others if path.parent != folder or path.exists()]
        here = [known.get(path) or self._entry(path) for path in found]
        entries = [*unsaved, *elsewhere, *here]
        if entries != self.entries:
            self.entries = entries
            if self.chosen not in entries:
                self.chosen = None
            self.changed.emit()

    def forget_project(self) -> None:
        """Another project is open: what was captured of the last one is no longer of interest."""
        self.entries, self.chosen = [], None
        self.look()
        self.changed.emit()

    def add(self, capture: C) -> CaptureEntry[C]:
        """Put a new capture first and choose it; it is not saved yet."""
        self._made += 1
        entry = CaptureEntry(f"{self.kind.called} {self._made}", self.kind, capture=capture)
        self.entries.insert(0, entry)
        self.choose(entry)
        return entry

    def choose(self, entry: CaptureEntry[C] | None) -> None:
        """Show another capture."""
        self.chosen = entry
        self.changed.emit()

    def open(self, path: FilePath) -> CaptureEntry[C]:
        """Take in a file from anywhere and choose it. CaptureError, in words, when it is no capture."""
        entry = next((known for known in self.entries if known.path == path), None)
        if entry is None:
            entry = self._entry(path)
            entry.capture = self.kind.load(path)
            self.entries.insert(0, entry)
        self.choose(entry)
        return entry

    def save(self, entry: CaptureEntry[C], path: FilePath | None = None) -> FilePath:
        """Write a capture to a file, by default in the project's folder. OSError when that fails."""
        capture = entry.get()
        if capture is None:
            raise OSError(entry.problem or "there is nothing to save")
        if path is None:
            if self.folder is None:
                raise OSError("no project is open; choose a file")
            path = self._free(self.folder, entry.name)
        entry.path = self.kind.save(capture, path)
        entry.name = path.name.removesuffix(self.kind.suffix)
        self.changed.emit()
        return path

    def delete(self, entry: CaptureEntry[C]) -> None:
        """Take a capture off the list, and its file if it lies in the project's folder. OSError when that fails."""
        if entry.path is not None and entry.path.parent == self.folder:
            entry.path.unlink(missing_ok=True)
        place = self.entries.index(entry)
        self.entries.remove(entry)
        self.choose(self.entries[min(place, len(self.entries) - 1)] if self.entries else None)

    def export(self, entry: CaptureEntry[C], path: FilePath, suffix: str) -> FilePath:
        """Write a capture for other tools, in the format of an ending of the kind's. OSError if it fails."""
        capture = entry.get()
        if capture is None:
            raise OSError(entry.problem or "there is nothing to export")
        return self.kind.exports[suffix](capture, path)

    def _entry(self, path: FilePath) -> CaptureEntry[C]:
        return CaptureEntry(path.name.removesuffix(self.kind.suffix), self.kind, path)

    def _free(self, folder: FilePath, name: str) -> FilePath:
        """A file of the folder that is not there yet, called like the capture."""
        plain = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name)
        names = chain([plain], (f"{plain}_{k}" for k in count(2)))
        return next(path for known in names if not (path := folder / f"{known}{self.kind.suffix}").exists())


def _changed_at(path: FilePath) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
