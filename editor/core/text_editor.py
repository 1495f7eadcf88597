"""The user's own text editor, opened at a line of a file: the one that the settings name, else one that is found."""

import os
import shlex
import shutil
import string
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from editor.core.jobs import Job, Jobs
from editor.core.settings.settings import Settings

SETTING = "files.text_editor"
PARTS = ("file", "line", "column")
"""What a command may hold in braces."""
_GOTO, _AT_END = ("--goto", "{file}:{line}:{column}"), ("{file}:{line}:{column}",)
ARGUMENTS = {
    "code": _GOTO,
    "code-insiders": _GOTO,
    "codium": _GOTO,
    "vscodium": _GOTO,
    "subl": _AT_END,
    "zed": _AT_END,
    "nvim-qt": ("--", "+{line}", "{file}"),
    "kate": ("--line", "{line}", "--column", "{column}", "{file}"),
    "emacs": ("+{line}:{column}", "{file}"),
    "emacsclient": ("+{line}:{column}", "{file}"),
}
"""How programs are told a place."""
USUAL = ("+{line}", "{file}")
"""How any other is: what vi began, and most understand."""
LOOKED_FOR = ("code", "codium", "subl", "nvim-qt")
NEED_TERMINAL = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "pico", "micro", "hx", "helix", "kak", "joe", "mcedit", "ne", "ed", "ex"}
)
"""They open no window of their own, so nobody would see them."""
WATCHED_S, LOOK_S, MOST_SAID = 2.0, 0.05, 200
"""A program that fails does so soon; what it said last is told."""


class TextEditorError(Exception):
    """The editor did not open; the message says which, why, and what to do."""


def words_of(template: str) -> list[str]:
    """The words of a command with places in braces. ValueError says what is wrong with it, in a sentence."""
    try:
        words = shlex.split(template.replace("\\", "\\\\") if os.name == "nt" else template)
        named = {name for word in words for _text, name, _spec, _conversion in string.Formatter().parse(word)}
    except ValueError as error:
        raise ValueError(
            f"This is no command: {str(error).lower()}; expected one like code --goto {{file}}:{{line}}."
        ) from error
    unknown = named - {None, *PARTS}
    if unknown:
        found = ", ".join(sorted(f"{{{name}}}" for name in unknown))
        raise ValueError(f"There is nothing to put in for {found}; expected {{file}}, {{line}} or {{column}}.")
    if "file" not in named:
        raise ValueError("The command says nowhere which file to open; expected {file} in it.")
    return words


def command_for(template: str, path: Path, line: int, column: int) -> list[str]:
    """The program and its arguments; [] where the settings name none and none is found."""
    words = words_of(template) if template else _found()
    place = {"file": str(path), "line": line, "column": column}
    return [word.format_map(place) for word in words]


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


def _found() -> list[str]:
    """The command of $VISUAL where that opens a window, else of the first editor that is on the machine."""
    try:
        own = shlex.split(os.environ.get("VISUAL", ""))
    except ValueError:
        own = []
    if own and _name(own[0]) not in NEED_TERMINAL and "-nw" not in own and shutil.which(own[0]):
        return [*(_literal(word) for word in own), *ARGUMENTS.get(_name(own[0]), USUAL)]
    name = next((name for name in LOOKED_FOR if shutil.which(name)), "")
    return [name, *ARGUMENTS[name]] if name else []


def _name(program: str) -> str:
    return Path(program).name.lower().removesuffix(".exe").removesuffix(".cmd")


def _literal(word: str) -> str:
    return word.replace("{", "{{").replace("}", "}}")


def _last(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    return f": {lines[-1].strip().rstrip('.')[:MOST_SAID]}" if lines else ""
