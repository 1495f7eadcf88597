"""Tells whether other editors have the same project open; nobody is kept out, but everybody can be told."""

import contextlib
import getpass
import json
import os
import socket
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from engine.file_lock import FileLock
from engine.json_file import parse_json
from engine.process_mark import ProcessMark, own_mark
from engine.user_state import project_key, state_folder


@dataclass(frozen=True)
class Holder:
    """An editor that has a project open; `since` is in seconds since the epoch, by its own clock."""

    pid: int
    start: str
    host: str
    user: str
    since: float


class ProjectLock:
    """This editor's mark on its open project: a locked file, which the system unlocks however the editor ends."""

    def __init__(self) -> None:
        self._lock: FileLock | None = None
        self._project: Path | None = None
        self.problem = ""

    @property
    def held_by(self) -> str | None:
        """Who else has the open project open, as a sentence; None when nobody has."""
        return self.holder(self._project) if self._project is not None else None

    def holder(self, folder: Path | str) -> str | None:
        """Who else has a project open, as a sentence; for asking before it is opened here too."""
        others = self.others(Path(folder))
        if not others:
            return None
        place = _title(Path(folder))
        told = [_words(each) for each in others]
        windows = "another editor window" if len(told) == 1 else f"{len(told)} other editor windows"
        return f"{place} is open in {windows} ({'; '.join(told)})"

    def others(self, folder: Path) -> list[Holder]:
        """The other editors that have a project open, the first one first."""
        found: list[Holder] = []
        # A window that closes right now takes its mark away, and with the last one the folder: it is none of them.
        with contextlib.suppress(OSError):
            for path in sorted(_place(folder).glob("*.lock")):
                if self._lock is not None and path == self._lock.path:
                    continue
                other = FileLock(path)
                if not other.acquire():
                    holder = read_holder(path)
                    found += [holder] if holder is not None else []
                elif not other.is_firm and (holder := read_holder(path)) is not None and _is_alive(holder):
                    other.release()
                    found.append(holder)
                else:
                    other.release(remove=True)
        return sorted(found, key=lambda each: each.since)

    def take(self, folder: Path) -> None:
        """Mark a project as open here; where that can't be written, nobody is told, and `problem` says why."""
        self.release()
        self._project = folder
        place = _place(folder)
        try:
            place.mkdir(parents=True, exist_ok=True)
            for number in range(1, 1000):
                lock = FileLock(place / f"{os.getpid()}-{number}.lock")
                if lock.acquire():
                    lock.write(json.dumps(asdict(_here())).encode())
                    self._lock = lock
                    break
            self.problem = ""
        except OSError as error:
            self.problem = f"{place}: other editors can't be told that the project is open here ({error.strerror})."

    def release(self) -> None:
        """Take the mark away."""
        if self._lock is not None:
            self._lock.release(remove=True)
            with contextlib.suppress(OSError):
                self._lock.path.parent.rmdir()
        self._lock = self._project = None


def _place(folder: Path) -> Path:
    return state_folder() / "open" / project_key(folder)


def _here() -> Holder:
    mark = own_mark()
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    return Holder(mark.pid, mark.start, mark.host, user, time.time())


def read_holder(path: Path) -> Holder | None:
    """Who a lock's file names; None where it names nobody."""
    try:
        raw: Any = parse_json(path.read_bytes()[:4096])
        fields = cast("dict[str, Any]", raw)
        pid, since = int(fields["pid"]), float(fields["since"])
        return Holder(pid, str(fields["start"]), str(fields["host"]), str(fields["user"]), since)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _is_alive(holder: Holder) -> bool:
    return ProcessMark(holder.pid, holder.start, holder.host).is_alive


def _title(folder: Path) -> str:
    from engine.document.disk.files import read_file
    from engine.document.disk.reading import UnusableError, read_text

    try:
        text = read_file(folder, "project", None).text
        title = read_text("project", text).node.title
    except (OSError, UnusableError):
        return folder.name
    return title if title != "project" else folder.name


def _words(holder: Holder) -> str:
    since = time.strftime("%H:%M", time.localtime(holder.since))
    me = _here()
    where = "" if holder.host == socket.gethostname() else f" on {holder.host}"
    who = "" if holder.user == me.user else f" of {holder.user}"
    return f"process {holder.pid}{who}{where}, since {since}"
