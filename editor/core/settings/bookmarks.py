"""Bookmarks of the camera: four views of each scene, kept with the user's own files."""

import hashlib
import json
import math
from pathlib import Path

from editor.core.user_folders import data_folder
from engine.json_file import read_json
from engine.whole_file import write_whole

COUNT = 4
View = tuple[float, ...]
"""Eye x, y, z [m], yaw, pitch [rad] and the distance of the pivot [m]."""
NUMBERS = 6


class Bookmarks:
    """Views by project folder, scene and number 1 to 4; a file that cannot be read holds none."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or data_folder() / "bookmarks"

    def get(self, project: Path, scene: str, number: int) -> View | None:
        """The view that was kept; None where none was."""
        return self._read(project).get(f"{scene}/{number}")

    def put(self, project: Path, scene: str, number: int, view: View) -> None:
        """Keep a view in place of the one that the number had."""
        held = {**self._read(project), f"{scene}/{number}": view}
        try:
            write_whole(self._path(project), json.dumps(held, indent=1) + "\n")
        except OSError:
            return  # A convenience that could not be kept is no reason to disturb.

    def _read(self, project: Path) -> dict[str, View]:
        try:
            raw = read_json(self._path(project))
            views = {str(name): tuple(float(number) for number in view) for name, view in raw.items()}
        except (OSError, ValueError, TypeError, AttributeError, OverflowError):
            return {}
        return {name: view for name, view in views.items() if len(view) == NUMBERS and all(map(math.isfinite, view))}

    def _path(self, project: Path) -> Path:
        name = hashlib.blake2b(str(project.resolve()).encode(), digest_size=10).hexdigest()
        return self._folder / f"{name}.json"
