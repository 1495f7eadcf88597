"""Recordings on disk: a mark, one compressed block of plain JSON, then the keyframes' bytes. Data only, never code.

Layout: 8 bytes mark, 4 bytes little-endian size of the head, 16 bytes BLAKE2b of everything after them, the head
(zstd of JSON), then each keyframe's zstd block in the order of the head's list.
"""

import hashlib
import json
import stat
from pathlib import Path
from typing import Any, cast

import zstandard

from engine.play.commands import as_data
from engine.play.recording.data import Recording, RecordingError
from engine.play.recording.head import (
    PLAIN_FIELDS,
    is_whole,
    read_command,
    read_head,
    read_overrides,
    read_slice,
    read_tick,
)
from engine.whole_file import write_whole

MARK = b"AWREC\x01\r\n"
LARGEST_FILE = 96 * 1024 * 1024
"""Bytes of a recording that are read at most; an hour of a large fight has a few."""
_HEAD = len(MARK) + 4 + 16


def save(recording: Recording, path: Path) -> Path:
    """Write the recording; the file appears whole or not at all. OSError when it can't be written."""
    frames = list(recording.keyframes.packed())
    head: dict[str, Any] = {name: getattr(recording, name) for name in PLAIN_FIELDS}
    head["overrides"] = recording.overrides
    if recording.slice:
        head["slice"] = list(recording.slice)
    head["commands"] = [[tick, [as_data(command) for command in said]] for tick, said in recording.commands.items()]
    head["digests"] = [[tick, digest] for tick, digest in recording.digests.items()]
    head["keyframes"] = [[tick, facts, len(packed)] for tick, facts, packed in frames]
    block = zstandard.ZstdCompressor(level=9).compress(json.dumps(head, separators=(",", ":")).encode())
    body = b"".join([block, *(packed for _, _, packed in frames)])
    return write_whole(path, MARK + len(block).to_bytes(4, "little") + _check(body) + body)


def load(path: Path) -> Recording:
    """Read a recording. RecordingError, in the reader's words, for anything that is not a whole one."""
    data = _bytes(path)
    if not data.startswith(MARK):
        raise RecordingError(f"{path} is no recording: it does not begin with the mark of one")
    # A view: a slice of bytes would hold the whole file in memory a second time.
    body = memoryview(data)[_HEAD:]
    size = int.from_bytes(data[len(MARK) : len(MARK) + 4], "little")
    if len(data) < _HEAD or _check(body) != data[len(MARK) + 4 : _HEAD]:
        raise RecordingError(
            f"{path} is damaged or was cut short ({len(data)} bytes): its check sum is wrong. Record the run again."
        )
    try:
        return _recording(read_head(bytes(body[:size])), body[size:])
    except RecordingError as error:
        raise RecordingError(f"{path}: {error}") from error
    except (TypeError, ValueError) as error:
        raise RecordingError(f"{path} holds a head that makes no sense ({type(error).__name__}: {error})") from error


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        # What is no plain file may never end, or never begin.
        if not stat.S_ISREG(status.st_mode):
            raise RecordingError(f"{path} is no file")
        if status.st_size > LARGEST_FILE:
            raise RecordingError(
                f"{path} has {status.st_size / 2**20:.0f} MiB; a recording has at most {LARGEST_FILE // 2**20} MiB"
            )
        return path.read_bytes()
    except OSError as error:
        raise RecordingError(f"{path} can't be read: {error.strerror}") from error


def _recording(head: dict[str, Any], frames: memoryview) -> Recording:
    recording = Recording(**{name: head[name] for name in PLAIN_FIELDS}, overrides=read_overrides(head["overrides"]))
    recording.slice = read_slice(head.get("slice", []))
    recording.commands = {read_tick(tick): tuple(map(read_command, said)) for tick, said in head["commands"]}
    recording.digests = {read_tick(tick): str(digest) for tick, digest in head["digests"]}
    start = 0
    for tick, facts, size in head["keyframes"]:
        if not is_whole(size, 1, len(frames) - start):
            raise RecordingError("a keyframe lies outside the file")
        if not isinstance(facts, dict):
            raise RecordingError("a keyframe is not described")
        known = cast("dict[str, Any]", facts)
        recording.keyframes.add_packed(read_tick(tick), known, bytes(frames[start : start + size]))
        start += size
    return recording


def _check(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=16).digest()
