"""The projects that were open lately, with the pictures that the start screen shows."""

import hashlib
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from editor.core.user_folders import data_folder
from engine.json_file import read_json
from engine.whole_file import write_whole

MOST = 12


@dataclass(frozen=True)
class Recent:
    """One project: its folder, its title, and when it was open (seconds since the epoch)."""

    folder: str
    title: str
    time: float

    @property
    def exists(self) -> bool:
        """Whether the folder still holds a project."""
        return (Path(self.folder) / "project.toml").is_file()


class Recents:
    """The list of recent projects, newest first, kept in one small file."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or data_folder()
        self._path = self._folder / "recent.json"

    @property
    def items(self) -> list[Recent]:
        """The recent projects, newest first; an unreadable file counts as none."""
        try:
            raw = read_json(self._path)
            return [Recent(str(item["folder"]), str(item["title"]), float(item["time"])) for item in raw]
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return []

    def add(self, folder: Path, title: str) -> None:
        """Put a project at the top."""
        place = str(folder.resolve())
        others = [item for item in self.items if item.folder != place]
        self._write([Recent(place, title, time.time()), *others][:MOST])

    def remove(self, folder: str) -> None:
        """Take a project off the list; its files stay."""
        self._write([item for item in self.items if item.folder != folder])

    def thumbnail(self, folder: Path | str) -> Path:
        """Where the picture of a project is kept, whether or not there is one yet."""
        place = str(Path(folder).resolve())
        return self._folder / "thumbnails" / f"{hashlib.blake2b(place.encode(), digest_size=10).hexdigest()}.png"

    def _write(self, items: list[Recent]) -> None:
        try:
            write_whole(self._path, json.dumps([asdict(item) for item in items], indent=1) + "\n")
        except OSError:
            return  # A list of conveniences: that it could not be kept is no reason to disturb.
