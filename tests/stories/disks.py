"""Disks that refuse, for real: a small one that can be filled or write-protected, and a limit on what files may be."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class SmallDisk:
    """A file system of its own, mounted at `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> None:
        """Use up every byte that is free."""
        with (self.folder / "ballast").open("wb", buffering=0) as ballast:
            for size in (65_536, 4096, 1):
                try:
                    while ballast.write(b"0" * size):
                        pass
                except OSError:
                    continue

    def free(self) -> None:
        """Make room again."""
        (self.folder / "ballast").unlink()

    def write_protect(self, is_on: bool) -> None:
        """Let nobody write any more, not even the root user."""
        mode = "remount,ro" if is_on else "remount,rw"
        subprocess.run(["mount", "-o", mode, str(self.folder)], check=True, capture_output=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Mount a disk of one megabyte; a user who may not mount skips the test."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if made.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {made.stderr.strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let this process make no file larger than so many bytes: writing fails as on a full disk, for every user."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write to a folder away; for the root user, who may write anywhere, skip."""
    if os.geteuid() == 0:
        pytest.skip("the root user may write to every folder; the write-protected disk stands in for this")
    parts = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for part in parts:
        part.chmod(0o555)
    try:
        yield
    finally:
        for part in parts:
            part.chmod(0o755)
