"""The projects that were open lately: where one was in each, and the pictures that the start screen shows."""

import hashlib
import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from editor.core.user_folders import data_folder
from engine.json_file import read_json
from engine.whole_file import write_whole

MOST = 12


@dataclass(frozen=True)
class Recent:
    """One project: its folder, its title, when it was open (seconds since the epoch), and what was on the screen."""

    folder: str
    title: str
    time: float
    scene: str = ""
    encounter: str = ""

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
            return [
                Recent(
                    str(item["folder"]),
                    str(item["title"]),
                    float(item["time"]),
                    str(item.get("scene", "")),
                    str(item.get("encounter", "")),
                )
                for item in raw
            ]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
            return []

    def add(self, folder: Path, title: str) -> None:
        """Put a project at the top; where one was in it stays."""
        place = str(folder.resolve())
        items = self.items
        known = next((item for item in items if item.folder == place), Recent(place, title, 0.0))
        others = [item for item in items if item.folder != place]
        self._write([replace(known, title=title, time=time.time()), *others][:MOST])

    def place(self, folder: Path) -> tuple[str, str]:
        """The scene and the encounter that were shown last in a project; empty where nobody knows."""
        known = next((item for item in self.items if item.folder == str(folder.resolve())), None)
        return (known.scene, known.encounter) if known is not None else ("", "")

    def stay(self, folder: Path, scene: str, encounter: str) -> None:
        """Remember what is shown of a project that is in the list."""
        items, place = self.items, str(folder.resolve())
        changed = [replace(each, scene=scene, encounter=encounter) if each.folder == place else each for each in items]
        if changed != items:
            self._write(changed)

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
