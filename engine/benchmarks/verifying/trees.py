"""A commit's files in a folder of their own, for as long as they are needed."""

import subprocess
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path


class TreeError(Exception):
    """What git can't give; the message says what, and what was expected."""


@contextmanager
def trees_of(repository: Path, commits: Sequence[str]) -> Generator[list[Path]]:
    """A work tree of each commit, gone again afterwards. TreeError for no repository, or for an unknown commit."""
    shas = [full_sha(repository, commit) for commit in commits]
    with tempfile.TemporaryDirectory(prefix="astraweave-verify-") as folder:
        made: list[Path] = []
        try:
            for number, sha in enumerate(shas):
                tree = Path(folder) / f"{number}-{sha[:12]}"
                _git(repository, "worktree", "add", "--detach", "--quiet", str(tree), sha)
                made.append(tree)
            yield made
        finally:
            for tree in made:
                _git(repository, "worktree", "remove", "--force", str(tree))


def full_sha(repository: Path, commit: str) -> str:
    """The commit's 40 digits. TreeError when there is none of that name."""
    try:
        return _git(repository, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}").strip()
    except TreeError as error:
        if "not a git repository" in str(error):
            raise
        raise TreeError(f"{commit} is no commit of {repository}; expected a hash, a branch or a tag") from None


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
