"""A lock on a file that the operating system lets go of when its owner ends, however it ends."""

import contextlib
import errno
import os
import sys
from pathlib import Path

_BYTE = 1 << 30
"""Which byte Windows locks: far behind the content, so that others can read who holds the lock."""


class FileLock:
    """Held by one owner at a time, also within one process.

    `is_firm` tells whether the file system really keeps others out; where it knows no locks, `acquire` always succeeds.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_firm = True
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self) -> bool:
        """Take the lock without waiting; False when somebody else has it, or removed the file meanwhile.

        Raises:
            OSError: The file can't be made or opened.
        """
        if self._handle is not None:
            return True
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            is_ours = self._lock(handle) and os.path.samestat(os.fstat(handle), os.stat(self.path))
        except FileNotFoundError:
            is_ours = False
        if not is_ours:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def write(self, content: bytes) -> None:
        """Put a note for others into the file that is held."""
        if self._handle is None:
            raise RuntimeError("only the owner writes into a lock file")
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, content)

    def release(self, *, remove: bool = False) -> None:
        """Let go of the lock, and remove its file if asked to; nothing happens when it isn't held."""
        if self._handle is None:
            return
        if remove and os.name == "posix":
            with contextlib.suppress(OSError):
                self.path.unlink()
        os.close(self._handle)
        self._handle = None
        if remove and os.name != "posix":
            with contextlib.suppress(OSError):
                self.path.unlink()

    def _lock(self, handle: int) -> bool:
        try:
            if sys.platform == "win32":
                import msvcrt

                os.lseek(handle, _BYTE, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
                return False
            self.is_firm = False
        return True
