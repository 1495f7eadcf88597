"""Adds lines at the history's end, and keeps others from doing so meanwhile."""

import os
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from engine.benchmarks.history.places import HISTORY, LOCK
from engine.file_lock import FileLock

PATIENCE = 30.0
"""How long an owner of the lock is waited for [s]; an export takes less than half a second."""

LONGEST_ROW = 1 << 16


class HistoryBusyError(OSError):
    """Another program has held the history for longer than anything here takes."""


@contextmanager
def held(folder: Path, patience: float = PATIENCE) -> Generator[None]:
    """Hold the history of a folder, which is made when it is missing; the system lets go of it when a process ends.

    HistoryBusyError after `patience` seconds, OSError when the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    until = time.monotonic() + patience
    while not lock.acquire():
        if time.monotonic() > until:
            raise HistoryBusyError(None, f"another program holds it for {patience:.0f} s", str(lock.path))
        time.sleep(0.01)
    try:
        yield
    finally:
        lock.release()


def append_lines(folder: Path, lines: Sequence[bytes]) -> Path:
    """Add whole lines, in one write that is on the disk when this returns; the caller holds the history.

    What a killed writer left without an end of line is ended first, so that it spoils no row but its own.
    """
    path = folder / HISTORY
    data = b"".join(line + b"\n" for line in lines)
    with path.open("a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                data = b"\n" + data
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return path


def last_line(folder: Path) -> bytes:
    """The last line of a history, b"" where it has none; rows are a kilobyte or two, so its end alone is read."""
    path = folder / HISTORY
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LONGEST_ROW))
        return file.read().rstrip().rsplit(b"\n", 1)[-1]
