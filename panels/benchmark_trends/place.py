"""Which history is open: a file, and by what one knows that it has changed."""

import os
from pathlib import Path

from engine.benchmarks.history.places import FOLDER, HISTORY, archives
from engine.resources import is_frozen, program_folder

Stamp = tuple[tuple[str, int, int], ...]


def own_history() -> Path | None:
    """The history of the checkout that this program runs from; None where it runs from none."""
    if is_frozen() or not (program_folder() / ".git").exists():
        return None
    return program_folder() / FOLDER / HISTORY


def kept_history(setting: str) -> Path | None:
    """The history that a setting names; None where it names none, or none that is still there."""
    path = Path(setting)
    return path if setting and path.is_file() else None


def stamp_of(path: Path | None) -> Stamp:
    """Name, size and time of the history and its packed months; empty where there is no file."""
    if path is None:
        return ()
    found: list[tuple[str, int, int]] = []
    for each in (path, *(archives(path.parent) if path.name == HISTORY else ())):
        try:
            state = os.stat(each)
        except OSError:
            continue
        found.append((str(each), state.st_size, state.st_mtime_ns))
    return tuple(found)
