"""Automatic copies of unsaved files beside the user's own state, and the earlier versions that can be brought back."""

import contextlib
import json
import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from engine.document import Command, Document, Snapshot
from engine.document.disk.reading import BOM, UnusableError, read_text
from engine.document.journal.texts import rewriting
from engine.json_file import read_json
from engine.schema.file_bytes import bytes_of, named_on_disk, suffix_in, text_of
from engine.schema.files import FOLDERS
from engine.user_state import project_key, state_folder
from engine.whole_file import write_whole

if TYPE_CHECKING:
    from editor.core.jobs import Job
    from editor.core.workbench import Workbench

MANIFEST = "version.json"
_NUMBER = re.compile(r"[0-9]{6,12}\Z")


@dataclass(frozen=True)
class Version:
    """An earlier version of some files: when it was made (seconds since the epoch), which files, and where it lies.

    `kind` is "autosave" for a copy made in the background, "backup" for what the last save replaced.
    """

    time: float
    files: tuple[str, ...]
    path: Path
    kind: Literal["autosave", "backup"] = "autosave"


class Autosave:
    """Copies what is unsaved every few minutes while there is something new; never into the project."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench
        self._since = time.monotonic()
        self._copied: tuple[Document, int] | None = None
        self._job: Job | None = None
        self.problem = ""

    def pump(self) -> None:
        """Begin a copy when one is due; called for each frame."""
        minutes = self._bench.settings.files.autosave_minutes
        if not self._bench.is_dirty:
            self._since = time.monotonic()
        elif minutes > 0 and time.monotonic() - self._since >= minutes * 60.0:
            self.begin()

    def begin(self) -> "Job | None":
        """Copy the unsaved files in the background; None where nothing has changed since the last copy."""
        bench, document = self._bench, self._bench.document
        self._since = time.monotonic()
        if document is None or (self._job is not None and self._job.is_running):
            return None
        state = (document, document.revision)
        files = tuple(file for file in document.unsaved() if file in document.files)
        if not files or state == self._copied:
            return None
        self._copied = state
        snapshot, keep, title = document.snapshot(), bench.settings.files.autosave_versions, bench.title
        self._job = bench.jobs.submit(
            "Copy unsaved work",
            lambda _progress, _cancelled: _copy(snapshot, files, title, keep),
            self._end,
            quiet=True,
        )
        return self._job

    def versions(self, folder: Path | str) -> list[Version]:
        """The earlier versions of a project's files: copies, newest first, then the versions that saves replaced."""
        root = Path(folder)
        copies = [version for path in reversed(_numbered(_place(root))) if (version := read_version(path))]
        return [*copies, *_backups(root)]

    def restore_command(self, version: Version) -> Command | None:
        """One command that brings the open project's files back to a version; None when they are there already.

        Raises:
            OSError: The version can't be read any more.
            ValueError: A file of it is no valid file of a project.
        """
        document = self._bench.document
        if document is None:
            return None
        texts: dict[str, str | None] = {}
        for file, text in read_texts(version).items():
            try:
                read_text(file, text)
            except UnusableError as error:
                raise ValueError(str(error.told(file))) from error
            texts[file] = text
        now = {file: document.text(file) if file in document.files else None for file in texts}
        when = time.strftime("%H:%M", time.localtime(version.time))
        command = rewriting(now, texts, f"Restore the version of {when}")
        return command if command.commands else None

    def _end(self, job: "Job") -> None:
        if job.error is None:
            self.problem = ""
            return
        self._copied = None
        text = f"The automatic copy could not be written to {state_folder()}: {job.error}. It is tried again."
        if not self.problem:
            self._bench.log.add("warning", "autosave", text)
        self.problem = text


def read_texts(version: Version) -> dict[str, str]:
    """The text of each file of a version. Raises OSError, or ValueError where it is no UTF-8."""
    texts: dict[str, str] = {}
    for file in version.files:
        path = version.path if version.kind == "backup" else version.path / named_on_disk(file)
        texts[file] = text_of(file, path.read_bytes()).removeprefix(BOM)
    return texts


def _copy(snapshot: Snapshot, files: tuple[str, ...], title: str, keep: int) -> Path:
    """Write the texts of some files, then the list that makes them count, and drop the oldest versions."""
    place = _place(snapshot.folder)
    earlier = _numbered(place)
    number = int(earlier[-1].name) + 1 if earlier else 1
    target = place / f"{number:06d}"
    for file in files:
        write_whole(target / named_on_disk(file), bytes_of(file, snapshot.text(file)))
    about: dict[str, Any] = {"project": str(snapshot.folder.resolve()), "title": title}
    write_whole(target / MANIFEST, json.dumps({**about, "time": time.time(), "files": files}, indent=1) + "\n")
    for path in [*earlier, target][: -max(keep, 1)]:
        shutil.rmtree(path, ignore_errors=True)
    return target


def _place(folder: Path) -> Path:
    return state_folder() / "autosave" / project_key(folder)


def _numbered(place: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted((path for path in place.iterdir() if _NUMBER.match(path.name)), key=lambda path: int(path.name))
    return []


def read_version(path: Path) -> Version | None:
    """What a copy's folder holds; None where it is no copy."""
    try:
        raw: Any = read_json(path / MANIFEST)
        fields = cast("Mapping[str, Any]", raw)
        files = tuple(str(file) for file in fields["files"] if (path / named_on_disk(str(file))).is_file())
        return Version(float(fields["time"]), files, path) if files else None
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _backups(root: Path) -> list[Version]:
    """What the last save of each file replaced; files that were deleted since included."""
    found: list[Version] = []
    for directory in ("", *FOLDERS):
        end = f"{suffix_in(directory)}.bak"
        for path in sorted((root / directory).glob(f"*{end}")):
            stem = path.name.removesuffix(end)
            file = f"{directory}/{stem}" if directory else stem
            if stem.startswith(".") or (not directory and stem != "project"):
                continue
            with contextlib.suppress(OSError):
                found.append(Version(path.stat().st_mtime, (file,), path, "backup"))
    return found
