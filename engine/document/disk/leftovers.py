"""Clears away what a save or a merge that was killed has left behind: .NAME.PID.tmp, .PID.bak and .part."""

import contextlib
import os
import pathlib
import re
import time
from collections.abc import Iterable

from engine.document.disk.files import tile_folders
from engine.schema.files import FOLDERS

_OURS = re.compile(r"\..+\.(?:toml|glb)\.(?:(\d{1,10})\.(?:tmp|bak)|[0-9a-f]{8}\.part)\Z")
_DAY_S = 24 * 3600


def clear_leftovers(folder: pathlib.Path, others: Iterable[pathlib.Path] = ()) -> list[pathlib.Path]:
    """Remove the unfinished files of programs that have ended; a folder that can't be written to stays as it is.

    Args:
        folder: The project's folder.
        others: Further folders in which its files lie, by way of links.

    Returns:
        What was removed.
    """
    root = folder.resolve()
    places = dict.fromkeys([root, *(root / each for each in (*FOLDERS, *tile_folders(root))), *others])
    removed: list[pathlib.Path] = []
    for place in places:
        # Where a link leads out of the project, nothing is ours; one in a ring, or a closed folder, holds nothing up.
        with contextlib.suppress(OSError, RuntimeError):
            if place.resolve().is_relative_to(root):
                removed += _clear(place)
    return removed


def _clear(place: pathlib.Path) -> list[pathlib.Path]:
    removed: list[pathlib.Path] = []
    with os.scandir(place) as entries:
        for entry in entries:
            match = _OURS.match(entry.name)
            if match and entry.is_file(follow_symlinks=False) and _is_left(match[1], entry):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
                    removed.append(pathlib.Path(entry.path))
    return removed


def _is_left(pid: str | None, entry: os.DirEntry[str]) -> bool:
    if time.time() - entry.stat(follow_symlinks=False).st_mtime > _DAY_S:
        return True
    return pid is not None and int(pid) != os.getpid() and not _is_alive(int(pid))


def _is_alive(pid: int) -> bool:
    """Whether a process runs under that number; taken for granted where asking would end it, as on Windows."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
