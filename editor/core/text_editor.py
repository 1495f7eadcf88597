"""The user's own text editor, opened at a line of a file: the one that the settings name, else one that is found."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from editor.core.editor_command import command_for
from editor.core.jobs import Job, Jobs
from editor.core.settings.settings import Settings

SETTING = "files.text_editor"
WATCHED_S, LOOK_S, MOST_SAID = 2.0, 0.05, 200
"""A program that fails does so soon; what it said last is told."""


class TextEditorError(Exception):
    """The editor did not open; the message says which, why, and what to do."""


class TextEditor:
    """Starts the editor and looks for a moment whether it fails."""

    def __init__(self, settings: Settings, jobs: Jobs) -> None:
        self._settings, self._jobs = settings, jobs
        self._open: list[subprocess.Popen[bytes]] = []

    def open(self, path: Path, line: int, column: int, failed: Callable[[str], None]) -> bool:
        """Open a file at a place; False where there is no editor to do so. `failed` hears why one did not open."""
        command = command_for(self._settings.get(SETTING), path, line, column)
        if not command:
            return False

        def done(job: Job) -> None:
            if job.state == "failed":
                failed(str(job.error))

        self._jobs.submit(
            "Opening the editor",
            lambda _p, cancelled: self._start(command, cancelled),
            done,
            quiet=True,
            tells_itself=True,
        )
        return True

    def _start(self, command: list[str], cancelled: Callable[[], bool]) -> None:
        self._open = [each for each in self._open if each.poll() is None]
        program = shutil.which(command[0]) or command[0]
        with tempfile.TemporaryFile() as said:
            try:
                process = subprocess.Popen(
                    [program, *command[1:]],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=said,
                    # It stays when this program ends.
                    start_new_session=True,
                )
            except OSError as error:
                why = "there is no such program" if isinstance(error, FileNotFoundError) else error.strerror or error
                raise TextEditorError(f"{command[0]} can't be started: {why}.") from error
            until = time.monotonic() + WATCHED_S
            while process.poll() is None and time.monotonic() < until and not cancelled():
                time.sleep(LOOK_S)
            if process.returncode:
                raise TextEditorError(f"{command[0]} ended with code {process.returncode}{_last(said)}.")
        if process.returncode is None:
            self._open.append(process)


def _last(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    return f": {lines[-1].strip().rstrip('.')[:MOST_SAID]}" if lines else ""
