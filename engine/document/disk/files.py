"""Reads a project's files from disk, follows no link out of its folder, and remembers what was read."""

import os
import pathlib
import stat
import time
from dataclasses import dataclass
from typing import NamedTuple

from engine.document.disk.reading import BOM, UnusableError, kind_of
from engine.document.state.node import FileNode
from engine.schema.file_bytes import named_on_disk, suffix_in, text_of
from engine.schema.files import FOLDERS
from engine.schema.limits import LARGEST_BYTES
from engine.schema.tile import TERRAIN

MOST_FILES = 4096
"""Files of one kind that are read at most."""
MOST_TILES = 65_536
"""Tiles of one scene's ground that are read at most: 16.8 km2 at a metre between lattice points."""
SETTLED_NS = 2_000_000_000
"""A file that was read sooner than this after its time stamp may have been changed since under the same stamp: FAT
counts in steps of two seconds."""


class Stamp(NamedTuple):
    """What a file system tells of a file without reading it."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """The stamp in a file's status."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


@dataclass(frozen=True)
class Reading:
    """One reading of a file: its text, its byte order mark if it has one, its stamp, and when that was."""

    text: str
    bom: str = ""
    stamp: Stamp | None = None
    read_ns: int = 0

    @property
    def raw(self) -> bytes:
        """The bytes that were read."""
        return (self.bom + self.text).encode("utf-8")

    def still_holds(self, stamp: Stamp) -> bool:
        """Whether a file with that stamp can't have been changed since."""
        known = self.stamp
        if known is None or known != stamp:
            return False
        return self.read_ns - max(known.modified_ns, known.changed_ns) > SETTLED_NS


@dataclass(frozen=True)
class DiskFile:
    """What the disk holds of a file as far as is known, and the node of that text where it is at hand."""

    reading: Reading
    node: FileNode | None = None

    @property
    def text(self) -> str:
        """The text as read or written last."""
        return self.reading.text


def listed(folder: pathlib.Path) -> list[str]:
    """The names of all files of a project that lie in its folder but project.toml; hidden files are none."""
    found: list[str] = []
    for directory, most in _directories(folder):
        found += [f"{directory}/{stem}" for stem in sorted(_stems(folder, directory))[:most]]
    return found


def overfull(folder: pathlib.Path) -> dict[str, tuple[int, int]]:
    """The folders that hold more files than are read: how many there are, and how many are read."""
    counts = {directory: (len(_stems(folder, directory)), most) for directory, most in _directories(folder)}
    return {directory: (count, most) for directory, (count, most) in counts.items() if count > most}


def tile_folders(folder: pathlib.Path) -> list[str]:
    """The folders of a project that hold tiles of ground, one for each scene: "terrain/grove"."""
    try:
        with os.scandir(folder / TERRAIN) as entries:
            return sorted(f"{TERRAIN}/{each.name}" for each in entries if each.name[0] != "." and each.is_dir())
    except OSError:
        return []


def _directories(folder: pathlib.Path) -> list[tuple[str, int]]:
    """Each folder that may hold files of a project, and how many of them are read."""
    return [*((each, MOST_FILES) for each in FOLDERS), *((each, MOST_TILES) for each in tile_folders(folder))]


def _stems(folder: pathlib.Path, directory: str) -> list[str]:
    end = suffix_in(directory)
    try:
        names = os.listdir(folder / directory)
        return [name.removesuffix(end) for name in names if name.endswith(end) and name[0] != "."]
    except OSError:
        return []


class Places:
    """Finds the real places of a project's files; each folder on the way is looked at once in its life."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self._roots: dict[str, pathlib.Path] = {}

    def locate(self, name: str) -> pathlib.Path:
        """The real place of a file, links followed.

        Raises:
            UnusableError: It lies outside the project's folder, or is another file of the project.
        """
        parent, _, short = name.rpartition("/")
        try:
            path = self.directory(parent) / f"{short}{suffix_in(parent)}"
            real, root = (path.resolve() if os.path.islink(path) else path), self.directory("")
        except (OSError, RuntimeError) as error:
            raise UnusableError("the file is a link that leads nowhere", "a file inside the project") from error
        if not real.is_relative_to(root):
            raise UnusableError("the file is a link that leads out of the project", "a file inside the project")
        meant = real.relative_to(root).as_posix().removesuffix(suffix_in(parent))
        if meant.casefold() != name.casefold() and kind_of(meant) is not None:
            raise UnusableError(
                f"the file is a link to {named_on_disk(meant)}, which the project has already", "a file of its own"
            )
        return real

    def directory(self, name: str) -> pathlib.Path:
        """The real place of a folder. Raises OSError or RuntimeError where links lead nowhere."""
        found = self._roots.get(name)
        if found is None:
            found = self._roots[name] = self.folder.joinpath(*name.split("/")).resolve()
        return found

    def is_outside(self, name: str) -> bool:
        """Whether a folder is a link that leads out of the project, or nowhere."""
        try:
            return not self.directory(name).is_relative_to(self.directory(""))
        except (OSError, RuntimeError):
            return True


def locate(folder: pathlib.Path, name: str) -> pathlib.Path:
    """The real place of a file, links followed.

    Raises:
        UnusableError: It lies outside the project's folder, or is another file of the project.
    """
    return Places(folder).locate(name)


def read_file(folder: pathlib.Path, name: str, known: Reading | None = None, places: Places | None = None) -> Reading:
    """Read a file, or give `known` back when nothing can have changed since.

    Args:
        folder: The project's folder.
        name: The file's name: "scenes/grove".
        known: What was read of it last.
        places: Where files were found a moment ago, for who reads many.

    Raises:
        FileNotFoundError: There is no such file.
        UnusableError: It can't be read, or is no text of a bearable size.
    """
    path = places.locate(name) if places is not None else locate(folder, name)
    try:
        status = path.stat()
        _check(status)
        now = time.time_ns()
        stamp = Stamp.of(status)
        if known is not None and known.still_holds(stamp):
            return known
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(name) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnusableError(f"the file can't be read ({reason})", "a readable file") from error
    try:
        text = text_of(name, raw)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnusableError(f"byte {error.start} is no UTF-8", "a text in UTF-8", line) from error
    bom = BOM if text.startswith(BOM) else ""
    return Reading(text[len(bom) :], bom, stamp, now)


def _check(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnusableError("there is a folder of this name", "a file")
    if not stat.S_ISREG(status.st_mode):
        raise UnusableError("this is no plain file", "a file that holds text")
    if status.st_size > LARGEST_BYTES:
        raise UnusableError(f"the file has {status.st_size / 2**20:.0f} MiB", f"at most {LARGEST_BYTES // 2**20} MiB")
