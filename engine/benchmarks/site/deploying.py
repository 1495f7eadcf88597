"""Puts files on a branch of a remote as one commit, beside what stands there; the checkout stays as it is."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST_S = 300.0
"""Longest that git may take for one answer; a push goes over a network."""


class DeployError(Exception):
    """What could not be deployed; the message says why, and what was expected."""


@dataclass(frozen=True)
class Deployed:
    """The commit that was pushed, and the one that the branch had before ("" where there was no branch)."""

    commit: str
    before: str


def deploy(checkout: Path, files: Mapping[str, Path], *, remote: str, branch: str, message: str) -> Deployed:
    """Push files (by their path on the branch) on top of a branch of a remote, which is made when it is missing.

    Work tree, index, own branches and hooks of the checkout are left alone; of the branch, files of other paths stay as
    they are. DeployError for no checkout, an unknown remote, or a push that is refused.
    """
    git = _Git(checkout)
    git.run("rev-parse", "--git-dir")
    remotes = git.run("remote").split()
    if remote not in remotes:
        known = f"there are {', '.join(remotes)}" if remotes else "it has none"
        raise DeployError(f"{checkout} has no remote called {remote}; {known}")
    place = f"refs/heads/{branch}"
    if not git.says_yes("check-ref-format", place):
        raise DeployError(f"{branch} can't be the name of a branch; expected one such as gh-pages")
    before = git.run("ls-remote", remote, place).partition("\t")[0].strip()
    if before and not git.says_yes("cat-file", "-e", f"{before}^{{commit}}"):
        git.run("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, place)
    with tempfile.TemporaryDirectory(prefix="astraweave-deploy-") as folder:
        git.index = Path(folder) / "index"
        git.run("read-tree", before or "--empty")
        for path, file in files.items():
            blob = git.run("hash-object", "-w", "--no-filters", "--", str(file.resolve())).strip()
            git.run("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
        tree = git.run("write-tree").strip()
    parent = ("-p", before) if before else ()
    commit = git.run("commit-tree", tree, *parent, "-m", message).strip()
    git.run("push", "--quiet", "--no-verify", remote, f"{commit}:{place}")
    return Deployed(commit, before)


class _Git:
    """Git in one checkout, with an index of its own once it has one."""

    def __init__(self, checkout: Path) -> None:
        self._checkout = checkout
        self.index: Path | None = None

    def run(self, *words: str) -> str:
        """What it prints. DeployError with its own words when it says no."""
        done = self._done(words)
        if done.returncode:
            raise DeployError(f"git {words[0]}: {_last_words(done.stderr) or 'failed'}")
        return done.stdout

    def says_yes(self, *words: str) -> bool:
        """Whether it ends without an error."""
        return self._done(words).returncode == 0

    def _done(self, words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        if self.index is not None:
            environment["GIT_INDEX_FILE"] = str(self.index)
        command = ["git", "-C", str(self._checkout), *words]
        try:
            return subprocess.run(
                command, capture_output=True, text=True, timeout=LONGEST_S, check=False, env=environment
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DeployError(f"git can't be run: {error}") from None


def _last_words(told: str) -> str:
    """What git says of a failure, in one line, without its advice."""
    lines = [line.strip() for line in told.splitlines()]
    return " ".join(line for line in lines if line and not line.startswith("hint:"))[-400:].rstrip(".")
