"""A commit's files in a folder of their own, for as long as they are needed, however that ends."""

import contextlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from engine.file_lock import FileLock

PREFIX, OWNER = "astraweave-verify-", "owner.lock"
YOUNG_S = 60.0
"""A folder that is younger may not have got its owner yet."""


class TreeError(Exception):
    """What git can't give; the message says what, and what was expected."""


@contextmanager
def trees_of(repository: Path, commits: Sequence[str]) -> Generator[list[Path]]:
    """A work tree of each commit, gone again afterwards. TreeError for no repository, or for an unknown commit.

    They go too when the process is told to end (SIGTERM) or interrupted. What one left that was killed goes first.
    """
    shas = [full_sha(repository, commit) for commit in commits]
    sweep(repository)
    with _leaving_in_peace():
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        owner = FileLock(folder / OWNER)
        trees = [folder / f"{number}-{sha[:12]}" for number, sha in enumerate(shas)]
        try:
            owner.acquire()
            for tree, sha in zip(trees, shas, strict=True):
                _git(repository, "worktree", "add", "--detach", "--quiet", str(tree), sha)
            yield trees
        finally:
            with _unhurried():
                for tree in trees:
                    _take_down(repository, tree)
                owner.release()
                shutil.rmtree(folder, ignore_errors=True)


def sweep(repository: Path) -> None:
    """Take down work trees and folders of processes that were killed; the operating system tells which those are."""
    listed = _git(repository, "worktree", "list", "--porcelain").splitlines()
    trees = [Path(line.removeprefix("worktree ")) for line in listed if line.startswith("worktree ")]
    left: dict[Path, list[Path]] = {each: [] for each in Path(tempfile.gettempdir()).glob(f"{PREFIX}*")}
    for tree in trees:
        if tree.parent.name.startswith(PREFIX):
            left.setdefault(tree.parent, []).append(tree)
    for folder, made in left.items():
        owner = FileLock(folder / OWNER)
        if not _is_orphan(folder, owner):
            owner.release()
            continue
        for tree in made:
            _take_down(repository, tree)
        owner.release()
        shutil.rmtree(folder, ignore_errors=True)


def full_sha(repository: Path, commit: str) -> str:
    """The commit's 40 digits. TreeError when there is none of that name."""
    try:
        return _git(repository, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}").strip()
    except TreeError as error:
        if "not a git repository" in str(error):
            raise
        raise TreeError(f"{commit} is no commit of {repository}; expected a hash, a branch or a tag") from None


def _is_orphan(folder: Path, owner: FileLock) -> bool:
    """Whether nobody holds a folder; `owner` holds it then, where it is still there."""
    try:
        if not folder.is_dir():
            return True
        if not owner.path.exists() and time.time() - folder.stat().st_mtime < YOUNG_S:
            return False
        return owner.acquire() and owner.is_firm
    except OSError:  # somebody else's
        return False


def _take_down(repository: Path, tree: Path) -> None:
    """Forget a tree and its folder; twice forced, since one that was being made is locked."""
    with contextlib.suppress(TreeError):  # it was never made
        _git(repository, "worktree", "remove", "--force", "--force", str(tree))


@contextmanager
def _leaving_in_peace() -> Generator[None]:
    """Make an end of the process from outside an exception, so that it takes down what it built."""
    is_ours = threading.current_thread() is threading.main_thread()
    if not is_ours or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def leave(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _unhurried() -> Generator[None]:
    """Nobody interrupts the taking down; git inherits that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _git(repository: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(repository), *arguments], capture_output=True, text=True, timeout=120, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TreeError(f"git can't be run: {error}") from None
    if done.returncode:
        raise TreeError(f"git {arguments[0]}: {done.stderr.strip() or 'failed'}")
    return done.stdout
