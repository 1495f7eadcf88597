"""Talks to git about a project's unmerged files, so that nothing a repository's configuration names is ever run."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from engine.document.disk.reading import BOM
from engine.schema.files import FOLDERS
from engine.schema.limits import LARGEST_BYTES

LONGEST_S = 30.0
"""Longest that git may take for one answer."""
_QUIET = (
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "protocol.allow=never"),
    *("-c", "core.quotePath=false"),
)


class GitError(Exception):
    """Git is missing, or says no; the message is what it said."""


@dataclass(frozen=True)
class Stages:
    """A file that git could not merge, as the common base, our side and the other side have it; None where absent."""

    base: str | None
    ours: str | None
    theirs: str | None


def unmerged(folder: Path | str) -> dict[str, Stages]:
    """The project's files that git holds as unmerged, by file ("scenes/grove").

    Empty where git is missing, the folder lies in no repository, or everything is merged. What is no UTF-8, or larger
    than any file of a project, is left to git.
    """
    try:
        listing = _git(Path(folder), "ls-files", "--unmerged", "-z", "--", ".")
    except GitError:
        return {}
    found: dict[str, dict[int, str]] = {}
    for line in listing.decode("utf-8", "replace").split("\0"):
        about, _, path = line.partition("\t")
        fields = about.split(" ")
        if (file := file_of(path)) is not None and len(fields) == 3:
            found.setdefault(file, {})[int(fields[2])] = fields[1]
    stages: dict[str, Stages] = {}
    for file, blobs in sorted(found.items()):
        try:
            texts = {stage: _blob(Path(folder), name) for stage, name in blobs.items()}
        except (GitError, UnicodeDecodeError):
            continue
        stages[file] = Stages(texts.get(1), texts.get(2), texts.get(3))
    return stages


def resolved(folder: Path | str, files: Iterable[str]) -> None:
    """Tell git that files are merged as they lie on disk; those that are gone count as deleted.

    Raises:
        GitError: Git is missing or says no.
    """
    names = [f"{file}.toml" for file in files]
    if names:
        root = Path(folder)
        _git(root, *_without_filters(root), "add", "--all", "--force", "--", *names)


def file_of(path: str) -> str | None:
    """The file's name in a project for a path inside the project's folder; None for what is no file of a project."""
    folder, _, name = path.rpartition("/")
    if path == "project.toml":
        return "project"
    return f"{folder}/{name.removesuffix('.toml')}" if folder in FOLDERS and name.endswith(".toml") else None


def run_git(folder: Path, *arguments: str) -> str:
    """What git answers, as text without the last newline.

    Raises:
        GitError: Git is missing, takes too long or says no.
    """
    return _git(folder, *arguments).decode("utf-8", "replace").rstrip("\n")


def _blob(folder: Path, name: str) -> str:
    if int(_git(folder, "cat-file", "-s", name)) > LARGEST_BYTES:
        raise GitError("the file is too large")
    return _git(folder, "cat-file", "blob", name).decode("utf-8").removeprefix(BOM)


def _without_filters(folder: Path) -> list[str]:
    """Options that switch every filter program of the configuration off."""
    try:
        listing = run_git(folder, "config", "--null", "--name-only", "--get-regexp", r"^filter\.")
    except GitError:
        return []
    names = {key.removeprefix("filter.").rpartition(".")[0] for key in listing.split("\0") if key}
    settings = [f"filter.{name}.{what}" for name in sorted(names) for what in ("clean=", "process=", "required=false")]
    return [part for setting in settings for part in ("-c", setting)]


def _git(folder: Path, *arguments: str) -> bytes:
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "CONFIG" in name}
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        answer = subprocess.run(
            [program, *_QUIET, *arguments],
            cwd=folder,
            env={**kept, **quiet},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(f"git gives no answer: {error}") from error
    if answer.returncode:
        raise GitError(answer.stderr.decode("utf-8", "replace").strip() or f"git ended with {answer.returncode}")
    return answer.stdout


def texts_at(folder: Path | str, revision: str) -> dict[str, str]:
    """The texts of a project's files in a revision, by file; what is no UTF-8 is left out.

    Raises:
        GitError: Git is missing, or knows no such revision.
    """
    root = Path(folder)
    try:
        tree = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}")
    except GitError as error:
        why = f": {error}" if str(error).startswith("fatal: ") else "; expected a commit, a branch or a tag"
        raise GitError(f"git knows no revision {revision} in {root}{why}") from error
    texts: dict[str, str] = {}
    for line in run_git(root, "ls-tree", "-r", "-z", tree).split("\0"):
        about, _, path = line.partition("\t")
        if (file := file_of(path)) is not None and about.startswith("100"):
            texts[file] = _blob(root, about.split(" ")[2])
    return texts
