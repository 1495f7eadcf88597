"""The samples that ship with the program, and how the user wants each opened: as it is, or as a copy of one's own."""

import contextlib
import json
import os
from pathlib import Path
from typing import Any, cast

from editor.core.user_folders import data_folder
from engine.resources import is_frozen, is_sample
from engine.whole_file import write_whole


def is_read_only_sample(folder: Path) -> bool:
    """Whether a project is a sample that must not be saved to: an update of the program would replace what is there."""
    return is_sample(folder) and (is_frozen() or not os.access(folder, os.W_OK))


class SampleChoices:
    """What the user answered for each sample, kept in one small file."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or data_folder()) / "samples.json"

    def is_wanted_as_it_is(self, name: str) -> bool:
        """Whether the sample itself shall be opened, without asking."""
        return self._read().get(name) == ""

    def copy_of(self, name: str) -> Path | None:
        """The user's own copy of a sample; None when there is none, or none any more."""
        place = self._read().get(name)
        return Path(place) if place and (Path(place) / "project.toml").is_file() else None

    def open_as_it_is(self, name: str) -> None:
        """Remember that the sample itself shall be opened."""
        self._set(name, "")

    def open_copy(self, name: str, folder: Path) -> None:
        """Remember where the user's own copy lies."""
        self._set(name, str(folder.resolve()))

    def _set(self, name: str, place: str) -> None:
        # An answer that cannot be kept is asked for once more next time.
        with contextlib.suppress(OSError):
            write_whole(self._path, json.dumps({**self._read(), name: place}, indent=1) + "\n")

    def _read(self) -> dict[str, str]:
        try:
            raw: Any = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        table = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
        return {name: place for name, place in table.items() if isinstance(place, str)}
