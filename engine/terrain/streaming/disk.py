"""Chunks made before, kept in files: checked when read, bounded, and given up with a reason where the disk refuses."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
import threading
from array import array
from collections import deque
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import numpy as np

from engine.terrain.chunk import Chunk
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.chunk_code import LARGEST_FILE, ChunkCodeError, pack_chunk, unpack_chunk
from engine.terrain.streaming.faults import NO_FAULTS, Faults
from engine.world.compiler.cache import cache_folder

ENDING = ".chunk"
KEPT = 0.9
"""Share of the room that eviction goes down to, so that it is not due again at once."""
STATES_KEPT = 3
"""So many versions of the program, this one among them, keep their chunks side by side, each up to its limit."""
MOST_ERRORS = 8
"""So many failures in a row turn the cache off."""
MOST_REPORTS = 64
REFUSALS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EFBIG})
"""What a disk says that will say the same for the next chunk."""


_STATE = re.compile(r"[0-9a-f]{16}")


class DiskCache:
    """Files `LEVEL/X_Z_TOKEN.chunk` in a folder, up to `limit` bytes; the oldest are removed first.

    Asked from any thread; raises nothing. A file that is damaged, cut off or another's is removed and told in
    `reports`, and its chunk counts as not there. A disk that is full or can't be written turns the cache off: `problem`
    says why, and nothing is read or written from then on.
    """

    def __init__(self, folder: Path, limit: int, *, faults: Faults = NO_FAULTS) -> None:
        self.folder = folder
        self.limit = limit
        self.nbytes = 0
        self.problem = ""
        self.corrupt = 0
        self.reports: deque[str] = deque(maxlen=MOST_REPORTS)
        self._faults = faults
        self._door = threading.Lock()
        self._has_looked = False
        self.most_buffer_bytes = 0
        self._buffers = 0
        self._errors = 0
        self._tries: dict[ChunkKey, int] = {}
        self._made: set[str] = set()
        self._room = str(folder)

    @property
    def is_on(self) -> bool:
        """Whether chunks are read and written."""
        return not self.problem and self.limit > 0

    def read(self, key: ChunkKey, token: int) -> Chunk | None:
        """The chunk with that token; None where there is none that can be used."""
        if not self.is_on:
            return None
        path = self._place(key, token)
        try:
            if self._strikes(key):
                raise OSError(errno.EIO, "reading was told to fail")
            with open(path, "rb") as file:
                data = file.read(LARGEST_FILE)
            self._errors = 0
            with self._buffer(len(data)):
                return unpack_chunk(data, key, token)
        except FileNotFoundError:
            return None
        except ChunkCodeError as error:
            self.corrupt += 1
            self._report(f"{os.path.basename(path)}: {error}; the chunk is made again")
            self._remove(path)
        except OSError as error:
            self._refused(f"{os.path.basename(path)} can't be read: {error.strerror}", error)
        return None

    def write(self, chunk: Chunk) -> None:
        """Keep a chunk; whoever reads meanwhile sees the whole file or none."""
        if not self.is_on:
            return
        path = self._place(chunk.key, chunk.version)
        # Not through `write_whole`: to wait for the disk costs more than a lost chunk, and a torn file is found out.
        level, name = os.path.split(path)
        draft = os.path.join(level, f".{name}.{threading.get_ident():x}")
        data = pack_chunk(chunk)
        try:
            if self._strikes(chunk.key):
                raise OSError(errno.EIO, "writing was told to fail")
            if level not in self._made:
                os.makedirs(level, exist_ok=True)
                self._made.add(level)
            before = _size(path)
            with self._buffer(len(data)), open(draft, "wb") as file:
                file.write(data)
            os.replace(draft, path)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.unlink(draft)
            self._made.discard(level)
            self._refused(f"{self.folder} can't be written: {error.strerror}", error)
            return
        with self._door:
            self._errors = 0
            if not self._has_looked:
                self._has_looked = True
                _forget_old_states(self.folder)
                self.nbytes = sum(size for _, size, _ in self._files())
            else:
                self.nbytes += len(data) - before
            if self.nbytes > self.limit:
                self._evict()

    def set_limit(self, limit: int) -> None:
        """Another number of bytes, kept to from the next write on; 0 turns the cache off."""
        self.limit = limit

    @contextlib.contextmanager
    def _buffer(self, size: int) -> Generator[None]:
        """Count the bytes of a file while they are held."""
        with self._door:
            self._buffers += size
            self.most_buffer_bytes = max(self.most_buffer_bytes, self._buffers)
        try:
            yield
        finally:
            with self._door:
                self._buffers -= size

    def _evict(self) -> None:
        """Remove the oldest files. Tens of thousands of paths would take megabytes, so the age is looked up first."""
        times, sizes = array("q"), array("q")
        for written, size, _ in self._files():
            times.append(written)
            sizes.append(size)
        total = self.nbytes = sum(sizes)
        if total <= self.limit * KEPT:
            return
        order = np.argsort(np.frombuffer(times, np.int64), kind="stable")
        kept = total - np.cumsum(np.frombuffer(sizes, np.int64)[order])
        last = times[int(order[int(np.argmax(kept <= self.limit * KEPT))])]
        for written, size, path in self._files():
            if written <= last and self._remove(path, is_counted=False):
                total -= size
        self.nbytes = total

    def _files(self) -> Iterator[tuple[int, int, str]]:
        """Time of writing [ns], size and path of every file."""
        try:
            levels = [entry.path for entry in os.scandir(self.folder) if entry.is_dir(follow_symlinks=False)]
        except OSError:
            return
        for level in levels:
            # Another window may remove a level while it is walked.
            with contextlib.suppress(OSError):
                for entry in os.scandir(level):
                    with contextlib.suppress(OSError):
                        status = entry.stat(follow_symlinks=False)
                        yield status.st_mtime_ns, status.st_size, entry.path

    def _place(self, key: ChunkKey, token: int) -> str:
        # No Path: it interns its parts, and Python 3.12 never frees interned names.
        name = f"{key.x}_{key.z}_{token & (2**64 - 1):016x}{ENDING}"
        return os.path.join(self._room, str(key.level), name)

    def _strikes(self, key: ChunkKey) -> bool:
        if self._faults.cache <= 0.0:
            return False
        with self._door:
            tries = self._tries[key] = self._tries.get(key, -1) + 1
        return self._faults.strikes("cache", key, tries)

    def _remove(self, path: Path | str, *, is_counted: bool = True) -> bool:
        try:
            size = _size(path) if is_counted else 0
            os.unlink(path)
        except OSError:
            return False
        if is_counted and self._has_looked:
            with self._door:
                self.nbytes -= size
        return True

    def _refused(self, told: str, error: OSError) -> None:
        with self._door:
            self._errors += 1
            is_lasting = error.errno in REFUSALS or self._errors >= MOST_ERRORS
        self._report(told)
        if is_lasting and not self.problem:
            self.problem = f"The disk cache is off: {told}. The ground is made anew each time."

    def _report(self, told: str) -> None:
        self.reports.append(told)


def ground_cache_folder() -> Path:
    """Where this program keeps chunks: a folder of its own for each state of the sources that make them."""
    return cache_folder().parent.parent / "terrain" / _sources()


@cache
def _sources() -> str:
    """Hash of what makes the ground, so that a changed program never takes an older one's chunks for its own."""
    room = Path(__file__).resolve().parents[1]
    found = hashlib.blake2b(digest_size=8)
    for path in sorted([*room.glob("*.py"), *room.glob("kernels/*.py")]):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()


def _forget_old_states(folder: Path) -> None:
    """Remove what other versions of the program left beside `folder`, but for those written last; nothing else."""
    if not _STATE.fullmatch(folder.name):
        return
    # What another process holds stays until the next time; nobody waits for the room.
    with contextlib.suppress(OSError):
        others = [path for path in folder.parent.iterdir() if _STATE.fullmatch(path.name) and path != folder]
        written = {path: max((entry.stat().st_mtime_ns for entry in os.scandir(path)), default=0) for path in others}
        for old in sorted(others, key=written.__getitem__)[: max(0, len(others) + 1 - STATES_KEPT)]:
            shutil.rmtree(old, ignore_errors=True)


def _size(path: Path | str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
