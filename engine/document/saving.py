"""Writes files so that a crash at any moment leaves the old version or the new one, never half of either."""

import contextlib
import os
import pathlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass

from engine.document.errors import DocumentError, file_place
from engine.document.node import FileNode


@dataclass
class DiskFile:
    """What is known about a file on disk: its text as read or written last, and the node that the text belongs to."""

    path: pathlib.Path
    text: str
    node: FileNode
    bom: str = ""

    @property
    def raw(self) -> bytes:
        """The bytes that should be on disk."""
        return (self.bom + self.text).encode("utf-8")


def save_files(
    folder: pathlib.Path, nodes: Mapping[str, FileNode], disk: dict[str, DiskFile], overwrite: bool
) -> list[pathlib.Path]:
    """Write the nodes' texts: all new versions first, then one rename each; the old version becomes NAME.toml.bak.

    Raises:
        DocumentError: A file can't be written, or was changed by another program; the project on disk is as before,
            or, where the very last step fails, each of its files is either the old one or the new one.
    """
    pending = {name: _described(folder, name, node, disk.get(name)) for name, node in nodes.items()}
    if not overwrite:
        for name, file in pending.items():
            _refuse_foreign(name, file, disk.get(name))
    temporary: dict[str, pathlib.Path] = {}
    try:
        for name, file in pending.items():
            temporary[name] = file.path.with_name(f".{file.path.name}.{os.getpid()}.tmp")
            _write(name, file, temporary[name])
        for name, file in pending.items():
            _replace(name, file, temporary[name])
            disk[name] = file
    finally:
        for path in temporary.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    return [file.path for file in pending.values()]


def _described(folder: pathlib.Path, name: str, node: FileNode, known: DiskFile | None) -> DiskFile:
    path = known.path if known else folder.joinpath(*f"{name}.toml".split("/"))
    return DiskFile(path, node.text, node, known.bom if known else "")


def _refuse_foreign(name: str, file: DiskFile, known: DiskFile | None) -> None:
    try:
        found = file.path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise _failure(name, error) from error
    if known is None or found != known.raw:
        raise DocumentError(
            "another program has changed the file since it was opened, so it was not written",
            file_place(name),
            "the version that was opened; reload the project, or save over the other version (it is kept as .bak)",
        )


def _write(name: str, file: DiskFile, target: pathlib.Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            stream.write(file.raw)
            stream.flush()
            os.fsync(stream.fileno())
        if file.path.exists():
            shutil.copymode(file.path, target)
    except OSError as error:
        raise _failure(name, error) from error


def _replace(name: str, file: DiskFile, written: pathlib.Path) -> None:
    try:
        if file.path.exists():
            _back_up(file.path)
        os.replace(written, file.path)
        _sync_folder(file.path.parent)
    except OSError as error:
        raise _failure(name, error) from error


def _back_up(path: pathlib.Path) -> None:
    backup = path.with_name(f"{path.name}.bak")
    interim = path.with_name(f".{path.name}.{os.getpid()}.bak")
    interim.unlink(missing_ok=True)
    try:
        os.link(path, interim)
    except OSError:
        # Some file systems have no hard links.
        shutil.copy2(path, interim)
    os.replace(interim, backup)


def _sync_folder(folder: pathlib.Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failure(name: str, error: OSError) -> DocumentError:
    reason = error.strerror or str(error)
    return DocumentError(
        f"the file can't be written ({reason}); the version on disk is unharmed",
        file_place(name),
        "a folder with free space that this user may write to",
    )
