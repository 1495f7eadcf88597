"""The folder of one session's journal: numbered in the order of their beginning, locked while its owner lives."""

from __future__ import annotations

import contextlib
import errno
import re
import shutil
from pathlib import Path

from engine.file_lock import FileLock

JOURNAL = "journal.jsonl"
MOST_TRIES = 100
"""How many folders are tried for a new session, since other editors make theirs at the same time."""
_LOCK = "owner.lock"
_NAME = re.compile(r"[0-9]{6,12}\Z")


class Session:
    """A session's folder and the lock on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = FileLock(path / _LOCK)

    @classmethod
    def create(cls, root: Path) -> Session:
        """Make the folder of a new session and take it.

        Raises:
            OSError: The folder can't be made, or no lock in it can be taken.
        """
        root.mkdir(parents=True, exist_ok=True)
        last = max((int(path.name) for path in session_paths(root)), default=0)
        for number in range(last + 1, last + MOST_TRIES + 1):
            session = cls(root / f"{number:06d}")
            try:
                session.path.mkdir()
            except FileExistsError:
                continue
            if session.take():
                return session
        raise OSError(errno.ENOLCK, "no lock on a new folder can be taken", str(root))

    @property
    def journal(self) -> Path:
        """The file of records."""
        return self.path / JOURNAL

    @property
    def number(self) -> int:
        """Its place in the order of all sessions; unlike a time it never goes back."""
        return int(self.path.name)

    @property
    def is_firm(self) -> bool:
        """Whether the lock can be trusted to keep others out."""
        return self._lock.is_firm

    def take(self) -> bool:
        """Become the owner; False when another process is, or has just removed the folder."""
        try:
            return self._lock.acquire()
        except (FileNotFoundError, NotADirectoryError):
            return False

    def release(self) -> None:
        """Let others have the session."""
        self._lock.release()

    def remove(self) -> None:
        """Delete the folder; only its owner does."""
        # The journal goes first: what is left over after a kill between two steps tells of nothing lost.
        for name in (JOURNAL, _LOCK):
            with contextlib.suppress(OSError):
                (self.path / name).unlink()
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)

    def set_aside(self, root: Path) -> Path:
        """Move the folder to where nothing is offered from any more; gives its new place."""
        root.mkdir(parents=True, exist_ok=True)
        target = root / self.path.name
        number = 1
        while target.exists():
            number += 1
            target = root / f"{self.path.name}-{number}"
        self._lock.release(remove=True)
        shutil.move(self.path, target)
        return target


def session_paths(root: Path) -> list[Path]:
    """The folders of all sessions, oldest first; none when there is no such folder."""
    try:
        found = [path for path in root.iterdir() if _NAME.match(path.name) and path.is_dir() and not path.is_symlink()]
    except OSError:
        return []
    return sorted(found, key=lambda path: int(path.name))
