"""Talks to git about a project's unmerged files, so that nothing a repository's configuration names is ever run."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine.document.disk.reading import BOM
from engine.schema.file_bytes import named_on_disk, suffix_in, text_of
from engine.schema.files import FOLDERS
from engine.schema.limits import LARGEST_BYTES
from engine.schema.tile import TERRAIN

AT_ONCE = 1000
"""Files whose contents are asked for at once."""
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


def index_of(folder: Path) -> Path | None:
    """The file in which git notes what is merged, also that of a linked work tree; None outside of a repository."""
    for place in (folder, *folder.parents):
        git = place / ".git"
        if git.is_dir():
            return git / "index"
        if git.is_file():
            try:
                named = git.read_text(encoding="utf-8", errors="replace").partition("gitdir:")[2].strip()
            except OSError:
                return None
            return place / named / "index" if named else None
    return None


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
        if (file := file_of(path)) is not None:
            _, name, stage = _three(about)
            found.setdefault(file, {})[int(stage)] = name
    stages: dict[str, Stages] = {}
    contents = _blobs(Path(folder), [name for blobs in found.values() for name in blobs.values()])
    for file, blobs in sorted(found.items()):
        try:
            texts = {stage: _text(contents, name, file) for stage, name in blobs.items()}
        except (GitError, UnicodeDecodeError):
            continue
        stages[file] = Stages(texts.get(1), texts.get(2), texts.get(3))
    return stages


def _three(words: str) -> tuple[str, str, str]:
    """The first three words of what git tells before a path; empty where there are fewer."""
    first, _, rest = words.partition(" ")
    second, _, third = rest.partition(" ")
    return first, second, third


def resolved(folder: Path | str, files: Iterable[str]) -> None:
    """Tell git that files are merged as they lie on disk; those that are gone count as deleted.

    Raises:
        GitError: Git is missing or says no.
    """
    names = [named_on_disk(file) for file in files]
    if names:
        root = Path(folder)
        _git(root, *_without_filters(root), "add", "--all", "--force", "--", *names)


def file_of(path: str) -> str | None:
    """The file's name in a project for a path inside the project's folder; None for what is no file of a project."""
    folder, _, name = path.rpartition("/")
    if path == "project.toml":
        return "project"
    is_known = folder in FOLDERS or (folder.count("/") == 1 and folder.startswith(f"{TERRAIN}/"))
    end = suffix_in(folder)
    return f"{folder}/{name.removesuffix(end)}" if is_known and name.endswith(end) else None


def run_git(folder: Path, *arguments: str) -> str:
    """What git answers, as text without the last newline.

    Raises:
        GitError: Git is missing, takes too long or says no.
    """
    return _git(folder, *arguments).decode("utf-8", "replace").rstrip("\n")


def _blobs(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The contents of blobs by name, asked for in one go; what is too large, or no blob, is left out."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    sizes = _git(folder, "cat-file", "--batch-check", given=_lines(wanted)).decode("ascii", "replace").splitlines()
    fields = [line.split(" ") for line in sizes]
    fit = [each[0] for each in fields if len(each) == 3 and each[1] == "blob" and int(each[2]) <= LARGEST_BYTES]
    found: dict[str, bytes] = {}
    for start in range(0, len(fit), AT_ONCE):
        part = fit[start : start + AT_ONCE]
        answer = _git(folder, "cat-file", "--batch", given=_lines(part))
        place = 0
        for name in part:
            end = answer.index(b"\n", place)
            size = int(answer[place:end].rpartition(b" ")[2])
            found[name] = answer[end + 1 : end + 1 + size]
            place = end + 2 + size
    return found


def _text(contents: Mapping[str, bytes], name: str, file: str) -> str:
    if name not in contents:
        raise GitError("the file is too large")
    return text_of(file, contents[name]).removeprefix(BOM)


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode("ascii")


def _without_filters(folder: Path) -> list[str]:
    """Options that switch every filter program of the configuration off."""
    try:
        listing = run_git(folder, "config", "--null", "--name-only", "--get-regexp", r"^filter\.")
    except GitError:
        return []
    names = {key.removeprefix("filter.").rpartition(".")[0] for key in listing.split("\0") if key}
    settings = [f"filter.{name}.{what}" for name in sorted(names) for what in ("clean=", "process=", "required=false")]
    return [part for setting in settings for part in ("-c", setting)]


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
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
            input=given,
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
    names: dict[str, str] = {}
    for line in run_git(root, "ls-tree", "-r", "-z", tree).split("\0"):
        about, _, path = line.partition("\t")
        if (file := file_of(path)) is not None and about.startswith("100"):
            names[file] = _three(about)[2]
    contents = _blobs(root, names.values())
    texts: dict[str, str] = {}
    for file, name in names.items():
        with suppress(UnicodeDecodeError):
            texts[file] = _text(contents, name, file)
    return texts
