"""Writes files so that a crash at any moment leaves the old version or the new one, never half of either."""

import contextlib
import errno
import os
import pathlib
import shutil
import time
from collections.abc import Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from engine.document.disk.files import DiskFile, Places, Reading, Stamp
from engine.document.disk.reading import UnusableError
from engine.document.errors import DocumentError, file_place
from engine.document.state.node import FileNode
from engine.schema.file_bytes import bytes_of, is_mesh, place_in
from engine.schema.limits import LimitError, check_limits
from engine.schema.tile import TERRAIN, scene_of_tile

_ADVICE = {
    errno.ENOSPC: "free space; make room on the disk and save again",
    errno.EDQUOT: "free space; make room on the disk and save again",
    errno.EROFS: "a folder that this user may write to; make it writable and save again, or save a copy elsewhere",
    errno.EACCES: "a folder that this user may write to; change its permissions and save again, or save a copy "
    "elsewhere",
    errno.EPERM: "a folder that this user may write to; change its permissions and save again, or save a copy "
    "elsewhere",
}
FEW, AT_ONCE = 8, 16
"""Up to so many files are brought to the disk one after the other; of more, so many at a time."""
LOOKED_AT_FROM = 4 * 1024 * 1024
"""Shorter files that the editor wrote lie far inside the limits of reading [characters]."""


@dataclass
class _Pending:
    """One file to be written or, without a node, deleted."""

    name: str
    path: pathlib.Path
    node: FileNode | None
    bom: str = ""

    @property
    def temporary(self) -> pathlib.Path:
        """Where the new version is written before it takes its place."""
        return self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")


def save_files(
    folder: pathlib.Path, nodes: Mapping[str, FileNode | None], disk: dict[str, DiskFile]
) -> list[pathlib.Path]:
    """Write the nodes' texts: all new versions first, then one rename each; the old version becomes NAME.toml.bak.

    Args:
        folder: The project's folder.
        nodes: What to write, by file; None deletes the file.
        disk: What is known of the disk; brought up to date with each file that is in its place.

    Raises:
        DocumentError: A file can't be written; the project on disk is as before, or, where a late step fails, each of
            its files is either the old one or the new one.
    """
    places = Places(folder)
    pending = [_described(places, name, node, disk.get(name)) for name, node in nodes.items()]
    written = [each for each in pending if each.node is not None]
    # Where letters are alike in both cases, GROVE and grove are one file: the old one has to make room first.
    names = {each.name.casefold() for each in written}
    clashing = [each for each in pending if each.node is None and each.name.casefold() in names]
    # All others are deleted last, so that what moved from one file to another is at no moment in neither.
    deleted = [each for each in pending if each.node is None and each not in clashing]
    try:
        is_synced = len(written) <= FEW
        for each in written:
            _write(each, is_synced=is_synced)
        if not is_synced:
            _sync_all(written)
        for each in clashing:
            _delete(folder, each, disk)
        for each in written:
            _replace(folder, each, disk)
        for each in deleted:
            _delete(folder, each, disk)
        _sync_folders(pending)
        _clear_folders(folder, deleted)
    finally:
        for each in written:
            with contextlib.suppress(OSError):
                each.temporary.unlink(missing_ok=True)
    return [each.path for each in pending]


def _described(places: Places, name: str, node: FileNode | None, known: DiskFile | None) -> _Pending:
    if node is not None and len(node.text) > LOOKED_AT_FROM and not is_mesh(name):
        _check_readable(name, node.text)
    return _Pending(name, place_to_write(places.folder, name, places), node, known.reading.bom if known else "")


def _check_readable(name: str, text: str) -> None:
    """Refuse to write what could not be opened again."""
    try:
        check_limits(text)
    except LimitError as error:
        raise DocumentError(
            f"{error.message}: it could not be opened again, so it was not written",
            file_place(name),
            "a smaller file; move some of its entities to another scene or encounter and save again",
        ) from error


def place_to_write(folder: pathlib.Path, name: str, places: Places | None = None) -> pathlib.Path:
    """The real place of a file, links followed; `places` is for who asks for many at once.

    Raises:
        DocumentError: It lies outside the project's folder, or a folder stands there.
    """
    try:
        path = (places or Places(folder)).locate(name)
    except UnusableError as error:
        raise DocumentError(f"{error.what}, so it was not written", file_place(name), error.expected) from error
    if path.is_dir():
        raise DocumentError(
            "a folder stands where the file belongs, so it was not written",
            file_place(name),
            "no folder of that name; move it away and save again",
        )
    return path


def _write(file: _Pending, *, is_synced: bool) -> None:
    assert file.node is not None
    with _told(file.name):
        file.path.parent.mkdir(parents=True, exist_ok=True)
        with file.temporary.open("wb") as stream:
            stream.write(bytes_of(file.name, file.bom + file.node.text))
            stream.flush()
            if is_synced:
                os.fsync(stream.fileno())
        if file.path.exists():
            shutil.copymode(file.path, file.temporary)


def _sync_all(written: list[_Pending]) -> None:
    """Bring many files to the disk itself, side by side: one after the other each waits for a turn of the disk."""

    def sync(file: _Pending) -> None:
        with _told(file.name):
            handle = os.open(file.temporary, os.O_RDWR | getattr(os, "O_BINARY", 0))
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="save") as pool:
        for _ in pool.map(sync, written):
            pass


def _replace(folder: pathlib.Path, file: _Pending, disk: dict[str, DiskFile]) -> None:
    assert file.node is not None
    _check_still_there(folder, file)
    with _told(file.name):
        if file.path.exists():
            _back_up(file.path)
        os.replace(file.temporary, file.path)
        stamp = Stamp.of(file.path.stat())
        disk[file.name] = DiskFile(Reading(file.node.text, file.bom, stamp, time.time_ns()), file.node)


def _delete(folder: pathlib.Path, file: _Pending, disk: dict[str, DiskFile]) -> None:
    _check_still_there(folder, file)
    with _told(file.name, "deleted"):
        link = place_in(folder, file.name)
        if link.is_symlink():
            link.unlink()
        with contextlib.suppress(FileNotFoundError):
            os.replace(file.path, file.path.with_name(f"{file.path.name}.bak"))
        disk.pop(file.name, None)


def _check_still_there(folder: pathlib.Path, file: _Pending) -> None:
    """Somebody may have put a link in the way since the save began."""
    if place_to_write(folder, file.name) != file.path:
        raise DocumentError(
            "the file was moved while it was being saved, so it was not written",
            file_place(file.name),
            "a folder that stays in its place; save again",
        )


def _back_up(path: pathlib.Path) -> None:
    backup = path.with_name(f"{path.name}.bak")
    interim = path.with_name(f".{path.name}.{os.getpid()}.bak")
    interim.unlink(missing_ok=True)
    try:
        try:
            os.link(path, interim)
        except OSError:
            # Some file systems have no hard links.
            shutil.copy2(path, interim)
        os.replace(interim, backup)
    finally:
        with contextlib.suppress(OSError):
            interim.unlink(missing_ok=True)


def _sync_folders(pending: list[_Pending]) -> None:
    if os.name != "posix":
        return
    first: dict[pathlib.Path, str] = {}
    for each in pending:
        first.setdefault(each.path.parent, each.name)
    for folder, name in first.items():
        with _told(name):
            if not folder.is_dir():
                continue
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            except OSError as error:
                # Some file systems can't; nothing better can be done there.
                if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                    raise
            finally:
                os.close(handle)


def _clear_folders(folder: pathlib.Path, deleted: list[_Pending]) -> None:
    """Take away the folders of tiles that hold nothing any more, not even a backup."""
    scenes = {scene for each in deleted if (scene := scene_of_tile(each.name)) is not None}
    for place in (*(folder / TERRAIN / scene for scene in sorted(scenes)), *([folder / TERRAIN] if scenes else [])):
        # One that still holds something can't be removed, and is to stay.
        with contextlib.suppress(OSError):
            if not place.is_symlink():
                place.rmdir()


@contextmanager
def _told(name: str, verb: str = "written") -> Generator[None]:
    """Turn what the system says into what a user can act on."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(
            f"the file can't be {verb} ({reason}); the version on disk is unharmed",
            file_place(name),
            _ADVICE.get(error.errno or 0, "a disk that can be written to; see to that and save again"),
        ) from error
