"""Writes a file so that it appears whole or not at all."""

import contextlib
import os
import uuid
from pathlib import Path

DRAFT = ".part"
"""How the name of a file ends that is not whole yet; one that stays was left by a program that was killed."""


def write_whole(path: Path, data: bytes | str) -> Path:
    """Write `data` (a text as UTF-8) beside `path` and rename it once it is on the disk; missing folders are made.

    OSError when it can't be written; what stood there before is then unharmed, and no draft is left.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own, since two processes may write the same file at once.
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}{DRAFT}")
    try:
        with draft.open("wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return path
