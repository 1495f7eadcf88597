"""Undo records: what a file was before a fix, kept beside the audited tree until somebody wants it back."""

import base64
import hashlib
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from engine.file_lock import FileLock
from engine.whole_file import write_whole

FOLDER = ".astraweave-audit"
RowPlace = tuple[str, str, str]
"""The cells File, Line and Column of a row of the report: where it stood when the row was made."""
State = Literal["begun", "applied", "taken back", "undoing", "undone"]


class FixError(Exception):
    """A fix can't be made or undone; the message says what, where, and what to do."""


class FileBefore(msgspec.Struct, frozen=True):
    """A file, relative to the tree's root with "/", as it was (base64), and the digests of all that was written."""

    file: str
    before: str
    written: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The bytes as they were."""
        return base64.b64decode(self.before)


class Fixed(msgspec.Struct, frozen=True):
    """One fix, as the log tells it. `line` is that of the file before; `old` and `new` are whole lines."""

    file: str
    line: int
    crate: str
    priority: str
    fingerprint: str
    item: str
    pattern: str
    reason: str
    checked: str
    old: str
    new: str


class Record(msgspec.Struct, frozen=True):
    """A set of fixes that was made at once and is undone at once; `number` counts from 1, `when` is in UTC."""

    number: int
    when: str
    state: State
    files: tuple[FileBefore, ...]
    fixes: tuple[Fixed, ...] = ()
    is_logged: bool = False
    """Whether the log and the report tell of the state."""
    rows: tuple[RowPlace | None, ...] | None = None
    """Which row of the report each fix has; None as long as nobody has looked."""
    undone_files: tuple[str, ...] = ()
    """Files that are as before again although the rest stands: an undoing left that alone, for somebody changed it."""

    @property
    def files_left(self) -> tuple[FileBefore, ...]:
        """The files that undoing it gives their bytes back, or gave last."""
        return tuple(each for each in self.files if each.file not in self.undone_files)

    def stands(self, fix: Fixed) -> bool:
        """Whether one of its fixes is in its file still."""
        return self.state == "applied" and fix.file not in self.undone_files


class Records:
    """The records of one tree, in a folder that git and scans leave alone."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.folder = self.root / FOLDER

    @property
    def build(self) -> Path:
        """Where compilers write."""
        return self.folder / "build"

    @contextmanager
    def held(self) -> Generator[None]:
        """Keep every other process from fixing this tree meanwhile. FixError when one is at it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ignored = self.folder / ".gitignore"
        if not ignored.is_file():
            write_whole(ignored, "*\n")
        lock = FileLock(self.folder / "lock")
        if not lock.acquire():
            raise FixError(f"{self.root}: another process fixes this tree just now; wait until it is done.")
        try:
            yield
        finally:
            lock.release()

    def all(self) -> list[Record]:
        """Every record, the oldest first; what can't be read is left out."""
        found: list[Record] = []
        for path in sorted(self.folder.glob("undo-*.json")):
            try:
                found.append(msgspec.json.decode(path.read_bytes(), type=Record))
            except (OSError, msgspec.MsgspecError):
                continue
        return sorted(found, key=lambda record: record.number)

    def next_number(self) -> int:
        """A number that no record has had."""
        numbers = [
            int(found[1]) for path in self.folder.glob("undo-*.json") if (found := re.search(r"(\d+)", path.stem))
        ]
        return max(numbers, default=0) + 1

    def keep(self, record: Record) -> Record:
        """Write a record so that it is on the disk before anything else happens."""
        write_whole(self.folder / f"undo-{record.number:06}.json", msgspec.json.encode(record))
        return record

    def place(self, file: str) -> Path:
        """A file of the tree, links followed. FixError where it lies outside."""
        path = (self.root / file).resolve()
        if not path.is_relative_to(self.root):
            raise FixError(f"{file} leads to {path}, which is outside {self.root}; nothing is written there.")
        return path

    def write(self, file: str, data: bytes) -> None:
        """Write a file whole, with the rights that it had."""
        path = self.place(file)
        rights = path.stat().st_mode & 0o7777
        write_whole(path, data)
        path.chmod(rights)


def digest_of(data: bytes) -> str:
    """What stands for the bytes of a file in a record."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def before(file: str, data: bytes) -> FileBefore:
    """A file as it is now, for a record."""
    return FileBefore(file, base64.b64encode(data).decode())
