"""How far the user has come in the tutorial, kept in one small file of their own."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from editor.core.tutorial.step import Memory
from editor.core.tutorial.steps import STEPS, step_of
from editor.core.user_folders import data_folder
from engine.json_file import read_json
from engine.whole_file import write_whole

Passed = Literal["done", "skipped"]


@dataclass
class Progress:
    """The project that it is about, the step that comes next, and how each one before was passed.

    `is_shown` is whether the card was open; `is_finished` whether every step was passed.
    """

    project: str = ""
    step: str = STEPS[0].id
    memory: Memory = field(default_factory=dict[str, Any])
    passed: dict[str, Passed] = field(default_factory=dict[str, Passed])
    is_shown: bool = False
    is_finished: bool = False

    @property
    def is_going_on(self) -> bool:
        """Whether it was begun in a project that is still there, and is not finished."""
        return bool(self.project) and not self.is_finished and (Path(self.project) / "project.toml").is_file()

    def is_of(self, folder: Path | None) -> bool:
        """Whether it is about the project in a folder."""
        return folder is not None and bool(self.project) and Path(self.project) == folder.resolve()


class ProgressFile:
    """Reads and writes the progress; a file that cannot be read is one that was never written."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or data_folder()) / "tutorial.json"

    def read(self) -> Progress:
        """What was kept; the beginning for nothing, and for what another version has written."""
        try:
            raw: Any = read_json(self._path)
        except (OSError, ValueError):
            return Progress()
        if not isinstance(raw, dict):
            return Progress()
        known = cast("dict[str, Any]", raw)
        step, memory, passed = known.get("step"), known.get("memory"), known.get("passed")
        if not (isinstance(step, str) and step_of(step) and isinstance(memory, dict) and isinstance(passed, dict)):
            return Progress()
        kept = {id_: how for id_, how in cast("dict[str, Any]", passed).items() if how in ("done", "skipped")}
        return Progress(
            project=str(known.get("project", "")),
            step=step,
            memory=cast("Memory", memory),
            passed={id_: cast("Passed", how) for id_, how in kept.items() if step_of(id_)},
            is_shown=bool(known.get("is_shown")),
            is_finished=bool(known.get("is_finished")),
        )

    def write(self, progress: Progress) -> None:
        """Keep it."""
        try:
            write_whole(self._path, json.dumps(asdict(progress), indent=1) + "\n")
        except OSError:
            return  # A convenience that could not be kept is no reason to disturb.
