"""Recordings made by hand, as somebody would who means harm: the right mark and check sum around any content."""

import hashlib
import json
from pathlib import Path
from typing import Any

import zstandard

from engine.play.recording.file import MARK

HEAD: dict[str, Any] = {
    "project": "yard",
    "scene": "yard",
    "encounter": None,
    "seed": 1,
    "autopilot": None,
    "tick_limit": None,
    "fingerprint": "",
    "ticks": 60,
    "outcome": "running",
    "overrides": {},
    "commands": [],
    "digests": [],
    "keyframes": [],
}
FACTS = {"lanes": 1, "rows": 1, "spawns": [], "arrays": [["seed", "<i8", [1]]]}


def written(path: Path, block: bytes, frames: bytes = b"") -> Path:
    """A file with a given head block and keyframes."""
    body = block + frames
    check = hashlib.blake2b(body, digest_size=16).digest()
    path.write_bytes(MARK + len(block).to_bytes(4, "little") + check + body)
    return path


def recorded(path: Path, frames: bytes = b"", **head: Any) -> Path:
    """A file whose head differs from a plain one in some values."""
    return written(path, zstandard.compress(json.dumps({**HEAD, **head}).encode()), frames)
