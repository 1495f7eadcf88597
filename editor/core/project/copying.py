"""Writes a whole project, with unsaved changes and its code, to another folder: save as, or a sample's own copy."""

import fnmatch
import json
import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path as FilePath

from engine.document import Document
from engine.schema.file_bytes import bytes_of, place_in

LEFT_BEHIND = ("__pycache__", "*.bak", "*.tmp", "*.part", ".git", ".hg", ".svn")
BOM = b"\xef\xbb\xbf"


class CopyRefusedError(Exception):
    """A folder that a project cannot be copied to; the message says why and what to choose instead."""


def copy_project(document: Document, target: FilePath) -> FilePath:
    """Write the project as it is in the document, and all that lies beside it, to a new or empty folder.

    Files of no concern to the document (code, assets, notes, broken files) are copied as they are; links, backups,
    drafts and a version control's folder stay behind. A failure takes away again what had been written.

    Returns:
        The folder, resolved.

    Raises:
        CopyRefusedError: The folder holds something, or lies inside the project.
        OSError: Something cannot be read or written; nothing of it stays.
    """
    return _copied(document.folder, target, partial(_write_texts, document))


def copy_folder(source: FilePath, target: FilePath) -> FilePath:
    """Write a project that is not open to a new or empty folder; raises as `copy_project` does."""
    return _copied(source, target, lambda _target: None)


def _copied(source: FilePath, target: FilePath, finish: Callable[[FilePath], object]) -> FilePath:
    """Copy the files, finish the copy, and leave nothing of it where either fails."""
    source, target = source.resolve(), target.expanduser().resolve()
    check_target(source, target)
    existed = target.is_dir()
    try:
        _copy_files(source, target)
        finish(target)
    except OSError:
        _take_away(target, existed)
        raise
    return target


def check_target(source: FilePath, target: FilePath) -> None:
    """Raise CopyRefusedError when a project of one folder cannot be copied to another."""
    if target.exists() and not target.is_dir():
        raise CopyRefusedError(f"{target} is a file; choose or name a new folder.")
    if target == source or target.is_relative_to(source):
        raise CopyRefusedError(f"{target} lies inside the project itself; choose a folder outside of it.")
    if target.is_dir() and any(target.iterdir()):
        raise CopyRefusedError(f"{target} is not empty; choose or name an empty folder, so that nothing is replaced.")


def _copy_files(source: FilePath, target: FilePath) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if not source.is_dir():
        # The project's folder has vanished; what the document holds can still be written.
        return
    for place, folders, files in os.walk(source, onerror=_refuse):
        here = FilePath(place)
        folders[:] = sorted(name for name in folders if _belongs(here / name))
        for name in folders:
            (target / (here / name).relative_to(source)).mkdir(exist_ok=True)
        for name in sorted(files):
            if _belongs(here / name):
                shutil.copy2(here / name, target / (here / name).relative_to(source))


def _refuse(error: OSError) -> None:
    raise error


def _belongs(path: FilePath) -> bool:
    """Whether a file or folder is part of the project; a link may lead anywhere, so none is."""
    return not path.is_symlink() and not any(fnmatch.fnmatch(path.name, pattern) for pattern in LEFT_BEHIND)


def _write_texts(document: Document, target: FilePath) -> None:
    """Bring the copied files to what the document says; those that say it already keep every byte."""
    for name in document.on_disk().keys() - document.files.keys():
        place_in(target, name).unlink(missing_ok=True)
    for name in document.files:
        path = place_in(target, name)
        data = bytes_of(name, document.text(name))
        if path.is_file() and path.read_bytes().removeprefix(BOM) == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())


def _take_away(target: FilePath, existed: bool) -> None:
    for path in list(target.iterdir()) if target.is_dir() else []:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if not existed and target.is_dir():
        shutil.rmtree(target, ignore_errors=True)


def retitle(folder: FilePath, title: str) -> None:
    """Give a copied project another title, in the one line that holds it."""
    head = folder / "project.toml"
    text = head.read_bytes().decode("utf-8")
    line = f"title = {json.dumps(title, ensure_ascii=False)}"
    # Bytes, since a text file's line ends would become those of the system.
    head.write_bytes(re.sub(r"(?m)^title = [^\r\n]*", lambda _: line, text, count=1).encode("utf-8"))
