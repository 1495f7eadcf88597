"""Reads small files of JSON that anybody may have changed: plain data, or an error that callers expect."""

import json
import stat
from pathlib import Path
from typing import Any

LARGEST_BYTES = 4 * 1024 * 1024


def read_json(path: Path, largest: int = LARGEST_BYTES) -> Any:
    """The data of a file of at most `largest` bytes, without NaN and infinities.

    Raises:
        OSError: It can't be read; FileNotFoundError when there is none.
        ValueError: It is no plain file, too large, no UTF-8, no JSON, or nested too deeply; says which.
    """
    status = path.stat()
    # What is no plain file may never end, or never begin.
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("it is no plain file")
    if status.st_size > largest:
        raise ValueError(f"it has {status.st_size} bytes, at most {largest} are read")
    return parse_json(path.read_bytes())


def parse_json(raw: bytes) -> Any:
    """The data of a JSON text in UTF-8, without NaN and infinities. ValueError for anything else."""
    try:
        return json.loads(raw.decode("utf-8"), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number")
