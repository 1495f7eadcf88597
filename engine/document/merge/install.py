"""Sets the merge driver up in a repository, and takes it out again: a few lines of .gitattributes and of its config."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import engine
from engine.document.merge.git import GitError, run_git
from engine.resources import is_frozen
from engine.schema.file_bytes import MESHES
from engine.schema.files import FOLDERS
from engine.schema.tile import TERRAIN

DRIVER = "astraweave"
PATTERNS = ("/project.toml", *(f"/{folder}/*.toml" for folder in FOLDERS if folder != MESHES), f"/{TERRAIN}/*/*.toml")
_LINES = tuple(f"{pattern} merge={DRIVER}" for pattern in PATTERNS)
_TITLE = "AstraWeave projects: entity by entity"
_BACKUPS = "*.toml.bak"
_START = "import sys; sys.path.insert(0, {root!r}); from editor.cli import main; main()"


@dataclass(frozen=True)
class Installed:
    """What was set up or taken out."""

    attributes: Path
    """The .gitattributes file beside project.toml."""
    driver: str
    """The command that git runs; empty where it was taken out."""
    changed: bool
    """Whether anything was not so already."""


def install(folder: Path | str) -> Installed:
    """Make git merge a project's files by this program, in the repository that the folder lies in.

    Backups of saves are kept out of this clone's listings too, or "git add ." would commit them.

    Raises:
        GitError: The folder lies in no repository, or git is missing.
        OSError: .gitattributes can't be written.
    """
    root = _project(folder)
    command = driver_command()
    is_new = _setting(root, "driver") != command or _setting(root, "name") != _TITLE
    if is_new:
        run_git(root, "config", "--local", f"merge.{DRIVER}.name", _TITLE)
        run_git(root, "config", "--local", f"merge.{DRIVER}.driver", command)
    attributes = root / ".gitattributes"
    text = _read(attributes)
    missing = [line for line in _LINES if line not in text.splitlines()]
    if missing:
        newline = "\r\n" if "\r\n" in text else "\n"
        gap = newline if text and not text.endswith("\n") else ""
        _write(attributes, text + gap + "".join(line + newline for line in missing))
    is_new |= _list_backups(root, is_listed=False)
    return Installed(attributes, command, is_new or bool(missing))


def is_installed(folder: Path | str) -> bool:
    """Whether git merges a project's files by this program already."""
    root = Path(folder).resolve()
    lines = _read(root / ".gitattributes").splitlines()
    return all(line in lines for line in _LINES) and _setting(root, "driver") == driver_command()


def uninstall(folder: Path | str) -> Installed:
    """Take the driver out of the repository again; other lines of .gitattributes stay.

    Raises:
        GitError: The folder lies in no repository, or git is missing.
        OSError: .gitattributes can't be written.
    """
    root = _project(folder)
    was_there = bool(_setting(root, "driver") or _setting(root, "name"))
    if was_there:
        run_git(root, "config", "--local", "--remove-section", f"merge.{DRIVER}")
    attributes = root / ".gitattributes"
    text = _read(attributes)
    kept = "".join(line for line in text.splitlines(keepends=True) if line.rstrip("\r\n") not in _LINES)
    if kept != text:
        if kept:
            _write(attributes, kept)
        else:
            attributes.unlink()
    was_there |= _list_backups(root, is_listed=True)
    return Installed(attributes, "", was_there or kept != text)


def driver_command() -> str:
    """The command that git runs through a shell: this very program by its full path, wherever git stands.

    Python never looks into the repository for modules (-P), so none of its code can be run.
    """
    program = [Path(sys.executable).as_posix()]
    if not is_frozen():
        root = Path(engine.__file__).resolve().parents[1].as_posix()
        program += ["-P", "-c", _START.format(root=root)]
    # Git replaces %-letters in the command, so a % in a path is doubled.
    return f"{shlex.join(program).replace('%', '%%')} merge %O %A %B --path %P"


def _list_backups(root: Path, *, is_listed: bool) -> bool:
    """Let git list the backups of saves in this clone, or not; True when that was otherwise before."""
    exclude = root / run_git(root, "rev-parse", "--git-path", "info/exclude")
    lines = _read(exclude).splitlines()
    if is_listed == (_BACKUPS not in lines):
        return False
    lines = [line for line in lines if line != _BACKUPS] if is_listed else [*lines, _BACKUPS]
    exclude.parent.mkdir(exist_ok=True)
    _write(exclude, "".join(f"{line}\n" for line in lines))
    return True


def _project(folder: Path | str) -> Path:
    root = Path(folder).resolve()
    if not (root / "project.toml").is_file():
        raise GitError(f"{root} is no project: it has no project.toml. Give the folder that holds it")
    try:
        inside = run_git(root, "rev-parse", "--is-inside-work-tree")
    except GitError as error:
        raise GitError(f"{root} lies in no repository of git ({error}). Make one with: git init") from error
    if inside != "true":
        raise GitError(f"{root} lies in no working tree of git")
    return root


def _setting(root: Path, name: str) -> str:
    try:
        return run_git(root, "config", "--local", "--get", f"merge.{DRIVER}.{name}")
    except GitError:
        return ""


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
