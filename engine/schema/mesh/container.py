"""The container of binary glTF: a header of 12 bytes, a chunk of JSON, a chunk of numbers (glTF 2.0, chapter 4.4)."""

from __future__ import annotations

import json
import math
import struct
from typing import Any, cast

from engine.schema.mesh.faults import MOST_JSON_BYTES, MeshFileError

MAGIC, JSON_CHUNK, BINARY_CHUNK = 0x46546C67, 0x4E4F534A, 0x004E4942
HEADER, CHUNK = struct.Struct("<III"), struct.Struct("<II")
GLB = "a binary glTF 2.0 file (.glb) with all its data inside"
FARTHEST = 10**30

Table = dict[str, Any]


def unpacked(raw: bytes) -> tuple[Table, memoryview]:
    """The JSON of a GLB and its numbers.

    Raises:
        MeshFileError: The bytes are no whole GLB.
    """
    if len(raw) < HEADER.size + CHUNK.size:
        raise MeshFileError(f"the file has only {len(raw)} bytes", GLB)
    magic, version, length = HEADER.unpack_from(raw)
    if magic != MAGIC:
        raise MeshFileError("the file does not begin with glTF", GLB)
    if version != 2:
        raise MeshFileError(f"the file is glTF {version}", "glTF 2")
    if length > len(raw):
        raise MeshFileError(f"the file ends after {len(raw):,} of {length:,} bytes", "the whole file; copy it again")
    size, kind = CHUNK.unpack_from(raw, HEADER.size)
    start = HEADER.size + CHUNK.size
    if kind != JSON_CHUNK or size > length - start:
        raise MeshFileError("its first part is not the description of the mesh", GLB)
    if size > MOST_JSON_BYTES:
        raise MeshFileError(
            f"its description has {size / 2**20:.0f} MiB, at most {MOST_JSON_BYTES // 2**20} MiB are read", GLB
        )
    view = memoryview(raw)
    return _described(raw[start : start + size]), _numbers(view[:length], start + size)


def packed(description: Table, numbers: bytes) -> bytes:
    """A GLB of a description and its numbers, each filled up to four bytes."""
    text = json.dumps(description, separators=(",", ":")).encode("ascii")
    text += b" " * (-len(text) % 4)
    numbers += b"\0" * (-len(numbers) % 4)
    length = HEADER.size + 2 * CHUNK.size + len(text) + len(numbers)
    return b"".join(
        (
            HEADER.pack(MAGIC, 2, length),
            CHUNK.pack(len(text), JSON_CHUNK),
            text,
            CHUNK.pack(len(numbers), BINARY_CHUNK),
            numbers,
        )
    )


def table(value: Any, what: str) -> Table:
    """A value that must be a JSON object.

    Raises:
        MeshFileError: It is none; names it as `what`.
    """
    if not isinstance(value, dict):
        raise MeshFileError(f"{what} is no object", GLB)
    return cast("Table", value)


def listed(owner: Table, key: str) -> list[Any]:
    """A list of a description; empty where it has none.

    Raises:
        MeshFileError: It is something else.
    """
    value = owner.get(key, [])
    if not isinstance(value, list):
        raise MeshFileError(f"{key} is no list", GLB)
    return cast("list[Any]", value)


def whole(value: Any, below: int, what: str) -> int:
    """A value that must be a whole number from 0 to below `below`.

    Raises:
        MeshFileError: It is none; names it as `what`.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < below:
        raise MeshFileError(f"{what} is {str(value)[:40]}", f"a whole number of 0 to {below - 1:,}")
    return value


def plain_numbers(value: Any, widths: tuple[int, ...], what: str) -> list[float]:
    """A value that must be a list of as many numbers; those beyond any length are cut to 1e30.

    Raises:
        MeshFileError: It is none; names it as `what`.
    """
    items = cast("list[Any]", value) if isinstance(value, list) else []
    if len(items) not in widths or any(isinstance(each, bool) or not isinstance(each, int | float) for each in items):
        raise MeshFileError(f"{what} is not {widths[-1]} numbers", GLB)
    found = [float(each) if isinstance(each, float) else float(min(max(each, -FARTHEST), FARTHEST)) for each in items]
    if not all(map(math.isfinite, found)):
        raise MeshFileError(f"{what} holds values that are no numbers", GLB)
    return found


def _described(text: bytes) -> Table:
    try:
        return table(json.loads(text.decode("utf-8")), "its description")
    except (ValueError, RecursionError) as error:
        if isinstance(error, MeshFileError):
            raise
        raise MeshFileError("its description is no JSON", GLB) from error


def _numbers(view: memoryview, start: int) -> memoryview:
    if len(view) - start < CHUNK.size:
        return view[:0]
    size, kind = CHUNK.unpack_from(view, start)
    start += CHUNK.size
    if kind != BINARY_CHUNK:
        return view[:0]
    if size > len(view) - start:
        raise MeshFileError(f"its numbers end after {len(view) - start:,} of {size:,} bytes", GLB)
    return view[start : start + size]
