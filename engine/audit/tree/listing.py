"""Which files of a folder an audit reads: a walk that tells what it leaves out and why."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from re import compile as compile_pattern

from engine.audit.scanner import Scanner, scanners

LARGEST_BYTES = 32 << 20
"""A larger file is no source that people wrote; it is told, and not read."""
_PACKAGE = compile_pattern(rb"(?m)^\s*\[package\]")
CACHE_TAG = "CACHEDIR.TAG"
BUILT_HERE = {"Cargo.toml", "Cargo.lock", "pyproject.toml"}
"""Beside one of these a folder `target` is what was built: by cargo, by maturin, or by a program such as this one."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells cheaply that a file may have changed."""

    modified: int
    size: int
    inode: int


@dataclass
class Listing:
    """Source files and manifests by their name in the tree, in the order of names, and what was left out, with why."""

    files: dict[str, Stamp] = field(default_factory=dict)
    manifests: dict[str, Stamp] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def listing_of(root: Path, skip: tuple[str, ...], among: tuple[Scanner, ...] = ()) -> Listing:
    """The files below a folder that a scanner wants; folders whose name fits `skip` are not looked into.

    OSError when the folder itself can't be read; those below that can't are told in `refused`.
    """
    wanted = among or tuple(scanners().values())
    suffixes = {suffix for each in wanted for suffix in each.suffixes}
    manifests = {name for each in wanted for name in each.manifests}
    found = Listing()
    is_skipped = skipping(skip)
    waiting = [("", os.fspath(root))]
    while waiting:
        prefix, folder = waiting.pop()
        try:
            with os.scandir(folder) as scanned:
                entries = list(scanned)
        except OSError as error:
            if not prefix:
                raise
            found.refused[prefix.rstrip("/")] = f"the folder can't be read: {error.strerror or error}"
            continue
        names = {entry.name for entry in entries}
        if prefix and CACHE_TAG in names:
            continue
        for entry in entries:
            name = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                is_output = entry.name == "target" and not names.isdisjoint(BUILT_HERE)
                if not is_output and not is_skipped(entry.name):
                    waiting.append((f"{name}/", entry.path))
                continue
            is_source = os.path.splitext(entry.name)[1] in suffixes
            if is_source or entry.name in manifests:
                _take(entry, name, is_source, found)
    for kept in (found.files, found.manifests):
        ordered = sorted(kept.items())
        kept.clear()
        kept.update(ordered)
    return found


@lru_cache(maxsize=16)
def skipping(skip: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a folder of a name is left out."""
    pattern = compile_pattern("|".join(translate(each) for each in skip) or "(?!)")
    return lambda name: pattern.match(name) is not None


def _take(entry: os.DirEntry[str], name: str, is_source: bool, found: Listing) -> None:
    try:
        if entry.is_symlink():
            if is_source:
                found.refused[name] = "it is a symbolic link; what it points to is audited where it lies"
            return
        if not entry.is_file(follow_symlinks=False):
            return
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        found.refused[name] = f"it can't be read: {error.strerror or error}"
        return
    if status.st_size > LARGEST_BYTES:
        found.refused[name] = f"it has {status.st_size} bytes; files up to {LARGEST_BYTES} are read"
        return
    stamp = Stamp(status.st_mtime_ns, status.st_size, status.st_ino)
    (found.files if is_source else found.manifests)[name] = stamp


def package_above(folder: Path) -> Path:
    """The folder of the package that a folder lies in; the folder itself where it is in none, or holds a manifest.

    It is not looked for beyond the repository.
    """
    names = {name for each in scanners().values() for name in each.manifests}
    for place in (folder, *folder.parents):
        for name in names:
            manifest = place / name
            try:
                if manifest.is_file() and (place == folder or _PACKAGE.search(manifest.read_bytes())):
                    return place
            except OSError:
                continue
        if (place / ".git").exists():
            break
    return folder
