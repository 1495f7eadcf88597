"""Scans many files: in worker processes where there is much to do, since two threads gain nothing here."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from engine.audit.scanner import scanner_of, scanners
from engine.audit.site import Scan
from engine.audit.tree.kept_scans import content_key

ALONE_BYTES = 1_500_000
"""Up to so much source this process is done before another has begun."""
BATCH_BYTES = 300_000
MOST_PROCESSES = 16
WATCH_SECONDS = 0.1
"""So often a scan looks whether it is still wanted."""


class Cancelled(Exception):  # noqa: N818 - a wish, not a fault
    """The scan was given up because nobody wants it any more."""


class Read(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was read: the key of its content and its scan, or why it could not be read."""

    name: str
    content: str = ""
    scan: Scan | None = None
    problem: str = ""


@dataclass(frozen=True)
class Job:
    """Files to scan below a folder: (name, bytes)."""

    root: Path
    files: Sequence[tuple[str, int]]

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(size for _, size in self.files)


def read_file(root: str, name: str) -> Read:
    """Read and scan one file; an error of the disk is part of the answer."""
    try:
        source = Path(root, name).read_bytes()
    except OSError as error:
        return Read(name, problem=f"it can't be read: {error.strerror or error}")
    scanner = scanner_of(name)
    assert scanner is not None
    return Read(name, content_key(source, PurePosixPath(name).suffix), scanner.scan(source))


def scan_files(job: Job, is_cancelled: Callable[[], bool], processes: int = 0) -> Iterator[list[Read]]:
    """Scan the files, some at a time, in any order; `processes` 0 is one for each core.

    Raises Cancelled soon after `is_cancelled` says so. A file on which a worker dies is told as not understood.
    """
    count = min(processes or os.cpu_count() or 1, MOST_PROCESSES)
    if count == 1 or job.size <= ALONE_BYTES:
        for name, _ in job.files:
            if is_cancelled():
                raise Cancelled
            yield [read_file(os.fspath(job.root), name)]
        return
    yield from _in_processes(job, is_cancelled, count)


def _in_processes(job: Job, is_cancelled: Callable[[], bool], count: int) -> Iterator[list[Read]]:
    left = _batches(job.files)
    lost: list[tuple[str, ...]] = []
    with _pool(count) as pool:
        waiting = {pool.submit(_read_packed, os.fspath(job.root), batch): batch for batch in left}
        yield from _taken(pool, waiting, is_cancelled, lost)
    # A worker died and took along what was under way: each of those files gets a process to take down alone.
    for name in [name for batch in lost for name in batch]:
        with _pool(1) as pool:
            gone: list[tuple[str, ...]] = []
            yield from _taken(
                pool, {pool.submit(_read_packed, os.fspath(job.root), (name,)): (name,)}, is_cancelled, gone
            )
        if gone:
            yield [Read(name, problem="the scanner's process died on it")]


def _taken(
    pool: ProcessPoolExecutor,
    waiting: dict[Future[bytes], tuple[str, ...]],
    is_cancelled: Callable[[], bool],
    lost: list[tuple[str, ...]],
) -> Iterator[list[Read]]:
    """What the workers give, until all have; batches that a dead worker took along go to `lost`."""
    pending = set(waiting)
    try:
        while pending:
            done, pending = wait(pending, WATCH_SECONDS, FIRST_COMPLETED)
            if is_cancelled():
                raise Cancelled
            for future in done:
                try:
                    yield msgspec.msgpack.decode(future.result(), type=list[Read])
                except BrokenProcessPool:
                    lost.append(waiting[future])
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(count: int) -> ProcessPoolExecutor:
    # Never a fork: the window has threads.
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    # Syntax trees hold no cycles, and to look for some among their many nodes takes a tenth of a scan.
    gc.disable()
    scanners()
    gc.freeze()


def _read_packed(root: str, names: tuple[str, ...]) -> bytes:
    packed = msgspec.msgpack.encode([read_file(root, name) for name in names])
    gc.collect()
    return packed


def _batches(files: Sequence[tuple[str, int]]) -> list[tuple[str, ...]]:
    """The files in batches of some `BATCH_BYTES`, the largest files first, so that none is begun last."""
    found: list[tuple[str, ...]] = []
    batch: list[str] = []
    filled = 0
    for name, size in sorted(files, key=lambda each: -each[1]):
        batch.append(name)
        filled += size
        if filled >= BATCH_BYTES:
            found.append(tuple(batch))
            batch, filled = [], 0
    return [*found, tuple(batch)] if batch else found
