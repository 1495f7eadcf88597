"""The files that shaders are written in, watched for changes: a program whose text became another is made anew."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from engine.resources import resource

_INCLUDE = re.compile(r"^#include (\S+)\n", re.MULTILINE)
_LINE = re.compile(r"on line (\d+): ([^\n]*)")
Stamps = dict[str, tuple[int, int]]


class ShaderFiles:
    """A folder of shaders. `revision` grows with each change that `look` finds.

    `problems` holds what keeps a changed program from being made, by what it is made of; the one before goes on.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._stamps: Stamps | None = None
        self.revision = 0
        self.problems: dict[str, str] = {}

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        return self._folder or resource("shaders")

    @folder.setter
    def folder(self, folder: Path | None) -> None:
        self._folder, self._stamps = folder, None
        self.revision += 1

    def look(self) -> bool:
        """Whether a file has changed since the last look; some fifty questions to the file system."""
        try:
            now = {name: (state.st_mtime_ns, state.st_size) for name, state in _states(self.folder).items()}
        except OSError:
            # A file that is being replaced is there again at the next look.
            return False
        before, self._stamps = self._stamps, now
        if before is None or before == now:
            return False
        self.revision += 1
        return True

    def source(self, name: str, defines: Sequence[str] = (), folder: Path | None = None) -> str:
        """The text of one shader with its includes put in and `defines` set.

        Raises:
            FileNotFoundError: Names what is missing.
        """
        root = folder or self.folder
        text = (root / name).read_text(encoding="utf-8")
        text = _INCLUDE.sub(lambda match: (root / match[1]).read_text(encoding="utf-8"), text)
        head, _, body = text.partition("\n")
        return "\n".join([head, *(f"#define {word}" for word in defines), body])

    def refuse(self, key: str, names: tuple[str, str], sources: tuple[str, str], error: Exception) -> None:
        """Note why a changed program can't be made: in which file, what, and in which line of it."""
        told = str(error)
        name = names[1] if "FRAGMENT" in told else names[0]
        text = sources[1] if "FRAGMENT" in told else sources[0]
        found = _LINE.search(told)
        what = found[2] if found is not None else told.partition("\n")[0][:160]
        lines = text.splitlines()
        number = int(found[1]) if found is not None else 0
        where = f" at “{lines[number - 1].strip()[:80]}”" if 0 < number <= len(lines) else ""
        self.problems[key] = (
            f"{name} can't be used{where}: {what}. The last version that worked is drawn; mend the file and save it."
        )


def _states(folder: Path) -> dict[str, os.stat_result]:
    with os.scandir(folder) as entries:
        return {entry.name: entry.stat() for entry in entries if entry.name.endswith((".vert", ".frag", ".glsl"))}


SHADERS = ShaderFiles()
"""Those of the program."""
