"""Watches a project's folder in a thread of its own and tells which of its files another program has touched."""

import logging
import math
import os
import queue
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path as FilePath

from engine.document.disk.files import tile_folders
from engine.schema.file_bytes import suffix_in
from engine.schema.files import FOLDERS
from engine.schema.tile import TERRAIN

DEBOUNCE_MS = 100
STEP_MS = 50
LOOK_MS = 400
POLL_MS = 500
LOOK_ALL_S = 5.0
GRACE_S = 1.0
REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "vboxsf", "prl_fs"})
"""File systems whose kernel tells nothing of what other machines write."""


class Watch:
    """Follows one folder at a time.

    The thread starts with the first `take` after `open`: whoever never asks pays nothing. It looks only at what the
    project consists of, comes back when a folder is made anew, and ends within a second of `close`.
    """

    def __init__(self) -> None:
        self.is_enabled = True
        self.is_polling = False
        self._folder: FilePath | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._news: queue.SimpleQueue[frozenset[str] | None] = queue.SimpleQueue()

    def open(self, folder: FilePath) -> None:
        """Follow a folder instead of the last one."""
        self.close()
        self._folder = folder

    def close(self) -> None:
        """Follow nothing; the thread is gone when this returns."""
        self._folder = None
        self._stop.set()
        if self._thread is not None:
            self._thread.join(GRACE_S)
        self._thread = None
        self._stop = threading.Event()
        self._news = queue.SimpleQueue()

    @property
    def is_running(self) -> bool:
        """Whether the thread is at work."""
        return self._thread is not None and self._thread.is_alive()

    def take(self) -> frozenset[str] | None:
        """The files that were touched since the last call, as "scenes/grove"; None when any of them may have been."""
        if self._folder is not None and self._thread is None and self.is_enabled:
            self._start(self._folder)
        touched: set[str] = set()
        is_everything = False
        while True:
            try:
                news = self._news.get_nowait()
            except queue.Empty:
                break
            is_everything = is_everything or news is None
            touched |= news or frozenset()
        return None if is_everything else frozenset(touched)

    def _start(self, folder: FilePath) -> None:
        work = _Follower(folder, self._stop, self._news)
        self.is_polling = work.must_poll
        self._thread = threading.Thread(target=work.run, name="watch", daemon=True)
        self._thread.start()


class _Follower:
    """What the thread does."""

    def __init__(
        self, folder: FilePath, stop: threading.Event, news: "queue.SimpleQueue[frozenset[str] | None]"
    ) -> None:
        self._folder = folder
        self._stop, self._news = stop, news
        self.must_poll = is_remote(folder)

    def run(self) -> None:
        """Follow until told to stop; a round ends when a folder came, went or was replaced."""
        while not self._stop.is_set():
            places = self._places()
            if not places:
                self._news.put(None)
                self._wait_for(places)
                continue
            try:
                self._follow(places)
            except Exception as error:
                if self.must_poll:
                    logging.getLogger(__name__).debug("watching %s failed", self._folder, exc_info=True)
                    self._wait_for(places)
                else:
                    # Most often the system's limit of watches is used up.
                    logging.getLogger(__name__).debug("watching %s by polling from now on: %s", self._folder, error)
                    self.must_poll = True

    def _follow(self, places: dict[FilePath, tuple[int, int]]) -> None:
        from watchfiles import watch

        rounds = watch(
            *places,
            watch_filter=lambda _change, path: bool(self._names([path])),
            debounce=DEBOUNCE_MS,
            step=STEP_MS,
            stop_event=self._stop,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=self.must_poll or None,
            poll_delay_ms=POLL_MS,
            recursive=False,
            ignore_permission_denied=True,
        )
        due = 0.0
        for changes in rounds:
            if time.monotonic() >= due:
                # From here on nothing is missed; what happened before is found by looking at everything once. Polling
                # compares time stamps of whole seconds, so there a look now and then finds what it overlooks.
                self._news.put(None)
                due = time.monotonic() + (LOOK_ALL_S if self.must_poll else math.inf)
            elif changes:
                self._news.put(frozenset(self._names(path for _change, path in changes)))
            if self._places() != places:
                return

    def _wait_for(self, places: dict[FilePath, tuple[int, int]]) -> None:
        """The folder is gone, or can't be followed: look again now and then."""
        while not self._stop.wait(LOOK_MS / 1000):
            if self._places() != places or self.must_poll:
                return

    def _places(self) -> dict[FilePath, tuple[int, int]]:
        """The folders that hold a project's files, with what tells a new folder of the same name from the old."""
        found: dict[FilePath, tuple[int, int]] = {}
        for place in (
            self._folder,
            *(self._folder / name for name in (*FOLDERS, TERRAIN, *tile_folders(self._folder))),
        ):
            try:
                state = place.stat()
            except OSError:
                continue
            found[place] = (state.st_dev, state.st_ino)
        return found if self._folder in found else {}

    def _names(self, paths: Iterable[str]) -> list[str]:
        return [name for path in paths if (name := file_name(self._folder, FilePath(path)))]


def file_name(folder: FilePath, path: FilePath) -> str:
    """What a path is called in the document, as "scenes/grove"; empty for whatever is no file of the project."""
    if path.suffix != suffix_in(path.parent.name) or path.name.startswith("."):
        return ""
    if path.parent == folder:
        return "project" if path.name == "project.toml" else ""
    if path.parent.parent == folder / TERRAIN:
        return f"{TERRAIN}/{path.parent.name}/{path.stem}" if not path.parent.name.startswith(".") else ""
    inside = path.parent.parent == folder and path.parent.name in FOLDERS
    return f"{path.parent.name}/{path.stem}" if inside else ""


def is_remote(folder: FilePath) -> bool:
    """Whether a folder lies on another machine, so that changes there are seen only by looking."""
    if sys.platform == "win32":
        return str(folder.resolve()).startswith("\\\\")
    try:
        mounts = FilePath("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    here = os.path.realpath(folder)
    best, kind = "", ""
    for line in mounts.splitlines():
        place, _, rest = line.partition(" ")[2].partition(" ")
        name = rest.partition(" ")[0]
        root = place.replace("\\040", " ").rstrip("/")
        if len(root) >= len(best) and (here == root or here.startswith(f"{root}/")):
            best, kind = root, name
    return kind in REMOTE
