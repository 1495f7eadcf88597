"""Locks on files: one owner at a time, and none once the owner has ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.file_lock import FileLock

HOLD = """
import sys
from pathlib import Path
from engine.file_lock import FileLock
assert FileLock(Path(sys.argv[1])).acquire()
"""


def test_one_owner_at_a_time(tmp_path: Path):
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")

    assert first.acquire()
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_others_read_what_the_owner_wrote(tmp_path: Path):
    lock = FileLock(tmp_path / "lock")
    lock.acquire()
    lock.write(b"a longer note")
    lock.write(b"mine")

    assert (tmp_path / "lock").read_bytes() == b"mine"
    lock.release(remove=True)
    assert not (tmp_path / "lock").exists()


def test_only_the_owner_writes(tmp_path: Path):
    with pytest.raises(RuntimeError, match="only the owner"):
        FileLock(tmp_path / "lock").write(b"not mine")


def test_a_process_that_ended_holds_nothing(tmp_path: Path):
    subprocess.run([sys.executable, "-c", HOLD, str(tmp_path / "lock")], check=True)
    lock = FileLock(tmp_path / "lock")

    assert lock.acquire()
    lock.release()


def test_a_link_is_not_followed(tmp_path: Path):
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match="lock"):
        FileLock(tmp_path / "lock").acquire()
    assert not (tmp_path / "elsewhere").exists()
