"""A project's own code as the user may judge it: how much there is, what changed, and what stays closed without it."""

import contextlib
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, cast

from editor.core.user_folders import data_folder
from engine.document import Document
from engine.json_file import read_json
from engine.schema.component import RESERVED_KEYS
from engine.whole_file import write_whole

MOST_PROJECTS = 200


@dataclass(frozen=True)
class ProjectCode:
    """The Python files of a project, by their place in its folder; `newest` and `changed` name the latest change."""

    files: tuple[str, ...]
    newest: str
    changed: float


def code_of(folder: FilePath) -> ProjectCode | None:
    """What Python a project brings along, without reading or running any; None when there is none."""
    game = folder / "game"
    if not game.is_dir():
        return None
    found: list[tuple[float, str]] = []
    for path in sorted(game.rglob("*.py")):
        try:
            found.append((path.lstat().st_mtime, path.relative_to(folder).as_posix()))
        except OSError:
            continue
    newest = max(found, default=(0.0, ""))
    return ProjectCode(tuple(name for _time, name in found), newest[1], newest[0])


def closed_components(document: Document) -> dict[str, int]:
    """The components that only the project's code knows, by name, with how many entities have each."""
    known = document.vocabulary.components
    counts: dict[str, int] = {}
    for node in document.files.values():
        for block in node.entities.values():
            for key, value in block.data.items():
                if isinstance(value, dict) and key not in known and key not in RESERVED_KEYS:
                    counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items()))


class CodeSeen:
    """Remembers what the code of each trusted project was when it ran last, so that a change can be told."""

    def __init__(self, folder: FilePath | None = None) -> None:
        self._path = (folder or data_folder()) / "code_seen.json"

    def news(self, folder: FilePath) -> list[str]:
        """The code files that are new, other or gone since the project was opened last; none for the first time.

        What is found is remembered.
        """
        now = _stamps(folder)
        place = str(folder.resolve())
        everything = self._read()
        before = everything.pop(place, None)
        if before == now:
            return []
        everything[place] = now
        # A notice that cannot be kept is given once more next time; nothing hangs on it.
        with contextlib.suppress(OSError):
            write_whole(self._path, json.dumps(dict(list(everything.items())[-MOST_PROJECTS:]), indent=1) + "\n")
        if before is None:
            return []
        return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            raw: Any = read_json(self._path)
        except (OSError, ValueError):
            return {}
        if not isinstance(raw, dict):
            return {}
        tables = cast("dict[str, Any]", raw)
        return {place: cast("dict[str, str]", files) for place, files in tables.items() if isinstance(files, dict)}


def _stamps(folder: FilePath) -> dict[str, str]:
    code = code_of(folder)
    stamps: dict[str, str] = {}
    for name in code.files if code else ():
        path = folder / name
        try:
            if path.is_file() and not path.is_symlink():
                stamps[name] = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
        except OSError:
            # What can't be read has no stamp, so that it counts as changed.
            continue
    return stamps
