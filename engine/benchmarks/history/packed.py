"""Compressed files of a history: unpacked whole, whoever wrote them, or refused in words."""

import zstandard

PIECE = 1 << 12
"""Bytes unpacked at a time: even what was made to burst grows by no more than 128 MiB before its size is looked at."""


class PackedError(ValueError):
    """A compressed file is damaged, or is none; the message says how."""


def unpacked(data: bytes, *, most: int = 1 << 31) -> bytes:
    """What was compressed, at most `most` bytes. PackedError when it is cut short, damaged, too large, or none at all.

    A writer that streams leaves the size of the content out of a frame, and may write several frames after each other.
    """
    parts: list[bytes] = []
    size, place = 0, 0
    frame = zstandard.ZstdDecompressor().decompressobj()
    if not data:
        raise PackedError("is empty; expected zstd")
    try:
        while place < len(data):
            piece = data[place : place + PIECE]
            parts.append(frame.decompress(piece))
            size += len(parts[-1])
            place += len(piece)
            if size > most:
                raise PackedError(f"unpacks to more than {most >> 20} MiB")
            if frame.eof:
                place -= len(frame.unused_data)
                if place < len(data):
                    frame = zstandard.ZstdDecompressor().decompressobj()
    except zstandard.ZstdError as error:
        raise PackedError(f"is no whole zstd file: {error}") from None
    if not frame.eof:
        raise PackedError("is cut short; expected a whole zstd file")
    return b"".join(parts)
